// One finished follow-up with what the manager said and what was answered.
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { ReviewRow, SaidOn } from '../../api/types';
import { paths } from '../../paths';
import { GradeBadge } from '../../records/GradeBadge';
import { Pill } from '../../records/Pill';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { WayIcon } from '../../records/WayIcon';
import { useFormat } from '../../shared/format';
import classes from './Follow.module.css';

export function ReviewItem({ row, acts }: { row: ReviewRow; acts: ReactNode }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const { title } = useCustomerTitle()(row.customer);
  return (
    <li className={classes['item']} data-testid="review-row" data-row={row.id} tabIndex={-1}>
      <div className={classes['head']}>
        {row.customer.grade && <GradeBadge grade={row.customer.grade} />}
        <Link to={paths.customer(row.customer.file)} className={classes['name']}>{title}</Link>
        <WayIcon way={row.way} />
        <Text span size="sm">{t(`domain.ways.${row.way}`)} · {t(`domain.outcomes.${row.outcome}`)}</Text>
        <Text span size="sm" c="dimmed">{row.done_by.name} · {ago(row.done_at)}</Text>
        {row.late_days > 0 && <Pill tone="warn">{t('follow.review.late', { count: row.late_days })}</Pill>}
      </div>
      <p className={classes['said']}>{row.said || t('follow.review.no_words')}</p>
      <Said of="comment" said={row.comment} word={t('follow.review.comment')} />
      <Said of="answer" said={row.answer} word={t('follow.review.answer')} />
      {row.unanswered && <Pill tone="warn">{t('follow.review.waits')}</Pill>}
      <div className={classes['acts']}>{acts}</div>
    </li>
  );
}

export function Said({ of, said, word }: { of: 'comment' | 'answer'; said: SaidOn | null; word: string }) {
  const { ago } = useFormat();
  if (!said) return null;
  return (
    <p className={classes['said']} data-of={of}>
      <Text span size="xs" c="dimmed">{word} · {said.by.name} · {ago(said.at)}</Text>
      <br />
      {said.words}
    </p>
  );
}
