// 战败: asks for the reason, and sends it to a manager.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../api/hooks';
import type { FileId, OpportunityId } from '../api/types';
import { useSession } from '../session';
import { ErrorNote } from '../shared/ErrorNote';
import { LossFields, NOT_GIVEN_UP } from './LossFields';
import { Sheet } from './Sheet';
import { useSaid } from './useSaid';

export interface LossTask {
  file: FileId;
  opportunity: OpportunityId;
  title: string;
}

/** Whether a stage or grade means that the purchase is lost. */
export const isLoss = (word: string | null): boolean => word === 'lost' || word === 'F';

export function LossSheet({ task, onClose }: { task: LossTask; onClose: () => void }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const said = useSaid();
  const confirms = can('judge_losses');
  const tell = useTell('request_loss', { done: said(t(confirms ? 'follow.loss.lost' : 'follow.loss.asked')) });
  const [value, setValue] = useState(NOT_GIVEN_UP);
  const [missing, setMissing] = useState(false);
  const save = () => {
    setMissing(!value.reason);
    if (!value.reason || tell.isPending) return;
    tell.mutate({ file: task.file, opportunity: task.opportunity, given_up: value }, { onSuccess: onClose });
  };
  return (
    <Sheet
      opened
      title={t('follow.loss.title_for', { name: task.title })}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending}>{t(confirms ? 'follow.loss.confirm' : 'follow.loss.send')}</Button>}
    >
      <ErrorNote error={tell.error} />
      <LossFields value={value} onChange={setValue} missing={missing} confirms={confirms} />
    </Sheet>
  );
}
