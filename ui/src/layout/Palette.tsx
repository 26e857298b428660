// One box for commands and customers: a window on the desk, a page on the phone.
import { Kbd, Modal, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { useAsk } from '../api/hooks';
import { paths } from '../paths';
import { useCustomerTitle } from '../records/useCustomerTitle';
import { useSession } from '../session';
import { anyCustomer } from '../shared/filter';
import { found } from './palette';
import classes from './Palette.module.css';
import { recentlyChosen, rememberChosen } from './recent';
import { useCommands } from './useCommands';

const COMMANDS = 8;
const CUSTOMERS = 7;

interface Item {
  id: string;
  label: string;
  under: string;
  keys: readonly string[];
  run: () => void;
}

export function Palette({ opened, close, help }: { opened: boolean; close: () => void; help: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={close} yOffset="12dvh" centered={false} size={620} padding={0} transitionProps={{ duration: 120 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('hands.palette.title')}>
        <Modal.Body>
          <PaletteBody done={close} help={help} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

export function PaletteBody({ done, help }: { done: () => void; help: () => void }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const navigate = useNavigate();
  const titleOf = useCustomerTitle();
  const commands = useCommands(help);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const seesCustomers = can('see_customers');
  // While nothing is typed, those worked on last.
  const customers = useAsk(
    'list_customers',
    { filter: { ...anyCustomer, search: typed.trim() }, sort: 'last_contact', offset: 0, limit: CUSTOMERS },
    { keep: true, enabled: seesCustomers },
  );
  const groups: { name: string; items: Item[] }[] = [
    {
      name: t('hands.palette.commands'),
      items: found(commands, typed, recentlyChosen(), COMMANDS).map((one) => ({ ...one, under: '' })),
    },
    {
      name: t(typed.trim() === '' ? 'hands.palette.recent' : 'hands.palette.customers'),
      items: (seesCustomers ? (customers.data?.rows ?? []) : []).map((row) => {
        const { title, under } = titleOf(row);
        return { id: row.file, label: title, under: [under, row.owner?.name].filter(Boolean).join(' · '), keys: [], run: () => void navigate(paths.customer(row.file)) };
      }),
    },
  ];
  const items = groups.flatMap((group) => group.items);
  const current = Math.min(at, items.length - 1);
  const take = (item: Item | undefined) => {
    if (!item) return;
    rememberChosen(item.id);
    done();
    item.run();
  };
  const onKey = (event: KeyboardEvent) => {
    // The Enter that ends a composition belongs to the input method.
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((current + step + items.length) % Math.max(items.length, 1));
    else if (event.key === 'Enter') take(items[current]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes['body']}>
      <TextInput
        ref={input}
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={items[current] ? `${list}-${items[current].id}` : undefined}
        aria-label={t('hands.palette.title')}
        placeholder={t('hands.palette.hint')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
        autoComplete="off"
        spellCheck={false}
      />
      <div id={list} role="listbox" aria-label={t('hands.palette.title')} className={classes['list']}>
        {groups.filter((group) => group.items.length > 0).map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <div className={classes['group']} aria-hidden>{group.name}</div>
            {group.items.map((item) => (
              <button
                key={item.id}
                type="button"
                tabIndex={-1}
                id={`${list}-${item.id}`}
                role="option"
                aria-selected={items[current] === item}
                className={classes['item']}
                ref={(element) => { if (items[current] === item) element?.scrollIntoView({ block: 'nearest' }); }}
                onMouseMove={() => setAt(items.indexOf(item))}
                onClick={() => take(item)}
              >
                <span className={classes['label']}>{item.label}</span>
                {item.under && <Text span size="sm" c="dimmed" truncate>{item.under}</Text>}
                {item.keys.length > 0 && <span className={classes['keys']}>{item.keys.map((key) => <Kbd key={key}>{key}</Kbd>)}</span>}
              </button>
            ))}
          </div>
        ))}
      </div>
      {items.length === 0 && !customers.isFetching && <Text c="dimmed" p="md">{t('hands.palette.none')}</Text>}
    </div>
  );
}
