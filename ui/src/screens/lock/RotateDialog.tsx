import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';

/** Writes the data file anew under a fresh key. */
export function RotateDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const rotate = useTell('rotate_key', { done: t('lock.rotate.done') });
  return (
    <Dialog title={t('lock.settings.rotate')} close={close}>
      <Stack>
        <Text>{t('lock.rotate.what')}</Text>
        <ErrorNote error={rotate.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
          <Button loading={rotate.isPending} onClick={() => rotate.mutate({}, { onSuccess: close })}>{t('lock.rotate.go')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
