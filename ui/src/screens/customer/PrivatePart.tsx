// 隐私资料: there only for those who may read and write it.
import { Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { InlineText } from '../../records/InlineText';
import { Masked } from '../../records/Masked';
import { useEdit } from '../../records/useEdit';
import classes from './Customer.module.css';
import { PRIVATE } from './profileFields';

export function PrivatePart({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const { save } = useEdit(page.customer.id);
  if (!page.can_edit_private && !page.private) return null;
  return (
    <section className={classes['card']} aria-label={t('customer.private.title')}>
      <div className={classes['cardHead']}>
        <h2><IconLock size={16} aria-hidden /> {t('customer.private.title')}</h2>
        <Text size="xs" c="dimmed">{t('customer.private.note')}</Text>
      </div>
      {PRIVATE.map((field) => {
        const label = t(`domain.private_fields.${field}`);
        return (
          <FieldRow key={field} label={label}>
            <Masked file={page.customer.id} hidden={{ what: 'private', field }} text={page.private?.fields[field] ?? ''} name={label}>
            <InlineText
              label={label}
              value={page.private?.fields[field] ?? ''}
              readOnly={!page.can_edit_private}
              onSave={(value) => save({ edit: 'private_field', field, value })}
            />
            </Masked>
          </FieldRow>
        );
      })}
    </section>
  );
}
