// 分配: gives the file to somebody else, or to the pool.
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { CustomerPage } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { StaffPicker } from '../../records/StaffPicker';
import { ErrorNote } from '../../shared/ErrorNote';

export function AssignSheet({ page, onClose }: { page: CustomerPage; onClose: () => void }) {
  const { t } = useTranslation();
  const [owner, setOwner] = useState(page.owner?.id ?? null);
  const tell = useTell('assign_files', { done: t('customer.assigned') });
  const save = () => tell.mutate({ files: [page.customer.id], owner }, { onSuccess: onClose });
  return (
    <Sheet
      opened
      title={t('customer.assign')}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending}>{t('customer.assign')}</Button>}
    >
      <ErrorNote error={tell.error} />
      <StaffPicker label={t('customer.assign_title')} value={owner} onChange={setOwner} />
      <Text size="sm" c="dimmed">{t('customer.assign_why')}</Text>
    </Sheet>
  );
}
