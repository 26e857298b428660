// 试驾车排期: a day of the store's test cars, who has which when. The day stands in the address.
import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { IconChevronLeft, IconChevronRight, IconSteeringWheel } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import { paths } from '../../paths';
import { addDays } from '../../records/dates';
import { put } from '../../records/filter';
import { useCalendar } from '../../records/useCalendar';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { usePhone } from '../../shared/usePhone';
import { BookingClashes } from './BookingClashes';
import { CarLine } from './CarLine';
import classes from './Cars.module.css';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

export function CarsScreen() {
  const { t } = useTranslation();
  const { today, can } = useSession();
  const calendar = useCalendar();
  const phone = usePhone();
  const format = useFormat();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('on') ?? '';
  const on = DATE.test(asked) ? asked : today;
  const day = useAsk('car_day', { on }, { keep: true });
  const go = (to: string) => setSearch(put(search, 'on', to === today ? '' : to), { replace: true });
  return (
    <Page
      title={t('process.cars.title')}
      actions={
        <Group gap={4} wrap="nowrap">
          <ActionIcon aria-label={t('process.cars.previous')} onClick={() => go(addDays(on, -1))}><IconChevronLeft size={20} aria-hidden /></ActionIcon>
          <DatePickerInput aria-label={t('process.cars.day')} value={on} w={phone ? 150 : 170} onChange={(date) => date && go(date)} dropdownType={phone ? 'modal' : 'popover'} {...calendar} />
          <ActionIcon aria-label={t('process.cars.next')} onClick={() => go(addDays(on, 1))}><IconChevronRight size={20} aria-hidden /></ActionIcon>
          {on !== today && !phone && <Button variant="default" onClick={() => go(today)}>{t('process.cars.today')}</Button>}
        </Group>
      }
    >
      <BookingClashes />
      <ErrorNote error={day.error} again={() => void day.refetch()} />
      {day.isPending && <Loading />}
      {day.data?.cars.length === 0 && (
        <EmptyNote
          icon={IconSteeringWheel}
          text={t('process.cars.none')}
          action={can('edit_store') && <Button component={Link} to={paths.storeTab('cars')}>{t('process.cars.none_action')}</Button>}
        />
      )}
      {day.data && day.data.cars.length > 0 && (
        <ul className={classes['cars']}>
          {day.data.cars.map((row) => (
            <li key={row.car.id} className={classes['car']}>
              <div className={classes['name']}>
                <Text fw={600}>{row.car.model}</Text>
                <Text size="sm" c="dimmed">{[row.car.plate, row.last_km === null ? '' : format.km(row.last_km)].filter(Boolean).join(' · ')}</Text>
              </div>
              <CarLine row={row} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
