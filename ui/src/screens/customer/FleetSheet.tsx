// 升级为大客户: a manager's decision, with the reason.
import { Button, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';

import { useTell } from '../../api/hooks';
import type { CustomerPage } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { useDraft } from '../../records/useDraft';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

const shape = z.object({ reason: z.string() });

function readReason(kept: unknown): z.infer<typeof shape> | null {
  const read = shape.safeParse(kept);
  return read.success ? read.data : null;
}

export function FleetSheet({ page, onClose }: { page: CustomerPage; onClose: () => void }) {
  const { t } = useTranslation();
  const file = page.customer.id;
  const isFleet = page.customer.fleet?.is_fleet ?? false;
  const { values, set, drop, isKept } = useDraft(`fleet:${file}`, { reason: '' }, readReason);
  const tell = useTell('promote_customer', { done: t('common.saved') });
  const field = useFieldError(tell.error);
  const title = isFleet ? t('customer.fleet.demote') : t('customer.fleet.promote');
  const save = () =>
    tell.mutate({ file, is_fleet: !isFleet, reason: values.reason }, {
      onSuccess: () => {
        drop();
        onClose();
      },
    });
  return (
    <Sheet
      opened
      title={title}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          {isKept && <Text size="sm" c="dimmed" flex={1} role="status">{t('records.unsaved')}</Text>}
          <Button type="submit" loading={tell.isPending}>{title}</Button>
        </>
      }
    >
      <ErrorNote error={field.besides('reason')} />
      <Text size="sm" c="dimmed">{isFleet ? t('customer.fleet.demote_note') : t('customer.fleet.promote_note')}</Text>
      <Textarea label={t('customer.standing.reason')} data-autofocus autosize minRows={3} maxRows={8} value={values.reason} error={field.at('reason')} onChange={(event) => set({ reason: event.currentTarget.value })} />
    </Sheet>
  );
}
