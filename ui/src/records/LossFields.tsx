// Why a purchase is given up: a reason of the store's list, what was bought instead, and words.
import { Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { GivenUp } from '../api/types';
import { ChoiceChips } from './ChoiceChips';
import { useChoices } from './useChoices';

export const NOT_GIVEN_UP: GivenUp = { reason: '', competitor: '', words: '' };

interface Props {
  value: GivenUp;
  onChange: (value: GivenUp) => void;
  /** Whether the reason is asked for and missing. */
  missing: boolean;
  /** Whether this person's word is enough. */
  confirms: boolean;
}

export function LossFields({ value, onChange, missing, confirms }: Props) {
  const { t } = useTranslation();
  const { offered, wordOf } = useChoices('reasons');
  return (
    <>
      <Text size="sm" c="dimmed">{t(confirms ? 'follow.loss.confirms' : 'follow.loss.asks')}</Text>
      <ChoiceChips
        label={t('follow.loss.reason')}
        options={offered.map((choice) => ({ value: choice.code, label: wordOf(choice.code) }))}
        value={value.reason || null}
        onChange={(reason) => onChange({ ...value, reason })}
        error={missing && !value.reason ? t('follow.loss.reason_missing') : null}
      />
      <TextInput
        label={t('follow.loss.competitor')}
        placeholder={t('follow.loss.competitor_hint')}
        value={value.competitor}
        onChange={(event) => onChange({ ...value, competitor: event.currentTarget.value })}
      />
      <Textarea
        label={t('follow.loss.words')}
        placeholder={t('follow.loss.words_hint')}
        autosize
        minRows={2}
        maxRows={6}
        value={value.words}
        onChange={(event) => onChange({ ...value, words: event.currentTarget.value })}
      />
    </>
  );
}
