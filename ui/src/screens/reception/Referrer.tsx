// Who sent a new visitor: found by phone or name, so that the friend's file is linked and their consultant proposed.
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { CustomerRow, KnownVisitor } from '../../api/types';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { Hit } from './Hit';
import classes from './Reception.module.css';

interface Props {
  value: CustomerRow | null;
  onChange: (known: KnownVisitor | null) => void;
}

export function Referrer({ value, onChange }: Props) {
  const { t } = useTranslation();
  const titleOf = useCustomerTitle();
  const [typed, setTyped] = useState('');
  const found = useAsk('identify_visitor', { typed }, { keep: true, enabled: typed.trim() !== '' });
  if (value) {
    return (
      <Group justify="space-between">
        <Text size="sm">{t('reception.form.referrer_note', { name: titleOf(value).title })}</Text>
        <Button variant="subtle" onClick={() => onChange(null)}>{t('reception.form.change')}</Button>
      </Group>
    );
  }
  return (
    <div>
      <TextInput label={t('reception.form.referrer')} autoComplete="off" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      {typed.trim() !== '' && (
        <ul className={classes['found']}>
          {found.data?.known.map((known) => <Hit key={known.customer.file} known={known} onPick={() => { setTyped(''); onChange(known); }} />)}
        </ul>
      )}
    </div>
  );
}
