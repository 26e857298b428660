// A date in one tap: the rule's, tomorrow, in 3 days, in a week; any other from a calendar.
import { DatePickerInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { LocalDate } from '../api/types';
import { useSession } from '../session';
import { useFormat } from '../shared/format';
import { usePhone } from '../shared/usePhone';
import { ChoiceChips } from './ChoiceChips';
import { addDays, weekday } from './dates';
import { useCalendar } from './useCalendar';

const QUICK_DAYS = [1, 3, 7] as const;

interface Props {
  label: string;
  value: LocalDate | null;
  onChange: (value: LocalDate | null) => void;
  /** The date by the store's rules, offered first. */
  rule?: LocalDate | null;
  /** Offers to plan nothing. */
  withNone?: boolean;
  error?: string | null;
}

export function DateChoice({ label, value, onChange, rule = null, withNone = false, error = null }: Props) {
  const { t, i18n } = useTranslation();
  const { today } = useSession();
  const { day, date } = useFormat();
  const calendar = useCalendar();
  const phone = usePhone();
  const [other, setOther] = useState(false);

  const quick = QUICK_DAYS.map((days) => ({
    value: addDays(today, days),
    label: t(`records.in_days.${days}`),
    hint: `${date(addDays(today, days), today)} ${weekday(addDays(today, days), i18n.language)}`,
  }));
  const options = [
    ...(rule ? [{ value: rule, label: t('records.by_rule', { day: day(rule, today) }) }] : []),
    ...quick.filter((option) => option.value !== rule),
    { value: 'other', label: t('records.other_date') },
    ...(withNone ? [{ value: 'none', label: t('records.no_next') }] : []),
  ];
  const isQuick = options.some((option) => option.value === value);
  const chosen = other ? 'other' : value === null ? (withNone ? 'none' : null) : isQuick ? value : 'other';

  return (
    <div>
      <ChoiceChips
        label={label}
        options={options}
        value={chosen}
        error={error}
        onChange={(picked) => {
          setOther(picked === 'other');
          if (picked === 'none') onChange(null);
          else if (picked !== 'other') onChange(picked);
        }}
      />
      {chosen === 'other' && (
        <DatePickerInput
          mt="xs"
          aria-label={label}
          value={value}
          onChange={onChange}
          minDate={today}
          placeholder={t('records.other_date')}
          dropdownType={phone ? 'modal' : 'popover'}
          {...calendar}
        />
      )}
    </div>
  );
}
