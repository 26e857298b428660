// 战败审核: what was given up, why, and what became of it. Reasons and competitors are counted, and filter the list.
import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconFlagQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { LossesShown, LossRow } from '../../api/types';
import { put } from '../../records/filter';
import bar from '../../records/FilterBar.module.css';
import { useChoices } from '../../records/useChoices';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import classes from './Follow.module.css';
import { JudgeSheet } from './JudgeSheet';
import { LossItem, useLossWords } from './LossItem';

const SHOWN: readonly LossesShown[] = ['waiting', 'lost', 'back'];
const PAGE = 50;

export function LossesTab() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const titleOf = useCustomerTitle();
  const wordsOf = useLossWords();
  const { wordOf } = useChoices('reasons');
  const [judging, judge] = useState<LossRow | null>(null);
  const show = SHOWN.find((one) => one === search.get('show')) ?? 'waiting';
  const reason = search.get('reason') ?? '';
  const competitor = search.get('competitor') ?? '';
  const [limit, setLimit] = useState(PAGE);
  const losses = useAsk('losses', { show, reason, competitor, from: null, upto: null, offset: 0, limit }, { keep: true });
  const set = (name: string, value: string) => setSearch(put(search, name, value), { replace: true });
  const { data } = losses;
  const rate = data && data.requests > 0 ? Math.round((100 * data.clear) / data.requests) : null;
  return (
    <>
      <div className={classes['bar']}>
        <SegmentedControl
          aria-label={t('follow.tabs.losses')}
          value={show}
          onChange={(picked) => set('show', picked === 'waiting' ? '' : picked)}
          data={SHOWN.map((one) => ({ value: one, label: one === 'waiting' && data ? `${t('follow.loss.show.waiting')} ${data.waiting}` : t(`follow.loss.show.${one}`) }))}
        />
        {rate !== null && data && (
          <Text size="sm" c="dimmed">
            {t('follow.loss.clear', { rate, n: data.requests })}{data.few && ` · ${t('follow.few')}`}
          </Text>
        )}
      </div>
      <ErrorNote error={losses.error} again={() => void losses.refetch()} />
      {losses.isPending && <Loading />}
      {data && (data.by_reason.length > 0 || reason || competitor) && (
        <div className={classes['words']} role="group" aria-label={t('follow.loss.by')}>
          {data.by_reason.map((one) => (
            <button key={one.word} type="button" className={bar['pill']} data-active={reason === one.word || undefined} aria-pressed={reason === one.word} onClick={() => set('reason', reason === one.word ? '' : one.word)}>
              {wordOf(one.word)} {one.count}
            </button>
          ))}
          {data.by_competitor.map((one) => (
            <button key={one.word} type="button" className={bar['pill']} data-active={competitor === one.word || undefined} aria-pressed={competitor === one.word} onClick={() => set('competitor', competitor === one.word ? '' : one.word)}>
              {one.word} {one.count}
            </button>
          ))}
        </div>
      )}
      {data?.rows.length === 0 && <EmptyNote icon={IconFlagQuestion} text={t(`follow.loss.none.${show}`)} />}
      <ul className={classes['list']}>
        {data?.rows.map((row) => <LossItem key={row.opportunity} row={row} canJudge={data.can_judge} onJudge={() => judge(row)} />)}
      </ul>
      {data && data.total > data.rows.length && (
        <Button variant="default" mt="sm" onClick={() => setLimit(limit + PAGE)}>{t('follow.more', { count: data.total - data.rows.length })}</Button>
      )}
      {judging && (
        <JudgeSheet
          task={{ file: judging.customer.file, opportunity: judging.opportunity, request: judging.request, title: titleOf(judging.customer).title, why: wordsOf(judging) }}
          onClose={() => judge(null)}
        />
      )}
    </>
  );
}
