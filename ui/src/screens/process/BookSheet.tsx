// 预约试驾: car, day and time, with what is booked already beside them.
import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { DatePickerInput, TimeInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import { DRIVE_WAYS, type DriveWay, type OpportunityPage, type TestDriveView } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useCalendar } from '../../records/useCalendar';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useSaid } from '../../records/useSaid';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { usePhone } from '../../shared/usePhone';
import { DayOfCar } from './DayOfCar';
import { minutesOf, timeText } from './minutes';

const FIRST = 10 * 60;
const LONG = 30;
const NO_TIME = 65_535;

interface Props {
  page: OpportunityPage;
  /** The test drive to move; a new one without it. */
  view: TestDriveView | null;
  onClose: () => void;
}

export function BookSheet({ page, view, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { title } = useCustomerTitle()(page.customer);
  const calendar = useCalendar();
  const phone = usePhone();
  const said = useSaid();
  const old = view?.booking?.slot;
  const [way, setWay] = useState<DriveWay>('drive');
  const [picked, setCar] = useState<string | null>(old?.car ?? null);
  const [on, setOn] = useState<string>(old?.on ?? today);
  const [from, setFrom] = useState(timeText(old?.from ?? FIRST));
  const [to, setTo] = useState(timeText(old?.to ?? FIRST + LONG));
  const [route, setRoute] = useState('');
  const cars = useAsk('car_day', { on }, { keep: true });
  const book = useTell('book_test_drive', { done: said(t('process.drive.booked')) });
  const move = useTell('move_test_drive', { done: said(t('process.drive.moved')) });
  const error = book.error ?? move.error;
  const field = useFieldError(error);
  const driven = cars.data?.cars.filter((row) => !row.car.retired || row.car.id === old?.car) ?? [];
  const car = picked ?? driven[0]?.car.id ?? null;
  const row = driven.find((one) => one.car.id === car);

  const start = (text: string) => {
    setFrom(text);
    const [begin, end, before] = [minutesOf(text), minutesOf(to), minutesOf(from)];
    // The length stays when the beginning is moved.
    if (begin !== null && end !== null && before !== null && end > before) setTo(timeText(Math.min(begin + end - before, 24 * 60 - 1)));
  };
  const save = () => {
    if (car === null) return;
    const slot = { car, on, from: minutesOf(from) ?? NO_TIME, to: minutesOf(to) ?? 0, consultant: null };
    if (view) move.mutate({ file: page.customer.file, id: view.drive.id, slot }, { onSuccess: onClose });
    else book.mutate({ file: page.customer.file, opportunity: page.opportunity.id, way, route, slot }, { onSuccess: onClose });
  };
  return (
    <Sheet
      opened
      title={view ? t('process.drive.move_title') : t('process.drive.book_title', { name: title })}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" disabled={car === null} loading={book.isPending || move.isPending}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides('to', 'route')} />
      {cars.data && driven.length === 0 && <Text size="sm" c="dimmed">{t('process.drive.no_cars')}</Text>}
      <Select
        label={t('process.drive.car')}
        data={driven.map((one) => ({ value: one.car.id, label: `${one.car.model} ${one.car.plate}` }))}
        value={car}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        onChange={setCar}
      />
      <DatePickerInput label={t('process.drive.day')} value={on} onChange={(date) => date && setOn(date)} dropdownType={phone ? 'modal' : 'popover'} {...calendar} />
      <Group grow align="flex-start">
        <TimeInput label={t('process.drive.from')} value={from} onChange={(event) => start(event.currentTarget.value)} />
        <TimeInput label={t('process.drive.to')} value={to} error={field.at('to')} onChange={(event) => setTo(event.currentTarget.value)} />
      </Group>
      {row && <DayOfCar row={row} own={view?.drive.id ?? null} />}
      {!view && (
        <>
          <ChoiceChips label={t('process.drive.way')} options={DRIVE_WAYS.map((one) => ({ value: one, label: t(`process.drive.ways.${one}`) }))} value={way} onChange={setWay} />
          <TextInput label={t('process.drive.route')} value={route} error={field.at('route')} onChange={(event) => setRoute(event.currentTarget.value)} />
        </>
      )}
    </Sheet>
  );
}
