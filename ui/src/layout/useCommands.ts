// Every command of the palette, of those this person may give.
import { useMantineColorScheme } from '@mantine/core';
import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { useAsk, useTell } from '../api/hooks';
import { speak } from '../i18n';
import { paths } from '../paths';
import { useSession } from '../session';
import { useUndo } from '../undo/announce';
import type { Command } from './palette';
import { usePlaces } from './usePlaces';

interface Named extends Omit<Command, 'words' | 'label'> {
  label: ParseKeys;
}

export function useCommands(help: () => void): Command[] {
  const { t, i18n } = useTranslation();
  const { can } = useSession();
  const places = usePlaces();
  const navigate = useNavigate();
  const undo = useUndo();
  const { setColorScheme } = useMantineColorScheme();
  const tellLanguage = useTell('set_language');
  const lock = useTell('lock');
  const { lock: lockState } = useSession();
  const say = (language: 'zh-CN' | 'en') => () => {
    speak(language);
    tellLanguage.mutate({ language });
  };
  const named: Named[] = [
    ...(can('edit_customers') ? [{ id: 'new', label: 'common.new_lead' as const, keys: ['N'], run: () => void navigate(paths.capture) }] : []),
    ...places.map(({ name, path, key, label }) => ({
      id: `go:${name}`, label, keys: key === undefined ? [] : ['G', key.toUpperCase()], run: () => void navigate(path),
    })),
    { id: 'undo', label: 'hands.palette.undo', keys: ['Ctrl / ⌘', 'Z'], run: () => void undo() },
    { id: 'light', label: 'hands.palette.light', keys: [], run: () => setColorScheme('light') },
    { id: 'dark', label: 'hands.palette.dark', keys: [], run: () => setColorScheme('dark') },
    { id: 'auto', label: 'hands.palette.auto', keys: [], run: () => setColorScheme('auto') },
    { id: 'chinese', label: 'hands.palette.chinese', keys: [], run: say('zh-CN') },
    { id: 'english', label: 'hands.palette.english', keys: [], run: say('en') },
    ...(lockState.has_pin ? [{ id: 'lock', label: 'hands.palette.lock' as const, keys: [], run: () => lock.mutate({}) }] : []),
    { id: 'help', label: 'hands.palette.help', keys: ['?'], run: help },
  ];
  const [zh, en] = [i18n.getFixedT('zh-CN'), i18n.getFixedT('en')];
  const texts = named.map(({ label }) => String(zh(label)));
  const spelt = useAsk('spell', { texts }, { keep: true }).data ?? [];
  return named.map((one, at) => ({
    ...one,
    label: String(t(one.label)),
    words: [texts[at] ?? '', String(en(one.label)), ...(spelt[at] ?? [])],
  }));
}
