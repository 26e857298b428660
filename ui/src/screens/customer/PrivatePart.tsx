// 隐私资料: there only for those who may read and write it.
import { Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { InlineSelect } from '../../records/InlineSelect';
import { InlineText } from '../../records/InlineText';
import { Masked } from '../../records/Masked';
import { useEdit } from '../../records/useEdit';
import { useWords } from '../../shared/words';
import classes from './Customer.module.css';
import { PRIVATE } from './profileFields';

export function PrivatePart({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const words = useWords();
  const { save, tap } = useEdit(page.customer.id);
  if (!page.can_edit_private && !page.private) return null;
  return (
    <section className={classes['card']} aria-label={t('customer.private.title')}>
      <div className={classes['cardHead']}>
        <h2><IconLock size={16} aria-hidden /> {t('customer.private.title')}</h2>
        <Text size="xs" c="dimmed">{t('customer.private.note')}</Text>
      </div>
      {PRIVATE.map(({ field, list, options }) => {
        const label = t(`domain.private_fields.${field}`);
        const value = page.private?.fields[field] ?? '';
        const required = value === '' && page.about.required_private.includes(field);
        if (list) {
          const choices = (options ?? []).map((word) => ({ value: word, label: words(list, word) }));
          return (
            <FieldRow key={field} label={label} required={required}>
              <InlineSelect label={label} value={value} options={choices} readOnly={!page.can_edit_private} onPick={(picked) => tap({ edit: 'private_field', field, value: picked })} />
            </FieldRow>
          );
        }
        return (
          <FieldRow key={field} label={label} required={required}>
            <Masked file={page.customer.id} hidden={{ what: 'private', field }} text={value} name={label}>
            <InlineText
              label={label}
              value={value}
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
