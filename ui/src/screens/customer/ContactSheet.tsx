// One person around a customer. The form keeps a draft and says that it is not saved yet (C37).
import { Button, Chip, Group, Input, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import * as z from 'zod/mini';

import { useTell } from '../../api/hooks';
import { CONTACT_ROLES, type Contact, type FileId } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { useDraft } from '../../records/useDraft';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

const shape = z.object({ name: z.string(), relation: z.string(), roles: z.array(z.enum(['decider', 'user', 'payer', 'driver'])), remark: z.string(), phone: z.string() });
type Values = z.infer<typeof shape>;

function readContact(kept: unknown): Values | null {
  const read = shape.safeParse(kept);
  return read.success ? read.data : null;
}

export function ContactSheet({ file, contact, onClose }: { file: FileId; contact: Contact | null; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const blank: Values = { name: contact?.name ?? '', relation: contact?.relation ?? '', roles: contact?.roles ?? [], remark: contact?.remark ?? '', phone: '' };
  const { values, set, drop, isKept } = useDraft(`contact:${file}:${contact?.id ?? 'new'}`, blank, readContact);
  const tell = useTell('edit_customer', { done: said(t('common.saved')) });
  const field = useFieldError(tell.error);
  const save = () => {
    const { phone, ...person } = values;
    const edit = contact ? { edit: 'contact' as const, id: contact.id, ...person } : { edit: 'add_contact' as const, phone, ...person };
    tell.mutate({ file, edits: [edit] }, {
      onSuccess: () => {
        drop();
        onClose();
      },
    });
  };
  return (
    <Sheet
      opened
      title={contact ? t('customer.contacts.edit') : t('customer.contacts.add')}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          {isKept && <Text size="sm" c="dimmed" flex={1} role="status">{t('records.unsaved')}</Text>}
          <Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>
        </>
      }
    >
      <ErrorNote error={field.besides('name', 'typed')} />
      <TextInput label={t('customer.contacts.name')} data-autofocus value={values.name} error={field.at('name')} onChange={(event) => set({ name: event.currentTarget.value })} />
      <TextInput label={t('customer.contacts.relation')} placeholder={t('customer.contacts.relation_hint')} value={values.relation} onChange={(event) => set({ relation: event.currentTarget.value })} />
      {!contact && (
        <TextInput label={t('customer.phone')} inputMode="tel" value={values.phone} error={field.at('typed')} onChange={(event) => set({ phone: event.currentTarget.value })} />
      )}
      <Input.Wrapper label={t('customer.contacts.roles')} labelElement="div">
        <Chip.Group multiple value={values.roles} onChange={(picked) => set({ roles: CONTACT_ROLES.filter((role) => picked.includes(role)) })}>
          <Group gap="xs" mt={4}>
            {CONTACT_ROLES.map((role) => <Chip key={role} value={role} size="md">{t(`domain.contact_roles.${role}`)}</Chip>)}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Textarea label={t('domain.customer_fields.remark')} autosize minRows={2} maxRows={8} value={values.remark} onChange={(event) => set({ remark: event.currentTarget.value })} />
    </Sheet>
  );
}
