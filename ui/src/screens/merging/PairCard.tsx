// Two files that may be one person, and why. One tap joins them or says that they are not.
import { Button, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useTell } from '../../api/hooks';
import type { CustomerRow, MergePair } from '../../api/types';
import { paths } from '../../paths';
import { Pill } from '../../records/Pill';
import { useComplain } from '../../records/useComplain';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import classes from './Merging.module.css';

export function PairCard({ pair: { a, b, reasons }, canJoin }: { pair: MergePair; canJoin: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const complain = useComplain();
  const titleOf = useCustomerTitle();
  const join = useTell('join_files', { done: t('trust.joined.done') });
  const judge = useTell('judge_pair', { done: t('merging.judged') });
  const both = { one: a.file, other: b.file };
  const names = { one: titleOf(a).title, other: titleOf(b).title };
  const busy = join.isPending || judge.isPending;
  return (
    <li className={classes['card']} data-testid="pair">
      <div className={classes['why']}>
        {reasons.map((reason) => <Pill key={reason} tone={reason === 'phone' ? 'warn' : 'quiet'}>{words('pair_reasons', reason)}</Pill>)}
      </div>
      <div className={classes['sides']}>
        <Side row={a} />
        <Side row={b} />
      </div>
      <div className={classes['acts']}>
        <Button component={Link} to={paths.compare(a.file, b.file)} variant="default" leftSection={<IconArrowsDiff size={18} aria-hidden />}>{t('merging.compare')}</Button>
        {canJoin && (
          <>
            <Button variant="default" disabled={busy} aria-label={t('merging.apart_whom', names)} onClick={() => judge.mutate({ ...both, verdict: 'apart' }, { onError: complain })}>{t('merging.apart')}</Button>
            <Button disabled={busy} aria-label={t('merging.join_whom', names)} onClick={() => join.mutate(both, { onError: complain })}>{t('trust.joined.join')}</Button>
          </>
        )}
      </div>
    </li>
  );
}

function Side({ row }: { row: CustomerRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const { ago } = useFormat();
  const titleOf = useCustomerTitle();
  const { title, under } = titleOf(row);
  const more = [row.grade && words('grades', row.grade), row.interests.join(t('common.list_gap')), row.owner?.name ?? t('domain.pool'), row.opened_at !== null && t('merging.opened', { when: ago(row.opened_at) })];
  return (
    <div className={classes['side']}>
      <Link to={paths.customer(row.file)} className={classes['name'] ?? ''}>{title}</Link>
      <Text size="sm">{under}</Text>
      <Text size="sm" c="dimmed">{more.filter(Boolean).join(' · ')}</Text>
    </div>
  );
}
