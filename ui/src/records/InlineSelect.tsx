// A choice that is made where it stands.
import { Select } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

import classes from './Inline.module.css';

interface Props {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  readOnly?: boolean;
  /** Whether it may be emptied. */
  clearable?: boolean;
  searchable?: boolean;
  onPick: (value: string) => void;
  inputRef?: Ref<HTMLInputElement>;
}

export function InlineSelect({ label, value, options, readOnly = false, clearable = true, searchable = false, onPick, inputRef }: Props) {
  const { t } = useTranslation();
  const known = options.some((option) => option.value === value);
  if (readOnly) return <div className={classes['still']}>{options.find((option) => option.value === value)?.label ?? value}</div>;
  return (
    <Select
      ref={inputRef}
      aria-label={label}
      variant="unstyled"
      size="sm"
      placeholder={t('customer.fill_in')}
      // A word of a newer version is kept and shown, so that opening the list does not lose it.
      data={[...options, ...(known || value === '' ? [] : [{ value, label: value }])]}
      value={value === '' ? null : value}
      clearable={clearable}
      searchable={searchable}
      allowDeselect={false}
      comboboxProps={{ withinPortal: true, width: 'max-content', position: 'bottom-start' }}
      classNames={{ input: classes['select'] }}
      clearButtonProps={{ 'aria-label': t('common.clear') }}
      onChange={(picked) => {
        if ((picked ?? '') !== value) onPick(picked ?? '');
      }}
    />
  );
}
