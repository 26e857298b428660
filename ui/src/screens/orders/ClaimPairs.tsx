// 配车争议: one VIN, several orders. Everybody who sees them is told; a manager says which one keeps it.
import { Button, Group, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { ClaimPair, ClaimShown } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useSaid } from '../../records/useSaid';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { useFieldError } from '../../shared/useFieldError';
import classes from './Orders.module.css';

export function ClaimPairs() {
  const pairs = useAsk('claim_pairs', {});
  return pairs.data?.map((pair) => <Pair key={pair.vin} pair={pair} />);
}

function Pair({ pair }: { pair: ClaimPair }) {
  const { t } = useTranslation();
  const { date, moment } = useFormat();
  const { today } = useSession();
  const titleOf = useCustomerTitle();
  const [winner, setWinner] = useState<ClaimShown | null>(null);
  return (
    <section className={classes['section']} data-testid="claim-pair" aria-label={t('orders.pair.title')}>
      <Title order={2}>{t('orders.pair.title')}</Title>
      <Text size="md">{t('orders.pair.what', { count: pair.claims.length })} <span className={classes['vin']}>{pair.vin}</span></Text>
      {pair.claims.map((claim) => (
        <div key={claim.car} className={classes['line']}>
          <div>
            <Link to={paths.order(claim.customer.file, claim.order)} className={classes['link'] ?? ''}>{`${titleOf(claim.customer).title} · ${claim.number}`}</Link>
            <Text size="sm" c="dimmed">{[claim.model, claim.by?.name, claim.at === null ? '' : moment(claim.at)].filter(Boolean).join(' · ')}</Text>
            {claim.handed_on !== null && <Text size="sm" c="red">{t(claim.is_lost ? 'orders.pair.lost' : 'orders.pair.handed', { date: date(claim.handed_on, today) })}</Text>}
          </div>
          {pair.can_settle && claim.can_get && <Button variant="default" onClick={() => setWinner(claim)}>{t('orders.pair.keep', { number: claim.number })}</Button>}
        </div>
      ))}
      {pair.claims.filter((claim) => claim.handed_on !== null).length > 1 && <Text role="alert" size="md">{t('orders.pair.twice')}</Text>}
      {!pair.can_settle && <Text size="sm" c="dimmed">{t('orders.pair.ask')}</Text>}
      {winner && <Settle winner={winner} onClose={() => setWinner(null)} />}
    </section>
  );
}

function Settle({ winner, onClose }: { winner: ClaimShown; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [reason, setReason] = useState('');
  const tell = useTell('settle_claim', { done: said(t('orders.pair.settled')) });
  const field = useFieldError(tell.error);
  return (
    <Sheet
      opened
      title={t('orders.pair.keep', { number: winner.number })}
      onClose={onClose}
      onSubmit={() => tell.mutate({ file: winner.customer.file, car: winner.car, reason }, { onSuccess: onClose })}
      actions={<Group><Button type="submit" loading={tell.isPending}>{t('common.save')}</Button></Group>}
    >
      <ErrorNote error={field.besides('reason')} />
      <Text size="md">{t('orders.pair.effect')}</Text>
      <Textarea label={t('orders.reason')} required autosize minRows={2} value={reason} error={field.at('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
    </Sheet>
  );
}
