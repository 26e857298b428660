// 相关联系人: the household of a person, the people of a company, with what they are in the purchase and their numbers.
import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { IconDotsVertical, IconPencil, IconPhonePlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Contact, CustomerPage } from '../../api/types';
import { CallButton } from '../../records/CallButton';
import { groupedPhone } from '../../records/numbers';
import { Pill } from '../../records/Pill';
import { isMasked } from '../../records/reveal';
import { RevealLink } from '../../records/RevealSheet';
import { useEdit } from '../../records/useEdit';
import { useWords } from '../../shared/words';
import { ContactSheet } from './ContactSheet';
import classes from './Customer.module.css';
import { PhoneForm } from './PhoneForm';

export function Contacts({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Contact | 'new' | null>(null);
  const { contacts, fields } = page.customer;
  const isFirm = fields['kind'] === 'company' || fields['kind'] === 'batch';
  const title = isFirm ? t('customer.contacts.firm') : t('customer.contacts.title');
  return (
    <section className={classes['card']} aria-label={title}>
      <div className={classes['cardHead']}>
        <h2>{title}</h2>
        {page.can_edit && (
          <Button variant="subtle" size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>{t('customer.contacts.add')}</Button>
        )}
      </div>
      {contacts.length === 0 && <p className={classes['none']}>{t('customer.contacts.none')}</p>}
      {contacts.map((contact) => <Person key={contact.id} page={page} contact={contact} onEdit={() => setOpen(contact)} />)}
      {open && <ContactSheet file={page.customer.id} contact={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function Person({ page, contact, onEdit }: { page: CustomerPage; contact: Contact; onEdit: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { tap } = useEdit(page.customer.id);
  const [adding, setAdding] = useState(false);
  const phones = page.customer.phones.filter((phone) => phone.contact === contact.id);
  const name = contact.name || contact.relation;
  return (
    <div className={classes['person']} data-testid="contact">
      <div className={classes['personHead']}>
        <div>
          <Text span size="md" fw={600}>{name}</Text>
          {contact.name && contact.relation && <Text span size="sm" c="dimmed"> {contact.relation}</Text>}
        </div>
        {contact.roles.map((role) => <Pill key={role} tone="accent">{words('contact_roles', role)}</Pill>)}
        {page.can_edit && (
          <Menu position="bottom-end" withinPortal shadow="md">
            <Menu.Target>
              <ActionIcon aria-label={t('customer.contacts.more', { name })}><IconDotsVertical size={18} aria-hidden /></ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item mih={44} leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>{t('customer.contacts.edit')}</Menu.Item>
              <Menu.Item mih={44} leftSection={<IconPhonePlus size={16} aria-hidden />} onClick={() => setAdding(true)}>{t('customer.phones.add')}</Menu.Item>
              <Menu.Item mih={44} leftSection={<IconTrash size={16} aria-hidden />} onClick={() => tap({ edit: 'remove_contact', id: contact.id })}>{t('customer.contacts.remove')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {contact.remark && <Text size="sm" className={classes['words'] ?? ''}>{contact.remark}</Text>}
      {phones.map((phone) => {
        const number = phone.number.normalised ?? phone.number.typed;
        return (
          <div key={phone.id} className={classes['phone']}>
            <div className={classes['phoneWords']}>
              <Text span size="md">{groupedPhone(number)}</Text>
              {isMasked(number) && <RevealLink file={page.customer.id} hidden={{ what: 'phone', id: phone.id }} name={name} blocked={page.about.do_not_call} />}
              {phone.label && <Text span size="sm" c="dimmed">{phone.label}</Text>}
              {phone.number.kind === 'doubtful' && <Pill tone="warn">{t('customer.phones.doubtful')}</Pill>}
            </div>
            <CallButton phone={number} name={name} file={page.customer.id} hidden={{ what: 'phone', id: phone.id }} blocked={page.about.do_not_call} compact />
            {page.can_edit && (
              <ActionIcon aria-label={t('customer.phones.remove', { phone: groupedPhone(number) })} onClick={() => tap({ edit: 'remove_phone', id: phone.id })}>
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {adding && <PhoneForm file={page.customer.id} phone={null} contact={contact.id} onClose={() => setAdding(false)} />}
    </div>
  );
}
