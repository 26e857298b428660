// 月度销售目标: orders a month, each from a month on until another one says otherwise.
import { ActionIcon, Button, NumberInput, Paper, Text, Title } from '@mantine/core';
import { MonthPickerInput } from '@mantine/dates';
import { IconX } from '@tabler/icons-react';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../../api/hooks';
import type { TargetRow } from '../../../api/types';
import { useCalendar } from '../../../records/useCalendar';
import { useComplain } from '../../../records/useComplain';
import { useSaid } from '../../../records/useSaid';
import { useSession } from '../../../session';
import { ErrorNote } from '../../../shared/ErrorNote';
import classes from './Rules.module.css';

const MOST = 10_000;

export function TargetEditor({ targets, edits }: { targets: readonly TargetRow[]; edits: boolean }) {
  const { t } = useTranslation();
  const said = useSaid();
  const complain = useComplain();
  const { monthLabelFormat } = useCalendar();
  const monthOf = (day: string) => dayjs(day).format(monthLabelFormat);
  const remove = useTell('set_sales_target', { done: said() });
  return (
    <Paper p="md">
      <Title order={2}>{t('rules.targets.title')}</Title>
      <Text c="dimmed" size="sm" mb="sm">{t('rules.targets.text')}</Text>
      {targets.length === 0 && <Text c="dimmed" size="sm" mb="sm">{t('rules.targets.none')}</Text>}
      <ul className={classes['choices']}>
        {targets.map(({ month, target }) => (
          <li key={month} className={classes['choice']}>
            <Text span flex={1}>{t('rules.targets.from', { month: monthOf(month) })}</Text>
            <Text span>{t('rules.targets.of', { n: target })}</Text>
            {edits && <ActionIcon aria-label={t('rules.targets.remove', { month: monthOf(month) })} onClick={() => remove.mutate({ month, target: null }, { onError: complain })}><IconX size={18} aria-hidden /></ActionIcon>}
          </li>
        ))}
      </ul>
      {edits && <Add />}
    </Paper>
  );
}

function Add() {
  const { t } = useTranslation();
  const said = useSaid();
  const { today } = useSession();
  const calendar = useCalendar();
  const [month, setMonth] = useState(dayjs(today).startOf('month').format('YYYY-MM-DD'));
  const [target, setTarget] = useState<number | string>('');
  const save = useTell('set_sales_target', { done: said(t('rules.targets.saved', { month: dayjs(month).format(calendar.monthLabelFormat) })) });
  const submit = () => {
    if (typeof target === 'number') save.mutate({ month, target }, { onSuccess: () => setTarget('') });
  };
  return (
    <form className={classes['target']} noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <MonthPickerInput label={t('rules.targets.month')} value={month} onChange={(value) => value && setMonth(value)} {...calendar} valueFormat={calendar.monthLabelFormat} />
      <NumberInput label={t('rules.targets.target')} min={1} max={MOST} allowDecimal={false} allowNegative={false} hideControls value={target} onChange={setTarget} />
      <Button type="submit" variant="default" disabled={target === '' || save.isPending}>{t('common.save')}</Button>
      <ErrorNote error={save.error} />
    </form>
  );
}
