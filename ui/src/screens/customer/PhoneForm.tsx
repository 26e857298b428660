// Adds or corrects a number, and tells at once who else has it.
import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import type { ContactId, FileId, Phone } from '../../api/types';
import { paths } from '../../paths';
import { isMasked } from '../../records/reveal';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import classes from './Customer.module.css';

const ENOUGH_DIGITS = 7;

interface Props {
  file: FileId;
  phone: Phone | null;
  /** The contact person whose number it will be. */
  contact?: ContactId;
  onClose: () => void;
}

export function PhoneForm({ file, phone, contact, onClose }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  // A number that this person sees in part cannot be corrected in part.
  const masked = phone !== null && isMasked(phone.number.typed);
  const [typed, setTyped] = useState(masked ? '' : (phone?.number.typed ?? ''));
  const [label, setLabel] = useState(phone?.label ?? '');
  const tell = useTell('edit_customer', { done: said(t('common.saved')) });
  const check = useAsk('check_phone', { typed, except: file }, { enabled: typed.replace(/\D/g, '').length >= ENOUGH_DIGITS, keep: true });
  const field = useFieldError(tell.error);
  const save = () =>
    tell.mutate(
      { file, edits: [phone ? { edit: 'phone', id: phone.id, typed, label } : { edit: 'add_phone', typed, label, ...(contact ? { contact } : {}) }] },
      { onSuccess: onClose },
    );
  return (
    <form
      className={classes['phoneForm']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <ErrorNote error={field.besides('typed', 'phone', 'label')} />
      <Group gap="xs" align="flex-start" grow preventGrowOverflow={false}>
        <TextInput
          label={t('customer.phones.number')}
          inputMode="tel"
          autoComplete="off"
          placeholder={masked ? t('records.reveal.anew', { phone: phone.number.typed }) : undefined}
          ref={focusOnce}
          value={typed}
          error={field.at('typed', 'phone')}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <TextInput
          label={t('customer.phones.label')}
          placeholder={t('customer.phones.label_hint')}
          value={label}
          error={field.at('label')}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
      </Group>
      {typed !== '' && check.data?.known.map((known) => (
        <Text key={known.file} size="sm" role="status">
          {t('domain.warnings.phone_known')}: <Anchor component={Link} to={paths.customer(known.file)}>{known.name || known.phone}</Anchor>
        </Text>
      ))}
      <Group gap="xs">
        <Button type="submit" disabled={masked && typed.trim() === ''} loading={tell.isPending}>{t('common.save')}</Button>
        <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
      </Group>
    </form>
  );
}

const focusOnce = (input: HTMLInputElement | null) => input?.focus();
