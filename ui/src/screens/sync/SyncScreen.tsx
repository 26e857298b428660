import { Button, Paper, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { keyOf } from '../../api/client';
import { useAsk, useTell } from '../../api/hooks';
import type { SyncPage } from '../../api/types';
import { hasProgress, pillState } from '../../layout/syncText';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { useWords } from '../../shared/words';
import { DeviceList } from './DeviceList';
import { NeedsYou } from './NeedsYou';
import classes from './Sync.module.css';
import { SyncLog } from './SyncLog';

/** How this device stands with the relay, in full. */
export function SyncScreen() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const page = useAsk('sync_page', {}, { keep: true });
  const now = useTell('sync_now');
  const link = page.data?.status.link;
  const start = () => now.mutate({}, { onSuccess: (status) => client.setQueryData(keyOf('sync_status', {}), status) });
  return (
    <Page
      title={t('sync.title')}
      width={1200}
      actions={
        link !== undefined && link !== 'none' && (
          <Button leftSection={<IconRefresh size={18} />} loading={now.isPending} onClick={start}>{t('sync.now')}</Button>
        )
      }
    >
      <ErrorNote error={page.error ?? now.error} again={() => void page.refetch()} />
      {page.isPending && <Loading />}
      {page.data && (
        <div className={classes['columns']}>
          <Stack>
            <Standing page={page.data} />
            <NeedsYou page={page.data} />
            <Kinds page={page.data} />
          </Stack>
          <Stack>
            <DeviceList />
            <SyncLog log={page.data.log} />
          </Stack>
        </div>
      )}
    </Page>
  );
}

function Standing({ page }: { page: SyncPage }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { status } = page;
  const { key, count } = pillState({ ...status, needs_you: 0 });
  const headline = hasProgress(key) ? t(`sync.pill.${key}`, { done: status.done, total: status.total }) : t(`sync.pill.${key}`, { count });
  const meaning = status.link === 'synced' && status.waiting > 0 ? 'waiting' : status.link;
  const place = `sync.key_places.${page.key_place}`;
  return (
    <Paper p="md">
      <Title order={2} aria-live="polite">{headline}</Title>
      <Text c="dimmed">{t(`sync.state.${meaning}`)}</Text>
      {hasProgress(key) && <Progress mt="sm" value={(status.done / status.total) * 100} aria-label={headline} />}
      {status.error && <Stack mt="sm"><ErrorNote error={{ code: status.error, message: '', field: null }} /></Stack>}
      <dl className={classes['facts']}>
        {status.link !== 'none' && (
          <div>
            <dt>{t('sync.last')}</dt>
            <dd>{status.last_success_at === null ? t('sync.never') : format.ago(status.last_success_at)}</dd>
          </div>
        )}
        {page.relay !== null && (
          <div>
            <dt>{t('sync.relay')}</dt>
            <dd>{page.relay}</dd>
          </div>
        )}
        <div>
          <dt>{t('sync.key')}</dt>
          <dd>{i18n.exists(place) ? String(t(place, { defaultValue: '' })) : page.key_place}</dd>
        </div>
      </dl>
    </Paper>
  );
}

function Kinds({ page: { kinds } }: { page: SyncPage }) {
  const { t } = useTranslation();
  const word = useWords();
  return (
    <Paper p="md">
      <Title order={2} mb="xs">{t('sync.kinds.title')}</Title>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('sync.kinds.kind')}</Table.Th>
            <Table.Th ta="right">{t('sync.kinds.files')}</Table.Th>
            <Table.Th ta="right">{t('sync.kinds.waiting')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {kinds.map(({ kind, files, waiting }) => (
            <Table.Tr key={kind} data-testid={`kind-${kind}`}>
              <Table.Td>{word('file_kinds', kind)}</Table.Td>
              <Table.Td ta="right">{files}</Table.Td>
              <Table.Td ta="right" fw={waiting > 0 ? 600 : 400}>{waiting}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
