// 拦截记录: what the relay and this device refused of whom and why, and the devices that were set aside for it.
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { RELAY_MS, useAsk, useTell } from '../../api/hooks';
import type { QuarantinedDevice, RefusedRow } from '../../api/types';
import { paths } from '../../paths';
import { Pill } from '../../records/Pill';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import classes from './Trust.module.css';
import { useRefusalWord } from './useRefusalWord';

export function GuardScreen() {
  const { t } = useTranslation();
  const page = useAsk('refused_page', {}, { everyMs: RELAY_MS });
  const again = () => void page.refetch();
  const { data } = page;
  return (
    <Page title={t('trust.guard.title')} back={paths.storeTab('devices')} width={820} actions={<Button variant="default" onClick={again}>{t('trust.guard.again')}</Button>}>
      <Text c="dimmed" mb="sm">{t('trust.guard.text')}</Text>
      <ErrorNote error={page.error} again={again} />
      {page.isPending && <Loading />}
      {data && (
        <Stack>
          {!data.is_online && <Text className={classes['note'] ?? ''}>{t('trust.guard.offline')}</Text>}
          {data.quarantined.map((device) => <Quarantined key={device.device} device={device} released={again} />)}
          {data.relay.length + data.here.length + data.quarantined.length === 0 && <EmptyNote icon={IconShieldCheck} text={t('trust.guard.none')} />}
          <Rows title={t('trust.guard.relay')} rows={data.relay} />
          <Rows title={t('trust.guard.here')} rows={data.here} />
        </Stack>
      )}
    </Page>
  );
}

function Quarantined({ device, released }: { device: QuarantinedDevice; released: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const release = useTell('release_device', { done: t('trust.guard.released', { device: device.name }) });
  return (
    <Paper p="sm" className={classes['card'] ?? ''} data-testid="quarantined">
      <div className={classes['cardHead']}>
        <Text fw={600}>{[device.name, device.staff?.name].filter(Boolean).join(' · ')}</Text>
        <Pill tone="bad">{t('trust.guard.quarantined')}</Pill>
      </div>
      <Text size="md">{t('trust.guard.why')}</Text>
      <ErrorNote error={release.error} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">{format.ago(device.since)}</Text>
        <Button loading={release.isPending} onClick={() => release.mutate({ device: device.device }, { onSuccess: released })}>{t('trust.guard.release')}</Button>
      </Group>
    </Paper>
  );
}

function Rows({ title, rows }: { title: string; rows: readonly RefusedRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const refusal = useRefusalWord();
  if (rows.length === 0) return null;
  return (
    <Paper p="md" component="section" aria-label={title}>
      <Title order={2} mb="xs">{title}</Title>
      <ol className={classes['rows']}>
        {rows.map(({ device, name, staff, input, code, count, last_at: at }) => (
          <li key={`${device} ${input} ${code}`} className={classes['row']} data-testid="refused-row">
            <span>
              <Text span fw={600}>{refusal(code)}</Text>{' '}
              <Text span>{[t(`trust.guard.inputs.${input}`), t('audit.count', { count })].join(' · ')}</Text>
            </span>
            <Text span size="sm" c="dimmed">{[name, staff?.name, format.ago(at)].filter(Boolean).join(' · ')}</Text>
          </li>
        ))}
      </ol>
    </Paper>
  );
}
