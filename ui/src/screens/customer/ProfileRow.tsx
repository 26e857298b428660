// One field of the profile. A field the stage asks for is marked until it is filled in.
import { useTranslation } from 'react-i18next';

import type { CustomerPage } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { InlineDate } from '../../records/InlineDate';
import { InlineSelect } from '../../records/InlineSelect';
import { InlineText } from '../../records/InlineText';
import { Masked } from '../../records/Masked';
import { useOptions } from '../../records/useChoices';
import { useEdit } from '../../records/useEdit';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import type { ProfileField } from './profileFields';

const PLAIN = ['email', 'tel', 'numeric'] as const;

export function ProfileRow({ page, field, list, options, choices: kept, as, required }: { page: CustomerPage; required: boolean } & ProfileField) {
  const { t } = useTranslation();
  const words = useWords();
  const { money } = useFormat();
  const { save, tap } = useEdit(page.customer.id);
  const label = t(`domain.customer_fields.${field}`);
  const value = page.customer.fields[field] ?? '';
  const ofStore = useOptions('sources', value);
  const readOnly = !page.can_edit;
  const pick = (picked: string) => tap({ edit: 'field', field, value: picked });
  const input = () => {
    if (as === 'yes') {
      return <InlineSelect label={label} value={value} options={[{ value: 'yes', label: t('customer.yes') }]} readOnly={readOnly} onPick={pick} />;
    }
    if (as === 'date') return <InlineDate label={label} value={value} readOnly={readOnly} onPick={pick} />;
    if (list) {
      const choices = kept ? ofStore : (options ?? []).map((word) => ({ value: word, label: words(list, word) }));
      return <InlineSelect label={label} value={value} options={choices} readOnly={readOnly} onPick={pick} />;
    }
    const amount = as === 'money' && /^\d+$/.test(value) ? { shown: money(Number(value)) } : {};
    return (
      <Masked file={page.customer.id} hidden={{ what: 'field', field }} text={value} name={label}>
        <InlineText
          label={label}
          value={as === 'money' && value ? String(Number(value) / 100) : value}
          {...amount}
          {...(field === 'birth_year' ? { empty: t('customer.profile.year_or_age') } : {})}
          readOnly={readOnly}
          multiline={as === 'long'}
          inputMode={PLAIN.find((one) => one === as) ?? 'text'}
          onSave={(typed) => save({ edit: 'field', field, value: typed })}
        />
      </Masked>
    );
  };
  return <FieldRow label={label} required={required && value === ''}>{input()}</FieldRow>;
}
