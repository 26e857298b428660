// The numbers a customer left. The main one is called first; a removed one can be brought back by undo.
import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { IconDotsVertical, IconPencil, IconPlus, IconStar, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage, Phone } from '../../api/types';
import { CallButton } from '../../records/CallButton';
import { groupedPhone } from '../../records/numbers';
import { Pill } from '../../records/Pill';
import { isMasked } from '../../records/reveal';
import { RevealLink } from '../../records/RevealSheet';
import { useEdit } from '../../records/useEdit';
import classes from './Customer.module.css';
import { PhoneForm } from './PhoneForm';

export function Phones({ page, title }: { page: CustomerPage; title: string }) {
  const { t } = useTranslation();
  const { tap } = useEdit(page.customer.id);
  const [editing, setEditing] = useState<Phone | 'new' | null>(null);
  const { id } = page.customer;
  // Those of people around the customer stand with them.
  const phones = page.customer.phones.filter((phone) => phone.contact === null);
  const close = () => setEditing(null);
  return (
    <section className={classes['card']} aria-label={t('customer.phones.title')}>
      <div className={classes['cardHead']}>
        <h2>{t('customer.phones.title')}</h2>
        {page.can_edit && (
          <Button variant="subtle" size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>{t('customer.phones.add')}</Button>
        )}
      </div>
      {phones.length === 0 && editing === null && <p className={classes['none']}>{t('customer.phones.none')}</p>}
      {phones.map((phone) => {
        const number = groupedPhone(phone.number.normalised ?? phone.number.typed);
        if (editing !== 'new' && editing?.id === phone.id) return <PhoneForm key={phone.id} file={id} phone={phone} onClose={close} />;
        return (
          <div key={phone.id} className={classes['phone']}>
            <div className={classes['phoneWords']}>
              <Text span size="md" fw={phone.is_main ? 600 : 400}>{number}</Text>
              {isMasked(number) && <RevealLink file={id} hidden={{ what: 'phone', id: phone.id }} name={title} blocked={page.about.do_not_call} />}
              {phone.label && <Text span size="sm" c="dimmed">{phone.label}</Text>}
              {phone.is_main && phones.length > 1 && <Pill tone="accent">{t('customer.phones.main')}</Pill>}
              {phone.number.kind === 'doubtful' && <Pill tone="warn">{t('customer.phones.doubtful')}</Pill>}
            </div>
            <CallButton phone={phone.number.normalised ?? phone.number.typed} name={title} file={id} hidden={{ what: 'phone', id: phone.id }} blocked={page.about.do_not_call} compact />
            {page.can_edit && (
              <Menu position="bottom-end" withinPortal shadow="md">
                <Menu.Target>
                  <ActionIcon aria-label={t('customer.phones.more', { phone: number })}><IconDotsVertical size={18} aria-hidden /></ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEditing(phone)}>{t('customer.phones.edit', { phone: number })}</Menu.Item>
                  {!phone.is_main && (
                    <Menu.Item leftSection={<IconStar size={16} aria-hidden />} onClick={() => tap({ edit: 'main_phone', id: phone.id })}>{t('customer.phones.make_main')}</Menu.Item>
                  )}
                  <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => tap({ edit: 'remove_phone', id: phone.id })}>{t('customer.phones.remove', { phone: number })}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </div>
        );
      })}
      {editing === 'new' && <PhoneForm file={id} phone={null} onClose={close} />}
    </section>
  );
}
