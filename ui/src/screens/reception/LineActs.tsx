// What can be done about a line, the most likely first; the rest in a menu.
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCheck, IconDots, IconDoorExit, IconLink, IconPencil, IconTrash, IconUserShare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { VISIT_RESULTS, type LineRow, type ReceptionDay, type StaffId } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { EditSheet } from './EditSheet';
import { LinkSheet } from './LinkSheet';
import classes from './Reception.module.css';
import { useLineSaid } from './useLineSaid';
import { useReceptionWords } from './words';

interface Props {
  line: LineRow;
  day: ReceptionDay;
  title: string;
}

export function LineActs({ line, day, title }: Props) {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const said = useLineSaid();
  const complain = useComplain();
  const [sheet, setSheet] = useState<'edit' | 'link' | null>(null);
  const assign = useTell('assign_line', { done: said(t('reception.line.assigned_said')) });
  const accept = useTell('accept_line', { done: said(t('reception.line.accepted_said')) });
  const leave = useTell('leave_line', { done: said(t('reception.line.left_said')) });
  const remove = useTell('remove_line', { done: t('reception.line.removed') });
  const confirm = useTell('confirm_line', { done: t('reception.line.confirmed_said') });
  const of = { day: line.day, line: line.id };
  const give = (consultant: StaffId | null) => assign.mutate({ ...of, consultant }, { onError: complain });
  const first = line.proposals[0];
  const isOver = line.state === 'over';
  return (
    <div className={classes['lineActs']}>
      {line.is_mine_to_accept && (
        <Button leftSection={<IconCheck size={16} aria-hidden />} loading={accept.isPending} onClick={() => accept.mutate(of, { onError: complain })}>{t('reception.line.accept')}</Button>
      )}
      {line.state === 'waiting' && first && (
        <Button variant="light" leftSection={<IconUserShare size={16} aria-hidden />} loading={assign.isPending} onClick={() => give(first.staff.id)}>
          {t('reception.line.assign_to', { name: first.staff.name })}
        </Button>
      )}
      {!isOver && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" leftSection={<IconDoorExit size={16} aria-hidden />} aria-label={`${t(line.is_in_store ? 'reception.line.leave' : 'reception.line.finish')} · ${title}`}>
              {t(line.is_in_store ? 'reception.line.leave' : 'reception.line.finish')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('reception.leave.title')}</Menu.Label>
            {VISIT_RESULTS.map((result) => (
              <Menu.Item key={result} onClick={() => leave.mutate({ ...of, result, at: null }, { onError: complain })}>{word('results', result)}</Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon className={classes['lineMenu'] ?? ''} aria-label={t('reception.line.actions', { who: title })}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          {!isOver && <Menu.Label>{t(line.consultant ? 'reception.line.reassign' : 'reception.line.assign')}</Menu.Label>}
          {!isOver && day.duty.filter(({ staff, turn }) => turn !== null && staff.id !== line.consultant?.id).map(({ staff, is_busy }) => (
            <Menu.Item key={staff.id} onClick={() => give(staff.id)}>{is_busy ? `${staff.name} · ${t('reception.turns.busy')}` : staff.name}</Menu.Item>
          ))}
          {!isOver && line.consultant && <Menu.Item onClick={() => give(null)}>{t('reception.form.queue')}</Menu.Item>}
          {!isOver && <Menu.Divider />}
          {!line.has_file && <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => setSheet('link')}>{t('reception.line.link')}</Menu.Item>}
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setSheet('edit')}>{t('reception.line.edit')}</Menu.Item>
          {day.can_check && <Menu.Item leftSection={<IconCheck size={16} aria-hidden />} onClick={() => confirm.mutate(of, { onError: complain })}>{t('reception.line.confirmed')}</Menu.Item>}
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => remove.mutate(of, { onError: complain })}>{t('reception.line.remove')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {sheet === 'edit' && <EditSheet line={line} title={title} series={day.series} onClose={() => setSheet(null)} />}
      {sheet === 'link' && <LinkSheet line={line} onClose={() => setSheet(null)} />}
    </div>
  );
}
