// A text that is edited where it stands: tap, type, Enter. Escape leaves it as it was; a refusal keeps what was typed.
import { Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useCallback, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';

import { asCallError } from '../api/call';
import classes from './Inline.module.css';

interface Props {
  label: string;
  value: string;
  /** How the value is shown; as it stands without it. */
  shown?: ReactNode;
  /** Shown where nothing is filled in. */
  empty?: string;
  readOnly?: boolean;
  multiline?: boolean;
  inputMode?: 'text' | 'tel' | 'decimal' | 'email' | 'numeric';
  onSave: (value: string) => Promise<unknown>;
  buttonRef?: Ref<HTMLButtonElement>;
}

export function InlineText({ label, value, shown, empty = '', readOnly = false, multiline = false, inputMode = 'text', onSave, buttonRef }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const saving = useRef(false);
  const byKey = useRef(false);
  // Who ended it by a key goes on from here; who tapped elsewhere is left there.
  const goOn = useCallback((button: HTMLElement | null) => {
    if (button && byKey.current) button.focus();
    if (button) byKey.current = false;
  }, []);
  const place = useMergedRef(buttonRef, goOn);

  const leave = () => {
    setTyped(null);
    setError(null);
  };
  const save = async () => {
    if (typed === null || saving.current) return;
    if (typed.trim() === value) return leave();
    saving.current = true;
    try {
      await onSave(typed.trim());
      leave();
    } catch (thrown) {
      setError(t(`errors.${asCallError(thrown).code}`));
    } finally {
      saving.current = false;
    }
  };

  const text = value === '' ? <span className={classes['empty']}>{empty || t('customer.fill_in')}</span> : (shown ?? value);
  if (readOnly) return <div className={classes['still']}>{value === '' ? '' : text}</div>;
  if (typed === null) {
    return (
      <UnstyledButton ref={place} className={classes['button']} onClick={() => setTyped(value)} aria-label={`${label}: ${value || t('customer.fill_in')}`}>
        <span className={classes['text']}>{text}</span>
        <IconPencil size={14} className={classes['pencil']} aria-hidden />
      </UnstyledButton>
    );
  }
  const common = {
    'aria-label': label,
    value: typed,
    error,
    size: 'sm',
    inputMode,
    ref: focusNow,
    onBlur: () => {
      byKey.current = false;
      void save();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Escape') {
        event.stopPropagation();
        byKey.current = true;
        leave();
      }
      if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        byKey.current = true;
        void save();
      }
    },
  } as const;
  return multiline ? (
    <Textarea {...common} autosize minRows={2} maxRows={8} onChange={(event) => setTyped(event.currentTarget.value)} />
  ) : (
    <TextInput {...common} onChange={(event) => setTyped(event.currentTarget.value)} />
  );
}

/** Puts the cursor into a field that has just appeared. */
function focusNow(input: HTMLElement | null) {
  input?.focus();
}
