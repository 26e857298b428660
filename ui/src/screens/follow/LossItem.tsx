// One purchase that was given up: who, why, and everybody's word on it.
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { LossRow, LossState, SaidOn } from '../../api/types';
import { paths } from '../../paths';
import { GradeBadge } from '../../records/GradeBadge';
import { Pill, type Tone } from '../../records/Pill';
import { useChoices } from '../../records/useChoices';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useFormat } from '../../shared/format';
import classes from './Follow.module.css';

export const LOSS_TONES: Record<LossState, Tone> = {
  none: 'quiet', requested: 'warn', withdrawn: 'quiet', refused: 'accent', lost: 'bad', revived: 'good', contested: 'clash', ordered: 'clash', cancelled: 'bad',
};

/** Reason, competitor and words as one line. */
export function useLossWords() {
  const { wordOf } = useChoices('reasons');
  return (row: { reason: string; competitor: string; words: string }) => [wordOf(row.reason), row.competitor, row.words].filter(Boolean).join(' · ');
}

export function LossItem({ row, canJudge, onJudge }: { row: LossRow; canJudge: boolean; onJudge: () => void }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const wordsOf = useLossWords();
  const { title } = useCustomerTitle()(row.customer);
  const said = (what: 'verdict' | 'revival', on: SaidOn | null) =>
    on && (
      <Text size="sm">
        {on.words ? t('common.said', { who: t(`follow.loss.said.${what}`, { name: on.by.name }), words: on.words }) : t(`follow.loss.said.${what}`, { name: on.by.name })} <Text span size="xs" c="dimmed">{ago(on.at)}</Text>
      </Text>
    );
  const asks = row.state === 'requested' || row.state === 'contested' || row.state === 'ordered';
  return (
    <li className={classes['item']} data-testid="loss-row" data-row={row.opportunity} tabIndex={-1}>
      <div className={classes['head']}>
        <GradeBadge grade={row.grade} />
        <Link to={paths.customer(row.customer.file)} className={classes['name']}>{title}</Link>
        <Pill tone={LOSS_TONES[row.state]}>{t(`follow.loss.states.${row.state}`)}</Pill>
        <Text span size="sm" c="dimmed">{[t(`domain.stages.${row.stage}`), ...row.customer.interests].join(' · ')}</Text>
      </div>
      <Text size="sm">{wordsOf(row)}</Text>
      <Text size="xs" c="dimmed">{t(row.state === 'cancelled' ? 'follow.loss.cancelled_by' : 'follow.loss.asked_by', { name: row.asked_by.name })} · {ago(row.asked_at)}</Text>
      {said('verdict', row.verdict)}
      {said('revival', row.revival)}
      {(row.state === 'contested' || row.state === 'ordered') && <Text size="sm" c="dimmed">{t(`follow.loss.${row.state}`)}</Text>}
      {canJudge && asks && (
        <Button variant="light" className={classes['act'] ?? ''} onClick={onJudge} aria-label={t('follow.loss.judge_for', { name: title })}>{t('follow.loss.judge')}</Button>
      )}
    </li>
  );
}
