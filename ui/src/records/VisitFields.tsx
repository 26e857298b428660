// 回访: what an owner says of buying and driving, what they suggest and ask for, and whether their data are still true.
import { Checkbox, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { SATISFACTIONS } from '../api/types';
import { ChoiceChips } from './ChoiceChips';
import type { VisitDraft } from './recordDraft';

const PARTS = ['driving', 'buying', 'suggestions', 'requests'] as const;

interface Props {
  value: VisitDraft;
  missing: boolean;
  onChange: (part: Partial<VisitDraft>) => void;
}

export function VisitFields({ value, missing, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceChips
        label={t('care.satisfaction')}
        options={SATISFACTIONS.map((one) => ({ value: one, label: t(`domain.satisfactions.${one}`) }))}
        value={value.satisfaction}
        onChange={(satisfaction) => onChange({ satisfaction })}
        error={missing && value.satisfaction === null ? t('care.satisfaction_missing') : null}
      />
      {PARTS.map((part) => (
        <Textarea
          key={part}
          label={t(`care.${part}`)}
          placeholder={t(`care.${part}_hint`)}
          autosize
          minRows={1}
          maxRows={6}
          value={value[part]}
          disabled={value.nothingMore && (part === 'suggestions' || part === 'requests')}
          onChange={(event) => onChange({ [part]: event.currentTarget.value })}
        />
      ))}
      <Checkbox
        size="md"
        label={t('care.nothing_more')}
        checked={value.nothingMore}
        onChange={(event) => onChange(event.currentTarget.checked ? { nothingMore: true, suggestions: '', requests: '' } : { nothingMore: false })}
      />
      <Checkbox size="md" label={t('care.checked')} checked={value.checked} onChange={(event) => onChange({ checked: event.currentTarget.checked })} />
    </>
  );
}
