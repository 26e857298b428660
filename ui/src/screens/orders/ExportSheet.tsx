// 导出: the order as a file for the maker's system. The phone leaves as the person sees it, or in full for a reason that is recorded.
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { ExportForm, OrderPage, UnmaskReason } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { REVEAL_REASONS } from '../../records/reveal';
import { Sheet } from '../../records/Sheet';
import { ErrorNote } from '../../shared/ErrorNote';
import { saveText } from '../../shared/saveText';

const MASKED = 'masked';

export function ExportSheet({ page, form, onClose }: { page: OrderPage; form: ExportForm; onClose: () => void }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState<UnmaskReason | typeof MASKED>(MASKED);
  const reason = why === MASKED ? null : why;
  const tell = useTell('export_order');
  const send = () =>
    tell.mutate({ file: page.customer.file, order: page.order.id, form, reason }, {
      onSuccess: (file) => {
        saveText(file.file_name, file.content);
        onClose();
      },
    });
  return (
    <Sheet
      opened
      title={t(form === 'csv' ? 'orders.export_csv' : 'orders.export_json')}
      onClose={onClose}
      onSubmit={send}
      actions={<Button type="submit" loading={tell.isPending}>{t(reason === null ? 'orders.export_masked' : 'orders.export_full')}</Button>}
    >
      <ErrorNote error={tell.error} />
      <ChoiceChips
        label={t('orders.export_why')}
        options={[{ value: MASKED, label: t('orders.export_no_need') }, ...REVEAL_REASONS.map((one) => ({ value: one, label: t(`domain.unmask_reasons.${one}`) }))]}
        value={why}
        onChange={setWhy}
      />
      <Text size="sm" c="dimmed">{t('records.reveal.note')}</Text>
    </Sheet>
  );
}
