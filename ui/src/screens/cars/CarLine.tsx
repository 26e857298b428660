// The bookings of one car on one day: on the desk along the hours, on the phone one below the other.
import { Box } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { CalendarBooking, CarRow } from '../../api/types';
import { paths } from '../../paths';
import { usePhone } from '../../shared/usePhone';
import { spanText, timeText } from '../process/minutes';
import classes from './Cars.module.css';
import { hoursOf, placeOf } from './hours';

export function CarLine({ row }: { row: CarRow }) {
  const { t } = useTranslation();
  const phone = usePhone();
  if (row.bookings.length === 0) return <span className={classes['free']}>{t('process.cars.free')}</span>;
  if (phone) return <ul className={classes['list']}>{row.bookings.map((one) => <li key={one.booking.id}><Told one={one} /></li>)}</ul>;
  const hours = hoursOf(row.bookings.map((one) => one.booking.slot));
  const lanes = placeOf(row.bookings.map((one) => one.booking.slot), hours);
  return (
    <Box className={classes['day']} __vars={{ '--lanes': String(lanes.count), '--hours': String(hours.to - hours.from) }}>
      {Array.from({ length: hours.to - hours.from }, (_, index) => <span key={index} className={classes['hour']} aria-hidden>{hours.from + index}</span>)}
      <ul className={classes['blocks']}>
        {row.bookings.map((one, index) => {
          const at = lanes.places[index];
          return (
            <li key={one.booking.id} className={classes['block']} style={{ left: `${at?.left ?? 0}%`, width: `${at?.width ?? 0}%`, top: `calc(${at?.lane ?? 0} * var(--row))` }}>
              <Told one={one} />
            </li>
          );
        })}
      </ul>
    </Box>
  );
}

function Told({ one }: { one: CalendarBooking }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { booking, customer, consultant } = one;
  const clashes = one.clashes.length > 0;
  const state = t(`process.drive.states.${booking.state === 'back' ? 'done' : booking.state}`);
  const words = (
    <>
      {clashes && <IconAlertTriangle size={14} aria-hidden />}
      <span className={classes['span']} data-brief={!phone || undefined}>{phone ? spanText(booking.slot) : timeText(booking.slot.from)}</span>
      <span className={classes['who']}>{[consultant.name, ...(phone ? [customer ? customer.name : t('process.cars.someone'), state] : [])].join(' · ')}</span>
      {clashes && <span className="fc-visually-hidden">{t('process.cars.clashes')}</span>}
    </>
  );
  const shared = { className: classes['told'], 'data-state': booking.state, 'data-clash': clashes || undefined, title: [spanText(booking.slot), consultant.name, customer?.name, state].filter(Boolean).join(' · ') };
  if (customer?.opportunity) return <Link {...shared} to={paths.opportunity(customer.file, customer.opportunity, 'test_drive')}>{words}</Link>;
  return <span {...shared}>{words}</span>;
}
