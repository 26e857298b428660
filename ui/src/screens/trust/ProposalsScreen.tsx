// Statements made on this device that are not in the store's ledger: those that wait for the relay, and those it refused.
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import type { Proposal } from '../../api/types';
import { paths } from '../../paths';
import { Pill } from '../../records/Pill';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import classes from './Trust.module.css';
import { useRefusalWord } from './useRefusalWord';

export function ProposalsScreen() {
  const { t } = useTranslation();
  const proposals = useAsk('proposals', {});
  const refused = proposals.data?.filter((one) => one.refused !== null) ?? [];
  const waiting = proposals.data?.filter((one) => one.refused === null) ?? [];
  return (
    <Page title={t('trust.proposals.title')} back={paths.sync} width={760}>
      <ErrorNote error={proposals.error} again={() => void proposals.refetch()} />
      {proposals.isPending && <Loading />}
      {proposals.data?.length === 0 && <EmptyNote text={t('trust.proposals.none')} />}
      <Stack>
        {refused.length > 0 && (
          <section aria-labelledby="proposals-refused">
            <Title order={2} id="proposals-refused" mb={4}>{t('trust.proposals.refused')}</Title>
            <Text c="dimmed" size="sm" mb="xs">{t('trust.proposals.refused_text')}</Text>
            <Stack gap="xs">{refused.map((one) => <Row key={one.id} proposal={one} />)}</Stack>
          </section>
        )}
        {waiting.length > 0 && (
          <section aria-labelledby="proposals-waiting">
            <Title order={2} id="proposals-waiting" mb={4}>{t('trust.proposals.waiting')}</Title>
            <Text c="dimmed" size="sm" mb="xs">{t('trust.proposals.waiting_text')}</Text>
            <Stack gap="xs">{waiting.map((one) => <Row key={one.id} proposal={one} />)}</Stack>
          </section>
        )}
      </Stack>
    </Page>
  );
}

function Row({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const refusal = useRefusalWord();
  const titleOf = useCustomerTitle();
  const dismiss = useTell('dismiss_proposal', { done: t('trust.proposals.dismissed') });
  const { act, staff, customers, files, refused, at, id } = proposal;
  const named = customers.slice(0, 3).map((customer) => titleOf(customer).title);
  const about = [
    staff.map((one) => one.name).join(act === 'book_handed_over' ? ' → ' : t('common.list_gap')),
    named.join(t('common.list_gap')),
    files > named.length && files > 1 ? t('trust.files', { count: files }) : '',
  ].filter(Boolean).join(' · ');
  return (
    <Paper p="sm" className={classes['card'] ?? ''} data-testid="proposal">
      <div className={classes['cardHead']}>
        <Text fw={600}>{t(`trust.acts.${act}`)}</Text>
        {refused === null
          ? <Pill tone="warn" icon={<IconHourglass size={14} aria-hidden />}>{t('trust.proposals.waits')}</Pill>
          : <Pill tone="bad" icon={<IconAlertCircle size={14} aria-hidden />}>{refusal(refused)}</Pill>}
      </div>
      {about && <Text size="md">{about}</Text>}
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">{format.ago(at)}</Text>
        {refused !== null && (
          <Button variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate({ id })}>{t('trust.proposals.dismiss')}</Button>
        )}
      </Group>
      <ErrorNote error={dismiss.error} />
    </Paper>
  );
}
