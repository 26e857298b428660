// 试驾车撞车: two bookings of one car at one time, with who has to move. Nothing where there is none.
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { BookingClashRow } from '../../api/types';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { useFormat } from '../../shared/format';
import { spanText } from '../process/minutes';
import classes from './Cars.module.css';

export function BookingClashes() {
  const { t } = useTranslation();
  const clashes = useAsk('booking_clashes', {});
  const rows = clashes.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section className={classes['clashes']} aria-label={t('process.cars.clashes')}>
      <h2><IconAlertTriangle size={18} aria-hidden />{t('process.cars.clashes')}</h2>
      {rows.map((row) => <Row key={`${row.first.booking.id} ${row.later.booking.id}`} row={row} />)}
    </section>
  );
}

function Row({ row }: { row: BookingClashRow }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { day } = useFormat();
  const { first, later } = row;
  const { customer } = later;
  return (
    <div className={classes['clash']}>
      <span>
        {t('process.cars.clash_row', {
          car: row.car, day: day(later.booking.slot.on, today), first: spanText(first.booking.slot), firstWho: first.consultant.name,
          later: spanText(later.booking.slot), laterWho: later.consultant.name,
        })}
        {'。'}
        {row.must_decide ? t('process.cars.decide') : t('process.cars.waits', { who: later.consultant.name })}
      </span>
      {customer?.opportunity && (
        <Button component={Link} to={paths.opportunity(customer.file, customer.opportunity, 'test_drive')} size="sm" variant={row.must_decide ? 'filled' : 'default'}>
          {t('process.cars.go')}
        </Button>
      )}
    </div>
  );
}
