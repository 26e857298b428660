// 相关联系人 beside an order: who decides, uses, pays and drives, what each is to this order, and their numbers.
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { PERSON_ROLES, type OrderPage, type PersonView } from '../../api/types';
import { paths } from '../../paths';
import { CallButton } from '../../records/CallButton';
import { FieldRow } from '../../records/FieldRow';
import { InlineSelect } from '../../records/InlineSelect';
import { groupedPhone } from '../../records/numbers';
import { Pill } from '../../records/Pill';
import { isMasked } from '../../records/reveal';
import { RevealLink } from '../../records/RevealSheet';
import { useWords } from '../../shared/words';
import classes from './Orders.module.css';
import { useOrderEdit } from './useOrder';

export function People({ page, locked }: { page: OrderPage; locked: boolean }) {
  const { t } = useTranslation();
  return (
    <section className={classes['section']} aria-label={t('orders.people')}>
      <Title order={2}>{t('orders.people')}</Title>
      {page.people.length === 0 && <Text size="sm" c="dimmed">{t('orders.no_people')}</Text>}
      {page.people.map((person) => <Person key={person.contact.id} page={page} person={person} locked={locked} />)}
      <Link to={paths.customer(page.customer.file)} className={classes['link'] ?? ''}>{t('orders.to_people')}</Link>
    </section>
  );
}

function Person({ page, person, locked }: { page: OrderPage; person: PersonView; locked: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const { tap } = useOrderEdit(page);
  const { contact, part, phones } = person;
  const { file } = page.customer;
  const name = contact.name || contact.relation;
  const parts = PERSON_ROLES.map((role) => ({ value: role, label: t(`domain.person_roles.${role}`) }));
  return (
    <div className={classes['person']} data-testid="order-person">
      <div className={classes['who']}>
        <Text span size="md" fw={600}>{name}</Text>
        {contact.name && contact.relation && <Text span size="sm" c="dimmed">{contact.relation}</Text>}
        {contact.roles.map((role) => <Pill key={role} tone="accent">{words('contact_roles', role)}</Pill>)}
      </div>
      {(part !== null || !locked) && (
        <FieldRow label={t('orders.part')}>
          <InlineSelect
            label={t('orders.part_of', { name })}
            value={part ?? ''}
            options={parts}
            readOnly={locked}
            onPick={(picked) => tap({ change: 'person', contact: contact.id, role: PERSON_ROLES.find((role) => role === picked) ?? null })}
          />
        </FieldRow>
      )}
      {phones.map((phone) => {
        const number = phone.number.normalised ?? phone.number.typed;
        const hidden = { what: 'phone', id: phone.id } as const;
        return (
          <div key={phone.id} className={classes['who']}>
            <Text span size="md" className={classes['amount'] ?? ''}>{groupedPhone(number)}</Text>
            {isMasked(number) && <RevealLink file={file} hidden={hidden} name={name} blocked={page.customer.do_not_call} />}
            <CallButton phone={number} name={name} file={file} hidden={hidden} blocked={page.customer.do_not_call} compact />
          </div>
        );
      })}
    </div>
  );
}
