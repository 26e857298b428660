// 资料: who the customer is, in the order of a talk. What the stage asks for and is still unknown stands out and is filled in
// where it stands; each field is saved by itself.
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CustomerField, CustomerPage } from '../../api/types';
import classes from './Customer.module.css';
import { GROUPS, type ProfileField } from './profileFields';
import { ProfileRow } from './ProfileRow';
import { Referrer } from './Referrer';
import { Thanks } from './Thanks';

export function Profile({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { fields } = page.customer;
  const required = page.about.required;
  const isShown = ({ field, first }: ProfileField) => all || Boolean(first) || Boolean(fields[field]) || required.includes(field) || (field === 'thanks' && page.about.thanks !== null);
  const hidden = GROUPS.flatMap((one) => one.fields).filter((one) => !isShown(one));
  const missing = countOf(required);
  return (
    <section className={classes['card']} aria-label={t('customer.profile.title')}>
      <div className={classes['cardHead']}>
        <h2>{t('customer.profile.title')}</h2>
        {missing > 0 && <Text size="sm" className={classes['requiredNote']}>{t('customer.profile.required', { count: missing })}</Text>}
      </div>
      {GROUPS.map(({ group, fields: ofGroup }) => {
        const shown = ofGroup.filter(isShown);
        if (shown.length === 0 && group !== 'came') return null;
        return (
          <div key={group} role="group" aria-label={t(`customer.profile.groups.${group}`)}>
            <h3 className={classes['groupTitle']}>{t(`customer.profile.groups.${group}`)}</h3>
            {shown.map((one) => <ProfileRow key={one.field} page={page} required={required.includes(one.field)} {...one} />)}
            {group === 'came' && <Referrer page={page} required={required.includes('referrer')} />}
            {group === 'came' && <Thanks page={page} />}
          </div>
        );
      })}
      {page.can_edit && (hidden.length > 0 || all) && (
        <Button variant="subtle" color="gray" size="sm" mt={4} onClick={() => setAll(!all)}>
          {all ? t('customer.profile.less') : t('customer.profile.missing', { count: hidden.length })}
        </Button>
      )}
    </section>
  );
}

/** The name is asked for among the key facts. */
const countOf = (required: readonly CustomerField[]): number => required.filter((field) => field !== 'name').length;
