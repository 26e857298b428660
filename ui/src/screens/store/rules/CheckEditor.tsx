// 交车检查表: what is checked before a car goes. Deliveries that began keep the list they began with.
import { ActionIcon, Button, Group, Menu, Paper, Text, TextInput, Title } from '@mantine/core';
import { IconDotsVertical, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../../api/hooks';
import type { CheckTemplate } from '../../../api/types';
import { useComplain } from '../../../records/useComplain';
import { useSaid } from '../../../records/useSaid';
import { Dialog } from '../../../shared/Dialog';
import { ErrorNote } from '../../../shared/ErrorNote';
import { useWords } from '../../../shared/words';
import classes from './Rules.module.css';

export function CheckEditor({ checks, edits }: { checks: readonly CheckTemplate[]; edits: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const said = useSaid();
  const complain = useComplain();
  const [open, setOpen] = useState<CheckTemplate | 'new' | null>(null);
  const edit = useTell('edit_check', { done: said() });
  const wordOf = (check: CheckTemplate) => check.name || words('check_items', check.item);
  return (
    <Paper p="md">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('rules.checks.title')}</Title>
        {edits && <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>{t('common.add')}</Button>}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">{t('rules.checks.text')}</Text>
      <ul className={classes['choices']}>
        {checks.map((check) => {
          const word = wordOf(check);
          return (
            <li key={check.item} className={classes['choice']} data-retired={!check.asked || undefined}>
              <Text span flex={1}>{word}{!check.asked && <Text span size="xs" c="dimmed"> · {t('rules.checks.left_out')}</Text>}</Text>
              {edits && (
                <Menu position="bottom-end" withinPortal shadow="md">
                  <Menu.Target><ActionIcon aria-label={t('rules.actions', { what: word })}><IconDotsVertical size={18} aria-hidden /></ActionIcon></Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item onClick={() => setOpen(check)}>{t('common.edit')}</Menu.Item>
                    <Menu.Item onClick={() => edit.mutate({ item: check.item, name: null, asked: !check.asked }, { onError: complain })}>
                      {t(check.asked ? 'rules.checks.leave_out' : 'rules.checks.ask')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              )}
            </li>
          );
        })}
      </ul>
      {open && <CheckDialog check={open === 'new' ? null : open} word={open === 'new' ? '' : wordOf(open)} close={() => setOpen(null)} />}
    </Paper>
  );
}

function CheckDialog({ check, word, close }: { check: CheckTemplate | null; word: string; close: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [name, setName] = useState(word);
  const add = useTell('add_check', { done: said() });
  const edit = useTell('edit_check', { done: said() });
  const save = () => {
    if (check === null) return add.mutate({ name }, { onSuccess: close });
    return edit.mutate({ item: check.item, name: name === word ? null : name, asked: null }, { onSuccess: close });
  };
  return (
    <Dialog title={check === null ? t('rules.checks.add') : word} close={close}>
      <form onSubmit={(event) => { event.preventDefault(); save(); }}>
        <ErrorNote error={add.error ?? edit.error} />
        <TextInput data-autofocus label={t('rules.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" loading={add.isPending || edit.isPending}>{t('common.save')}</Button>
        </Group>
      </form>
    </Dialog>
  );
}
