// 申请删除: says what would be destroyed and for whom it is to decide, and asks.
import { Alert, Button, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { CustomerPage } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { ErrorNote } from '../../shared/ErrorNote';
import { WhatIsDestroyed } from '../trust/WhatIsDestroyed';

export function ErasureSheet({ page, onClose }: { page: CustomerPage; onClose: () => void }) {
  const { t } = useTranslation();
  const request = useTell('request_erasure', { done: t('trust.erasure.requested') });
  return (
    <Sheet
      opened
      title={t('trust.erasure.request')}
      onClose={onClose}
      onSubmit={() => request.mutate({ file: page.customer.id }, { onSuccess: onClose })}
      actions={<Button type="submit" color="red" loading={request.isPending}>{t('trust.erasure.ask')}</Button>}
    >
      <Text>{t('trust.erasure.why')}</Text>
      <WhatIsDestroyed others={Math.max(0, page.joined.length - 1)} />
      <Alert variant="light" icon={<IconInfoCircle />}>{t('trust.erasure.decides')}</Alert>
      <ErrorNote error={request.error} />
    </Sheet>
  );
}
