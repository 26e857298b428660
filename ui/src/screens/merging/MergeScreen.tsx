// 疑似重复与合并: joined customers about whom a manager is asked, then pairs that may be one person, certain ones first.
import { Button, Text } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import classes from './Merging.module.css';
import { PairCard } from './PairCard';
import { QuestionCard } from './QuestionCard';

const PAGE = 20;

export function MergeScreen() {
  const { t } = useTranslation();
  const [shown, setShown] = useState(PAGE);
  const queue = useAsk('merge_queue', { offset: 0, limit: shown }, { keep: true });
  const { certain = 0, hints = 0, pairs = [], questions = [], can_join: canJoin = false } = queue.data ?? {};
  const total = certain + hints;
  return (
    <Page title={t('merging.title')} width={860}>
      <ErrorNote error={queue.error} again={() => void queue.refetch()} />
      {queue.isPending && <Loading />}
      {queue.data && total === 0 && questions.length === 0 && <EmptyNote icon={IconCopyCheck} text={t('merging.none')} />}
      {questions.length > 0 && (
        <section aria-labelledby="merging-questions" className={classes['section']}>
          <h2 id="merging-questions">{t('merging.questions')}</h2>
          <Text size="sm" c="dimmed" mb="xs">{t('merging.questions_note')}</Text>
          <ul className={classes['list']}>{questions.map((one) => <QuestionCard key={one.customer.file} question={one} canJoin={canJoin} />)}</ul>
        </section>
      )}
      {total > 0 && (
        <section aria-labelledby="merging-pairs" className={classes['section']}>
          <h2 id="merging-pairs">{t('merging.pairs')}</h2>
          <Text size="sm" c="dimmed" mb="xs">{t('merging.counts', { certain, hints })}</Text>
          <ul className={classes['list']}>{pairs.map((pair) => <PairCard key={`${pair.a.file}-${pair.b.file}`} pair={pair} canJoin={canJoin} />)}</ul>
          {pairs.length < total && pairs.length >= shown && (
            <Button variant="default" mt="sm" onClick={() => setShown(shown + PAGE)}>{t('merging.more')}</Button>
          )}
        </section>
      )}
    </Page>
  );
}
