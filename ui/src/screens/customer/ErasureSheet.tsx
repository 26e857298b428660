// 申请删除: says what would be destroyed and for whom it is to decide, and asks.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { CustomerPage } from '../../api/types';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import { WhatIsDestroyed } from '../trust/WhatIsDestroyed';

export function ErasureSheet({ page, onClose }: { page: CustomerPage; onClose: () => void }) {
  const { t } = useTranslation();
  const request = useTell('request_erasure', { done: t('trust.erasure.requested') });
  return (
    <Dialog title={t('trust.erasure.request')} close={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); request.mutate({ file: page.customer.id }, { onSuccess: onClose }); }}>
        <Stack>
          <Text>{t('trust.erasure.why')}</Text>
          <WhatIsDestroyed others={Math.max(0, page.joined.length - 1)} />
          <Alert variant="light" icon={<IconInfoCircle />}>{t('trust.erasure.decides')}</Alert>
          <ErrorNote error={request.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" color="red" loading={request.isPending}>{t('trust.erasure.ask')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
