// 四项关键信息: of what the first contact asks for (S1, C5, S15) the four without which nobody can go on: who it is, how to
// reach them, what they look at, and when they mean to buy. They stand first, and what is missing stands out.
import { Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage, Opportunity } from '../../api/types';
import { InlineDate } from '../../records/InlineDate';
import { InlineText } from '../../records/InlineText';
import { groupedPhone } from '../../records/numbers';
import { useEdit } from '../../records/useEdit';
import { useWords } from '../../shared/words';
import classes from './Customer.module.css';
import { Interests } from './Interests';

export function KeyFacts({ page, opportunity }: { page: CustomerPage; opportunity: Opportunity | null }) {
  const { t } = useTranslation();
  const words = useWords();
  const { save, tap } = useEdit(page.customer.id);
  const { fields, phones } = page.customer;
  const main = phones.find((phone) => phone.is_main) ?? phones.find((phone) => phone.contact === null) ?? phones[0];
  const refused = fields['contact_refused'] === 'yes';
  const number = main ? groupedPhone(main.number.normalised ?? main.number.typed) : '';
  const window = opportunity?.fields['purchase_window'];
  const readOnly = !page.can_edit;
  const wanted = opportunity?.interests.some((interest) => interest.kind !== 'competitor') ?? false;
  return (
    <ul className={classes['keys']} aria-label={t('customer.keys.title')}>
      <Fact label={t('domain.customer_fields.name')} missing={!fields['name']}>
        <InlineText label={t('domain.customer_fields.name')} value={fields['name'] ?? ''} readOnly={readOnly} onSave={(value) => save({ edit: 'field', field: 'name', value })} />
      </Fact>
      <Fact label={t('customer.keys.contact')} missing={page.about.requires_contact}>
        <div className={classes['keyStill']}>
          {number || (refused ? t('common.refused_phone') : t('common.no_phone'))}
          {fields['convenient_time'] && <Text size="xs" c="dimmed">{fields['convenient_time']}</Text>}
        </div>
      </Fact>
      <Fact label={t('customer.keys.interest')} missing={!wanted}>
        {opportunity ? <Interests opportunity={opportunity} competing={false} readOnly={readOnly} onChange={tap} /> : <Nothing />}
      </Fact>
      <Fact label={t('customer.keys.planned')} missing={!opportunity?.purchase_on && !window}>
        {opportunity ? (
          <>
            <InlineDate
              label={t('domain.opportunity_fields.purchase_on')}
              value={opportunity.purchase_on ?? ''}
              readOnly={readOnly}
              onPick={(value) => tap({ edit: 'opportunity', opportunity: opportunity.id, field: 'purchase_on', value })}
            />
            {!opportunity.purchase_on && window && <Text size="xs" c="dimmed" px={8}>{words('windows', window)}</Text>}
          </>
        ) : <Nothing />}
      </Fact>
    </ul>
  );
}

function Fact({ label, missing, children }: { label: string; missing: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <li className={classes['key']} data-required={missing || undefined} aria-labelledby={id}>
      <div className={classes['keyLabel']} id={id}>{label}{missing && <span>{t('records.required')}</span>}</div>
      <div className={classes['keyValue']}>{children}</div>
    </li>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return <div className={classes['keyStill']}>{t('customer.opportunity.none')}</div>;
}
