// One arrival or call of the log: who, how it stands, and what can be done about it.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { LineRow, ReceptionDay } from '../../api/types';
import { paths } from '../../paths';
import { GradeBadge } from '../../records/GradeBadge';
import { Pill, type Tone } from '../../records/Pill';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { clockText } from '../../shared/storeTime';
import { useWords } from '../../shared/words';
import { LineActs } from './LineActs';
import classes from './Reception.module.css';
import { useReceptionWords } from './words';

const TONES: Record<LineRow['state'], Tone> = { waiting: 'warn', assigned: 'accent', received: 'good', over: 'quiet' };

/** Who it is, as far as this person may know. */
export function useLineTitle() {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  return (line: LineRow): string => {
    if (line.customer) return titleOf(line.customer).title;
    if (line.has_file) return t('reception.line.colleague');
    return t(line.is_in_store ? 'reception.line.anonymous' : 'reception.line.call');
  };
}

export function Line({ line, day }: { line: LineRow; day: ReceptionDay }) {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const domain = useWords();
  const title = useLineTitle()(line);
  const under = useCustomerTitle();
  // Who is still here is still being asked.
  const lacks = line.state !== 'over' ? [] : line.missing.map((part) => word('fields', typeof part === 'string' ? part : part.field));
  const state = line.state === 'received' && !line.consultant ? t('reception.line.desk') : t(`reception.line.${line.state}`);
  const said = [
    word('came_by', line.came_by),
    line.purpose === 'buying' ? null : word('purposes', line.purpose),
    line.visit_count === null ? null : line.visit_count === 1 ? t('reception.line.first') : t('reception.line.nth', { count: line.visit_count }),
    line.party_size === null ? null : t('reception.form.people', { count: line.party_size }),
    ...line.interests.map(({ name }) => name),
    line.enquiry,
    line.contact === null || line.has_file ? null : word('contact_left', line.contact),
    line.asked ? t('reception.line.asked', { count: line.asked }) : null,
    line.stage && line.has_file ? domain('stages', line.stage) : null,
    line.follow_ups > 0 ? t('reception.line.follow_ups', { count: line.follow_ups }) : null,
    line.event?.name,
    line.remark,
  ].filter(Boolean).join(' · ');
  return (
    <li className={classes['line']} data-state={line.state} data-double={line.same_as ?? undefined} data-testid="reception-line">
      <Text className={classes['time'] ?? ''}>{clockText(line.in_at)}</Text>
      <div className={classes['body']}>
        <div className={classes['who']}>
          {line.customer?.grade && <GradeBadge grade={line.customer.grade} />}
          {line.customer ? <Link className={classes['name']} to={paths.customer(line.customer.file)}>{title}</Link> : <Text span fw={600}>{title}</Text>}
          {line.customer && <Text span size="sm" c="dimmed">{under(line.customer).under}</Text>}
          <Pill tone={TONES[line.state]}>{line.result ? word('results', line.result) : state}</Pill>
          {line.same_as && <Pill tone="clash">{t('reception.line.double')}</Pill>}
          {line.late_minutes !== null && <Pill tone="quiet">{t('reception.line.late', { count: line.late_minutes })}</Pill>}
          {line.confirmed_by && <Pill tone="good">{t('reception.line.confirmed_by', { name: line.confirmed_by.name })}</Pill>}
          {line.doubts.map((doubt) => <Pill key={doubt} tone="bad">{word('doubts', doubt)}</Pill>)}
        </div>
        <Text size="sm" className={classes['said'] ?? ''}>{said}</Text>
        {lacks.length > 0 && <Text size="sm" className={classes['lacks'] ?? ''}>{t('reception.check.lacks', { what: lacks.join(t('reception.check.comma')) })}</Text>}
        {(line.consultant ?? line.stayed_minutes) !== null && (
          <Text size="sm">
            {[
              line.consultant && (line.chosen_by ? t('common.aside', { what: line.consultant.name, aside: word('chosen_by', line.chosen_by) }) : line.consultant.name),
              line.out_at === null ? null : `${clockText(line.in_at)}–${clockText(line.out_at)}`,
              line.stayed_minutes === null ? null : t('reception.line.stayed', { count: line.stayed_minutes }),
            ].filter(Boolean).join(' · ')}
          </Text>
        )}
      </div>
      {day.can_write && <LineActs line={line} day={day} title={title} />}
    </li>
  );
}
