// What somebody has to decide: one visitor whom two desks gave to two consultants, and values written apart.
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { DoubledVisitor, LineClash, ReceptionDay } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { clockText } from '../../shared/storeTime';
import { useLineTitle } from './Line';
import classes from './Reception.module.css';
import { useLineSaid } from './useLineSaid';
import { useReceptionWords } from './words';

export function Notices({ day }: { day: ReceptionDay }) {
  return (
    <>
      {day.doubled.map((visitor) => <Doubled key={visitor.lines.join()} visitor={visitor} day={day} />)}
      {day.clashes.map((told) => (told.clash.place[0] === 'duty' ? <OnDuty key={told.clash.place.join('/')} told={told} day={day} /> : <Clashing key={told.clash.place.join('/')} told={told} day={day} />))}
    </>
  );
}

function Doubled({ visitor, day }: { visitor: DoubledVisitor; day: ReceptionDay }) {
  const { t } = useTranslation();
  const said = useLineSaid();
  const complain = useComplain();
  const titleOf = useCustomerTitle();
  const keep = useTell('keep_visitor', { done: said(t('reception.doubled.kept')) });
  const lines = visitor.lines.flatMap((id) => day.lines.filter((line) => line.id === id));
  const who = visitor.customer ? titleOf(visitor.customer).title : t('reception.line.colleague');
  return (
    <section className={classes['note']} aria-label={t('reception.doubled.title')} data-testid="doubled-visitor">
      <Text fw={600}>{t('reception.doubled.title')}</Text>
      <Text size="sm">{t('reception.doubled.text', { who, count: lines.length })}</Text>
      {visitor.can_settle ? (
        <Group gap="xs">
          {lines.map((line) => (
            <Button key={line.id} variant="default" loading={keep.isPending} onClick={() => keep.mutate({ day: day.day, line: line.id }, { onError: complain })}>
              {t('reception.doubled.keep', { name: line.consultant?.name ?? clockText(line.in_at) })}
            </Button>
          ))}
        </Group>
      ) : <Text size="sm">{t('reception.doubled.ask')}</Text>}
    </section>
  );
}

/** Two desks wrote apart whether somebody is on duty, or whose turn comes first. */
function OnDuty({ told, day }: { told: LineClash; day: ReceptionDay }) {
  const { t } = useTranslation();
  const complain = useComplain();
  const settle = useTell('settle_duty', { done: t('reception.clash.settled') });
  const { place, shown, others } = told.clash;
  const staff = place.at(-1) ?? '';
  const name = told.names.find(({ id }) => id === staff)?.name ?? '';
  const word = (value: string) => (value === 'off' ? t('reception.clash.off') : t('reception.clash.on', { place: Number(value) + 1 }));
  if (name === '') return null;
  return (
    <section className={classes['note']} aria-label={t('reception.clash.duty', { name })} data-testid="duty-clash">
      <Text fw={600}>{t('reception.clash.duty', { name })}</Text>
      {day.can_write && (
        <Group gap="xs">
          {[shown, ...others.map(({ value }) => value)].map((value) => (
            <Button key={value} variant="default" loading={settle.isPending} onClick={() => settle.mutate({ day: day.day, staff, value }, { onError: complain })}>
              {t('reception.clash.keep', { value: word(value) })}
            </Button>
          ))}
        </Group>
      )}
    </section>
  );
}

function Clashing({ told, day }: { told: LineClash; day: ReceptionDay }) {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const complain = useComplain();
  const title = useLineTitle();
  const settle = useTell('edit_line', { done: t('reception.clash.settled') });
  const line = day.lines.find(({ id }) => id === told.line);
  const { place, shown, others } = told.clash;
  const field = place.at(-1) ?? '';
  const name = (value: string): string => {
    const person = told.names.find(({ id }) => id === value);
    if (person) return person.name;
    if (field === 'in_at' || field === 'out_at') return clockText(Number(value));
    if (field === 'came_by') return word('came_by', value);
    if (field === 'purpose') return word('purposes', value);
    if (field === 'contact') return word('contact_left', value);
    return field === 'result' ? word('results', value) : value || t('reception.clash.empty');
  };
  if (!line) return null;
  const values = [shown, ...others.map(({ value }) => value)];
  return (
    <section className={classes['note']} aria-label={t('reception.clash.title')}>
      <Text fw={600}>{t('reception.clash.title')}</Text>
      <Text size="sm">{[clockText(line.in_at), title(line), word('fields', field === 'assigned' ? 'consultant' : field)].join(' · ')}</Text>
      {day.can_write && (
        <Group gap="xs">
          {values.map((value) => (
            <Button
              key={value}
              variant="default"
              loading={settle.isPending}
              onClick={() => settle.mutate({ day: day.day, line: line.id, changes: [{ change: 'settle', place, value }] }, { onError: complain })}
            >
              {t('reception.clash.keep', { value: name(value) })}
            </Button>
          ))}
        </Group>
      )}
    </section>
  );
}
