// A list that people choose from: ordered, renamed, lengthened, its lines retired.
import { ActionIcon, Button, Group, Menu, NumberInput, Paper, Text, TextInput, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDotsVertical, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../../api/hooks';
import type { Choice, ChoiceList } from '../../../api/types';
import { useChoices } from '../../../records/useChoices';
import { useComplain } from '../../../records/useComplain';
import { useSaid } from '../../../records/useSaid';
import { Dialog } from '../../../shared/Dialog';
import { ErrorNote } from '../../../shared/ErrorNote';
import { moved } from './order';
import classes from './Rules.module.css';

interface Props {
  list: ChoiceList;
  choices: readonly Choice[];
  edits: boolean;
}

export function ChoiceEditor({ list, choices, edits }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const complain = useComplain();
  const { wordOf } = useChoices(list);
  const [open, setOpen] = useState<Choice | 'new' | null>(null);
  const order = useTell('order_choices', { done: said() });
  const edit = useTell('edit_choice', { done: said() });
  const codes = choices.map((choice) => choice.code);
  const move = (at: number, by: number) => order.mutate({ list, codes: moved(codes, at, by) }, { onError: complain });
  return (
    <Paper p="md">
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t(`rules.${list}.title`)}</Title>
        {edits && <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>{t('common.add')}</Button>}
      </Group>
      <ol className={classes['choices']}>
        {choices.map((choice, at) => {
          const word = wordOf(choice.code);
          return (
            <li key={choice.code} className={classes['choice']} data-retired={choice.retired || undefined}>
              <Text span flex={1}>{word}{choice.retired && <Text span size="xs" c="dimmed"> · {t('rules.retired')}</Text>}</Text>
              {list === 'sources' && choice.first_contact_hours !== null && <Text span size="sm" c="dimmed">{t('rules.hours', { n: choice.first_contact_hours })}</Text>}
              {edits && (
                <>
                  <ActionIcon aria-label={t('rules.up', { what: word })} disabled={at === 0} onClick={() => move(at, -1)}><IconArrowUp size={18} aria-hidden /></ActionIcon>
                  <ActionIcon aria-label={t('rules.down', { what: word })} disabled={at === choices.length - 1} onClick={() => move(at, 1)}><IconArrowDown size={18} aria-hidden /></ActionIcon>
                  <Menu position="bottom-end" withinPortal shadow="md">
                    <Menu.Target><ActionIcon aria-label={t('rules.actions', { what: word })}><IconDotsVertical size={18} aria-hidden /></ActionIcon></Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item onClick={() => setOpen(choice)}>{t('common.edit')}</Menu.Item>
                      <Menu.Item onClick={() => edit.mutate({ list, code: choice.code, name: null, retired: !choice.retired, first_contact_hours: null }, { onError: complain })}>
                        {t(choice.retired ? 'rules.restore' : 'rules.retire')}
                      </Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                </>
              )}
            </li>
          );
        })}
      </ol>
      {open && <ChoiceDialog list={list} choice={open === 'new' ? null : open} word={open === 'new' ? '' : wordOf(open.code)} close={() => setOpen(null)} />}
    </Paper>
  );
}

function ChoiceDialog({ list, choice, word, close }: { list: ChoiceList; choice: Choice | null; word: string; close: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [name, setName] = useState(word);
  const [hours, setHours] = useState<number | string>(choice?.first_contact_hours ?? '');
  const add = useTell('add_choice', { done: said() });
  const edit = useTell('edit_choice', { done: said() });
  const save = () => {
    if (choice === null) return add.mutate({ list, name }, { onSuccess: close });
    const limit = list === 'sources' ? (typeof hours === 'number' ? hours : 0) : null;
    return edit.mutate({ list, code: choice.code, name: name === word ? null : name, retired: null, first_contact_hours: limit }, { onSuccess: close });
  };
  return (
    <Dialog title={choice === null ? t(`rules.${list}.add`) : word} close={close}>
      <form onSubmit={(event) => { event.preventDefault(); save(); }}>
        <ErrorNote error={add.error ?? edit.error} />
        <TextInput data-autofocus label={t('rules.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {list === 'sources' && choice !== null && <NumberInput mt="sm" label={t('rules.first_contact')} description={t('rules.first_contact_hint')} min={0} max={720} allowDecimal={false} hideControls value={hours} onChange={setHours} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" loading={add.isPending || edit.isPending}>{t('common.save')}</Button>
        </Group>
      </form>
    </Dialog>
  );
}
