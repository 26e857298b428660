// 跟进批复: finished follow-ups, unread first; a manager comments, the consultant answers.
import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconMessageCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { ReviewRow, ReviewShown } from '../../api/types';
import { put } from '../../records/filter';
import { WordDialog } from '../../records/WordDialog';
import { useComplain } from '../../records/useComplain';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useSaid } from '../../records/useSaid';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import classes from './Follow.module.css';
import { ReviewItem } from './ReviewItem';

const SHOWN: readonly ReviewShown[] = ['unread', 'unanswered', 'settled'];
const DAYS = 30;
const PAGE = 30;

export function ReviewTab() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const said = useSaid();
  const complain = useComplain();
  const titleOf = useCustomerTitle();
  const show = SHOWN.find((one) => one === search.get('show')) ?? 'unread';
  const staff = search.get('staff');
  const [limit, setLimit] = useState(PAGE);
  const [saying, say] = useState<{ row: ReviewRow; as: 'comment' | 'answer' } | null>(null);
  const page = useAsk('review_follow_ups', { show, staff, days: DAYS, offset: 0, limit }, { keep: true });
  const comment = useTell('comment_follow_up', { done: said(t('follow.review.commented')) });
  const answer = useTell('answer_follow_up', { done: said(t('follow.review.answered')) });
  const { data } = page;
  const set = (name: string, value: string) => setSearch(put(search, name, value), { replace: true });
  const seen = (row: ReviewRow) =>
    comment.mutate({ file: row.customer.file, follow_up: row.id, text: t('follow.review.seen'), asks: false }, { onError: complain });
  const send = (words: string) => {
    if (!saying) return;
    const about = { file: saying.row.customer.file, follow_up: saying.row.id, text: words };
    const done = { onSuccess: () => say(null) };
    if (saying.as === 'comment') comment.mutate({ ...about, asks: true }, done);
    else answer.mutate(about, done);
  };
  return (
    <>
      <div className={classes['bar']}>
        <SegmentedControl
          aria-label={t('follow.tabs.review')}
          value={show}
          onChange={(picked) => set('show', picked === 'unread' ? '' : picked)}
          data={SHOWN.map((one) => ({ value: one, label: t(`follow.review.show.${one}`) }))}
        />
        {data && data.by_staff.length > 0 && (
          <Select
            aria-label={t('follow.review.whose')}
            placeholder={t('follow.review.everyone')}
            clearable
            w={220}
            value={staff}
            comboboxProps={{ withinPortal: true }}
            data={data.by_staff.map((one) => ({ value: one.staff.id, label: t('follow.review.tally', { name: one.staff.name, unread: one.unread, open: one.unanswered }) }))}
            onChange={(picked) => set('staff', picked ?? '')}
          />
        )}
      </div>
      <ErrorNote error={page.error} again={() => void page.refetch()} />
      {page.isPending && <Loading />}
      {data?.rows.length === 0 && <EmptyNote icon={IconMessageCheck} text={t(`follow.review.none.${show}`)} />}
      <ul className={classes['list']}>
        {data?.rows.map((row) => (
          <ReviewItem
            key={row.id}
            row={row}
            acts={
              <>
                {data.can_comment && row.comment === null && <Button size="sm" variant="default" onClick={() => seen(row)}>{t('follow.review.mark_seen')}</Button>}
                {data.can_comment && <Button size="sm" variant="light" onClick={() => say({ row, as: 'comment' })} aria-label={t('follow.review.comment_on', { name: titleOf(row.customer).title })}>{t('follow.review.comment')}</Button>}
                {row.unanswered && !data.can_comment && <Button size="sm" variant="light" onClick={() => say({ row, as: 'answer' })}>{t('follow.review.answer')}</Button>}
              </>
            }
          />
        ))}
      </ul>
      {data && data.total > data.rows.length && (
        <Button variant="default" mt="sm" onClick={() => setLimit(limit + PAGE)}>{t('follow.more', { count: data.total - data.rows.length })}</Button>
      )}
      {saying && (
        <WordDialog
          title={t(`follow.review.${saying.as}_on`, { name: titleOf(saying.row.customer).title })}
          label={t(`follow.review.${saying.as}`)}
          action={t('follow.review.send')}
          needed
          pending={comment.isPending || answer.isPending}
          error={saying.as === 'comment' ? comment.error : answer.error}
          onSend={send}
          onClose={() => say(null)}
        />
      )}
    </>
  );
}
