// Customers who are to be forgotten, and the general manager's word on each.
import { Alert, Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { ErasureRow } from '../../api/types';
import { paths } from '../../paths';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useSession } from '../../session';
import { Dialog } from '../../shared/Dialog';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { WhatIsDestroyed } from './WhatIsDestroyed';
import classes from './Trust.module.css';

export function ErasuresScreen() {
  const { t } = useTranslation();
  const { can } = useSession();
  const erasures = useAsk('erasures', {});
  const [asked, setAsked] = useState<ErasureRow | null>(null);
  return (
    <Page title={t('trust.erasures.title')} back={paths.me} width={760}>
      <Text c="dimmed" mb="sm">{t('trust.erasures.text')}</Text>
      <ErrorNote error={erasures.error} again={() => void erasures.refetch()} />
      {erasures.isPending && <Loading />}
      {erasures.data?.length === 0 && <EmptyNote text={t('trust.erasures.none')} />}
      <Stack gap="xs">
        {erasures.data?.map((row) => <Row key={row.request} row={row} decides={can('decide_erasures')} approve={() => setAsked(row)} />)}
      </Stack>
      {asked && <Approve row={asked} close={() => setAsked(null)} />}
    </Page>
  );
}

function Row({ row, decides, approve }: { row: ErasureRow; decides: boolean; approve: () => void }) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  const decline = useTell('decide_erasure', { done: t('trust.erasures.declined') });
  return (
    <Paper p="sm" className={classes['card'] ?? ''} data-testid="erasure">
      <div className={classes['cardHead']}>
        {row.customer
          ? <Anchor component={Link} to={paths.customer(row.file)} fw={600}>{titleOf(row.customer).title}</Anchor>
          : <Text fw={600}>{t('trust.erasures.elsewhere')}</Text>}
        <Text size="sm" c="dimmed">{t('trust.erasures.by', { name: row.by.name })}</Text>
      </div>
      <Text size="md">{[row.customer && titleOf(row.customer).under, row.others > 0 ? t('trust.erasures.others', { count: row.others }) : null].filter(Boolean).join(' · ')}</Text>
      {decides ? (
        <Group gap="sm" justify="flex-end">
          <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate({ request: row.request, approve: false })}>{t('trust.erasures.decline')}</Button>
          <Button color="red" variant="light" onClick={approve}>{t('trust.erasures.approve')}</Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">{t('trust.erasures.waits')}</Text>
      )}
      <ErrorNote error={decline.error} />
    </Paper>
  );
}

function Approve({ row, close }: { row: ErasureRow; close: () => void }) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  const approve = useTell('decide_erasure', { done: t('trust.erasures.approved') });
  const name = row.customer ? titleOf(row.customer).title : t('trust.erasures.elsewhere');
  return (
    <Dialog title={t('trust.erasures.approve_whom', { name })} close={close}>
      <Stack>
        <WhatIsDestroyed others={row.others} />
        <Alert variant="light" color="red" icon={<IconAlertTriangle />}>{t('trust.erasures.forever')}</Alert>
        <ErrorNote error={approve.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
          <Button color="red" loading={approve.isPending} onClick={() => approve.mutate({ request: row.request, approve: true }, { onSuccess: close })}>{t('trust.erasures.go')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
