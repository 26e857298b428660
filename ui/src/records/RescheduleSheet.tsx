// 改期: another date, way or aim for a planned follow-up.
import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../api/hooks';
import { WAYS, type FileId, type FollowUpId, type LocalDate, type Way } from '../api/types';
import { useSession } from '../session';
import { ErrorNote } from '../shared/ErrorNote';
import { useFormat } from '../shared/format';
import { useWords } from '../shared/words';
import { ChoiceChips } from './ChoiceChips';
import { DateChoice } from './DateChoice';
import { Sheet } from './Sheet';
import { useSaid } from './useSaid';

export interface RescheduleTask {
  file: FileId;
  followUp: FollowUpId;
  title: string;
  due_on: LocalDate;
  way: Way;
  aim: string;
}

interface Props {
  task: RescheduleTask;
  onClose: () => void;
}

export function RescheduleSheet({ task, onClose }: Props) {
  const { t } = useTranslation();
  const { today } = useSession();
  const words = useWords();
  const { date } = useFormat();
  const said = useSaid();
  const tell = useTell('edit_customer', { done: said(t('today.rescheduled')) });
  const [on, setOn] = useState<LocalDate | null>(null);
  const [way, setWay] = useState(task.way);
  // What the house planned is a code; here it is read, and kept as it was unless somebody writes something else.
  const planned = words('care_aims', task.aim);
  const [aim, setAim] = useState(planned);

  const save = () =>
    tell.mutate(
      {
        file: task.file,
        edits: [
          {
            edit: 'move_follow_up',
            id: task.followUp,
            due_on: on,
            way: way === task.way ? null : way,
            aim: aim === planned ? null : aim,
          },
        ],
      },
      { onSuccess: onClose },
    );

  return (
    <Sheet
      opened
      title={t('today.reschedule_for', { name: task.title })}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}
    >
      <ErrorNote error={tell.error} />
      <Text size="sm" c="dimmed">{t('today.was_due', { date: date(task.due_on, today) })}</Text>
      <DateChoice label={t('today.new_date')} value={on} onChange={setOn} />
      <ChoiceChips
        label={t('today.way')}
        options={WAYS.map((option) => ({ value: option, label: t(`domain.ways.${option}`) }))}
        value={way}
        onChange={setWay}
      />
      <TextInput label={t('today.aim')} value={aim} onChange={(event) => setAim(event.currentTarget.value)} />
    </Sheet>
  );
}
