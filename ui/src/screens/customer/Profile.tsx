// 资料: who the customer is. What is still unknown is shown as such and filled in where it stands.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { CUSTOMER_KINDS, INFORMATION_SOURCES, SEXES, SOURCES, type CustomerField, type CustomerPage } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { InlineDate } from '../../records/InlineDate';
import { InlineSelect } from '../../records/InlineSelect';
import { InlineText } from '../../records/InlineText';
import { Masked } from '../../records/Masked';
import { useEdit } from '../../records/useEdit';
import { useWords } from '../../shared/words';
import classes from './Customer.module.css';
import { FIRST, OTHERS } from './profileFields';
import { Referrer } from './Referrer';

const CHOICES: Partial<Record<CustomerField, readonly string[]>> = {
  sex: SEXES, kind: CUSTOMER_KINDS, source: SOURCES, information_source: INFORMATION_SOURCES,
};

export function Profile({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { fields } = page.customer;
  const hidden = OTHERS.filter(({ field }) => !fields[field]);
  const shown = [...FIRST, ...OTHERS.filter(({ field }) => all || fields[field])];
  return (
    <section className={classes['card']} aria-label={t('customer.profile.title')}>
      <div className={classes['cardHead']}><h2>{t('customer.profile.title')}</h2></div>
      {shown.map((one) => <ProfileRow key={one.field} page={page} {...one} />)}
      <Referrer page={page} />
      {page.can_edit && hidden.length > 0 && (
        <Button variant="subtle" color="gray" size="sm" mt={4} onClick={() => setAll(!all)}>
          {all ? t('customer.profile.less') : t('customer.profile.missing', { count: hidden.length })}
        </Button>
      )}
    </section>
  );
}

function ProfileRow({ page, field, list, as }: { page: CustomerPage } & (typeof FIRST)[number]) {
  const { t } = useTranslation();
  const words = useWords();
  const { save, tap } = useEdit(page.customer.id);
  const label = t(`domain.customer_fields.${field}`);
  const value = page.customer.fields[field] ?? '';
  const readOnly = !page.can_edit;
  const pick = (picked: string) => tap({ edit: 'field', field, value: picked });

  if (as === 'yes') {
    return (
      <FieldRow label={label}>
        <InlineSelect label={label} value={value} options={[{ value: 'yes', label: t('customer.yes') }]} readOnly={readOnly} onPick={pick} />
      </FieldRow>
    );
  }
  if (as === 'date') {
    return <FieldRow label={label}><InlineDate label={label} value={value} readOnly={readOnly} onPick={pick} /></FieldRow>;
  }
  if (list) {
    return (
      <FieldRow label={label}>
        <InlineSelect
          label={label}
          value={value}
          options={(CHOICES[field] ?? []).map((word) => ({ value: word, label: words(list, word) }))}
          readOnly={readOnly}
          onPick={pick}
        />
      </FieldRow>
    );
  }
  return (
    <FieldRow label={label}>
      <Masked file={page.customer.id} hidden={{ what: 'field', field }} text={value} name={label}>
        <InlineText
          label={label}
          value={value}
          readOnly={readOnly}
          multiline={as === 'long'}
          inputMode={as === 'email' || as === 'tel' || as === 'numeric' ? as : 'text'}
          onSave={(typed) => save({ edit: 'field', field, value: typed })}
        />
      </Masked>
    </FieldRow>
  );
}
