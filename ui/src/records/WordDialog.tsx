// Asks for a word before something is done.
import { Button, Group, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { CallError } from '../api/call';
import { Dialog } from '../shared/Dialog';
import { ErrorNote } from '../shared/ErrorNote';

interface Props {
  title: string;
  label: string;
  action: string;
  /** Whether nothing may be done without it. */
  needed: boolean;
  pending: boolean;
  error: CallError | null;
  onSend: (words: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

export function WordDialog({ title, label, action, needed, pending, error, onSend, onClose, children }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  return (
    <Dialog title={title} close={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); onSend(words.trim()); }}>
        <ErrorNote error={error} />
        {children}
        <Textarea data-autofocus label={label} autosize minRows={3} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" loading={pending} disabled={needed && words.trim() === ''}>{action}</Button>
        </Group>
      </form>
    </Dialog>
  );
}
