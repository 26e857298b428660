// What a car is booked for on a day: when and by whom, never for whom.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { CarRow, TestDriveId } from '../../api/types';
import { spanText } from './minutes';
import classes from './Process.module.css';

export function DayOfCar({ row, own }: { row: CarRow; own: TestDriveId | null }) {
  const { t } = useTranslation();
  const taken = row.bookings.filter(({ booking }) => booking.id !== own && (booking.state === 'booked' || booking.state === 'out'));
  if (taken.length === 0) return <Text size="sm" c="dimmed">{t('process.drive.free')}</Text>;
  return (
    <div>
      <Text size="sm" fw={500}>{t('process.drive.taken')}</Text>
      <ul className={classes['missing']}>
        {taken.map(({ booking, consultant }) => (
          <li key={booking.id} className={classes['lack']}>{spanText(booking.slot)} {consultant.name}</li>
        ))}
      </ul>
    </div>
  );
}
