// 并排比较: two files field by field, with who said it, on which device, and when as far as that can be told.
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { ComparedRow, Comparison } from '../../api/types';
import { paths } from '../../paths';
import { useFieldWords } from '../../records/fieldWords';
import { Pill } from '../../records/Pill';
import { useComplain } from '../../records/useComplain';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { useWords } from '../../shared/words';
import classes from './Merging.module.css';
import { SaidCell } from './SaidCell';

export function CompareScreen() {
  const { t } = useTranslation();
  const { one = '', other = '' } = useParams();
  const found = useAsk('compare_files', { one, other }, { keep: true });
  return (
    <Page title={t('merging.compare_title')} back={paths.merging} width={960}>
      <ErrorNote error={found.error} again={() => void found.refetch()} />
      {found.isPending && <Loading />}
      {found.data && <Compared of={found.data} />}
    </Page>
  );
}

function Compared({ of }: { of: Comparison }) {
  const { t } = useTranslation();
  const words = useWords();
  const titleOf = useCustomerTitle();
  const [a, b] = [titleOf(of.a).title, titleOf(of.b).title];
  const [same, differing] = [of.rows.filter((row) => row.same), of.rows.filter((row) => !row.same)];
  return (
    <>
      <div className={classes['why']}>
        {of.reasons.map((reason) => <Pill key={reason} tone={reason === 'phone' ? 'warn' : 'quiet'}>{words('pair_reasons', reason)}</Pill>)}
        {of.verdict && <Pill tone="quiet">{words('verdicts', of.verdict)}</Pill>}
      </div>
      {of.refused && <Text size="sm" className={classes['bar'] ?? ''}>{t(`merging.bars.${of.refused}`)}</Text>}
      <table className={classes['table']}>
        <caption className="fc-visually-hidden">{t('merging.compare_title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('merging.field')}</th>
            <th scope="col"><Link to={paths.customer(of.a.file)}>{a}</Link><Counts of={of.counts[0]} /></th>
            <th scope="col"><Link to={paths.customer(of.b.file)}>{b}</Link><Counts of={of.counts[1]} /></th>
          </tr>
        </thead>
        <tbody>{[...differing, ...same].map((row) => <Row key={row.place.join('/')} row={row} names={[a, b]} />)}</tbody>
      </table>
      <Acts of={of} names={{ one: a, other: b }} />
    </>
  );
}

function Row({ row, names }: { row: ComparedRow; names: readonly [string, string] }) {
  const { t } = useTranslation();
  const { field } = useFieldWords();
  const lists: Record<string, string> = { phones: t('customer.phones.title'), contacts: t('customer.contacts.title'), opportunities: t('customer.opportunity.title') };
  const [root = ''] = row.place;
  const label = row.place.length === 1 ? (lists[root] ?? root) : field(row.place);
  return (
    <tr data-same={row.same || undefined}>
      <th scope="row">{label}{!row.same && <span className={classes['differs']}>{t('merging.differs')}</span>}</th>
      <td data-of={names[0]}><SaidCell said={row.a} place={row.place} shown={row.shows === 'a' && !row.same} /></td>
      <td data-of={names[1]}><SaidCell said={row.b} place={row.place} shown={row.shows === 'b' && !row.same} /></td>
    </tr>
  );
}

function Counts({ of }: { of: Comparison['counts'][0] }) {
  const { t } = useTranslation();
  return <Text size="xs" c="dimmed" fw={400}>{t('merging.held', { opportunities: of.opportunities, followUps: of.follow_ups, entries: of.entries })}</Text>;
}

function Acts({ of, names }: { of: Comparison; names: { one: string; other: string } }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const complain = useComplain();
  const join = useTell('join_files', { done: t('trust.joined.done') });
  const judge = useTell('judge_pair', { done: t('merging.judged') });
  const both = { one: of.a.file, other: of.b.file };
  const busy = join.isPending || judge.isPending;
  const onError = complain;
  if (of.joined) return <Text size="sm" mt="md">{t('merging.is_joined')}</Text>;
  return (
    <div className={classes['foot']}>
      <Text size="sm" c="dimmed">{t('merging.nothing_lost')}</Text>
      {of.can_join && of.verdict !== 'apart' && (
        <Button variant="default" disabled={busy} aria-label={t('merging.apart_whom', names)} onClick={() => judge.mutate({ ...both, verdict: 'apart' }, { onError, onSuccess: () => void navigate(paths.merging) })}>{t('merging.apart')}</Button>
      )}
      {of.can_join && (
        <Button disabled={busy} aria-label={t('merging.join_whom', names)} onClick={() => join.mutate(both, { onError, onSuccess: () => void navigate(paths.customer(of.a.file)) })}>{t('trust.joined.join')}</Button>
      )}
    </div>
  );
}
