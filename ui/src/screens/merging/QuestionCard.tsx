// A joined customer one of whose files got an order from somebody who did not know of the join. A manager is asked once.
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useTell } from '../../api/hooks';
import type { MergeQuestion } from '../../api/types';
import { paths } from '../../paths';
import { useComplain } from '../../records/useComplain';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import classes from './Merging.module.css';

export function QuestionCard({ question: { customer, files }, canJoin }: { question: MergeQuestion; canJoin: boolean }) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  const { title, under } = titleOf(customer);
  return (
    <li className={classes['card']} data-testid="merge-question">
      <div className={classes['side']}>
        <Link to={paths.customer(customer.file)} className={classes['name'] ?? ''}>{title}</Link>
        <Text size="sm">{under}</Text>
        <Text size="sm" c="dimmed">{t('merging.question', { count: files.length })}</Text>
      </div>
      {canJoin && <KeepOrSplit name={title} files={files} />}
    </li>
  );
}

/** The two answers; either ends the question on every device. */
export function KeepOrSplit({ name, files }: { name: string; files: readonly string[] }) {
  const { t } = useTranslation();
  const complain = useComplain();
  const judge = useTell('judge_pair', { done: t('merging.kept') });
  const split = useTell('split_files', { done: t('trust.joined.split_done') });
  const [one, other] = files;
  if (one === undefined || other === undefined) return null;
  const busy = judge.isPending || split.isPending;
  return (
    <div className={classes['acts']}>
      <Button variant="default" disabled={busy} aria-label={t('merging.split_whom', { name })} onClick={() => split.mutate({ one, other }, { onError: complain })}>{t('trust.joined.split')}</Button>
      <Button disabled={busy} aria-label={t('merging.keep_whom', { name })} onClick={() => judge.mutate({ one, other, verdict: 'together' }, { onError: complain })}>{t('merging.keep')}</Button>
    </div>
  );
}
