import { Alert, Button, Checkbox, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { useSession } from '../../session';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import classes from './Lock.module.css';

/** Makes the store's recovery key and shows it once. It does not close before somebody says that it is kept. */
export function RecoveryKeyDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const { store, lock } = useSession();
  const make = useTell('make_recovery_key');
  const [kept, setKept] = useState(false);
  const shown = make.data?.text;
  return (
    <Dialog title={t('lock.settings.recovery')} close={() => (shown === undefined || kept) && close()}>
      <ErrorNote error={make.error} />
      {shown === undefined ? (
        <Stack>
          <Text>{t('lock.recovery.what')}</Text>
          {lock.has_recovery_key && <Alert variant="light" color="yellow" icon={<IconAlertTriangle />}>{t('lock.recovery.replaces')}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
            <Button loading={make.isPending} onClick={() => make.mutate({})}>{t('lock.recovery.make')}</Button>
          </Group>
        </Stack>
      ) : (
        <Stack className="fc-print">
          <Text fw={600}>{t('lock.recovery.of', { store: store.name })}</Text>
          <div className={classes['secret']} data-testid="recovery-key">{shown}</div>
          <Text>{t('lock.recovery.once')}</Text>
          <Group gap="sm" className="fc-no-print">
            <CopyButton value={shown}>
              {({ copied, copy }) => <Button variant="default" onClick={copy}>{t(copied ? 'store.invitation.copied' : 'store.invitation.copy')}</Button>}
            </CopyButton>
            <Button variant="default" onClick={() => window.print()}>{t('lock.recovery.print')}</Button>
          </Group>
          <Checkbox className="fc-no-print" size="md" label={t('lock.recovery.kept')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
          <Group justify="flex-end" className="fc-no-print"><Button disabled={!kept} onClick={close}>{t('common.done')}</Button></Group>
        </Stack>
      )}
    </Dialog>
  );
}
