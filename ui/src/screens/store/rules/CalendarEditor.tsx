// 工作日历: days off, days that make up for them, days on which this store is closed.
import { Alert, Button, Group, Paper, Tabs, Text, Title } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../../api/hooks';
import type { YearDays, YearRow } from '../../../api/types';
import { useCalendar } from '../../../records/useCalendar';
import { useSaid } from '../../../records/useSaid';
import { useSession } from '../../../session';
import { ErrorNote } from '../../../shared/ErrorNote';
import classes from './Rules.module.css';

const PARTS = ['off', 'work', 'closed'] as const;

export function CalendarEditor({ years, edits }: { years: readonly YearRow[]; edits: boolean }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const unknown = years.filter((row) => row.source === 'unknown');
  return (
    <Paper p="md">
      <Title order={2}>{t('rules.calendar.title')}</Title>
      <Text c="dimmed" size="sm" mb="sm">{t('rules.calendar.text')}</Text>
      {unknown.map((row) => (
        <Alert key={row.year} variant="light" color="yellow" icon={<IconAlertCircle />} mb="sm">{t('rules.calendar.unknown', { year: row.year })}</Alert>
      ))}
      <Tabs defaultValue={today.slice(0, 4)} keepMounted={false}>
        <Tabs.List mb="sm" aria-label={t('rules.calendar.title')}>
          {years.map((row) => <Tabs.Tab key={row.year} value={String(row.year)} mih={44}>{row.year}</Tabs.Tab>)}
        </Tabs.List>
        {years.map((row) => <Tabs.Panel key={row.year} value={String(row.year)}><Year key={JSON.stringify(row.days)} row={row} edits={edits} /></Tabs.Panel>)}
      </Tabs>
    </Paper>
  );
}

function Year({ row, edits }: { row: YearRow; edits: boolean }) {
  const { t } = useTranslation();
  const said = useSaid();
  const calendar = useCalendar();
  const [days, setDays] = useState<YearDays>(row.days);
  const tell = useTell('set_year', { done: said(t('rules.calendar.saved', { year: row.year })) });
  const changed = JSON.stringify(days) !== JSON.stringify(row.days);
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">{t(`rules.calendar.source.${row.source}`)}</Text>
      <ErrorNote error={tell.error} />
      <div className={classes['parts']}>
        {PARTS.map((part) => (
          <section key={part} aria-label={t(`rules.calendar.${part}`)}>
            <Text fw={600} size="sm">{t(`rules.calendar.${part}`)} · {days[part].length}</Text>
            {edits ? (
              <DatePicker
                type="multiple"
                value={days[part]}
                defaultDate={days[part][0] ?? `${row.year}-01-01`}
                minDate={`${row.year}-01-01`}
                maxDate={`${row.year}-12-31`}
                onChange={(picked) => setDays({ ...days, [part]: [...picked].sort() })}
                ariaLabels={calendar.ariaLabels}
                monthLabelFormat={calendar.monthLabelFormat}
                yearLabelFormat={calendar.yearLabelFormat}
                weekendDays={[]}
              />
            ) : (
              <Text size="sm">{days[part].join(t('common.comma')) || t('common.none')}</Text>
            )}
          </section>
        ))}
      </div>
      {edits && (
        <Group mt="sm">
          <Button disabled={!changed} loading={tell.isPending} onClick={() => tell.mutate({ year: row.year, days })}>{t('rules.calendar.save', { year: row.year })}</Button>
          {row.source === 'store' && <Button variant="default" onClick={() => tell.mutate({ year: row.year, days: null })}>{t('rules.calendar.back')}</Button>}
        </Group>
      )}
    </>
  );
}
