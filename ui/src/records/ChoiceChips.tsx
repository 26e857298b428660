// One choice among few, each a finger wide. Real radio buttons underneath, so arrows and screen readers work.
import { Input } from '@mantine/core';
import { useId, type ReactNode } from 'react';

import classes from './ChoiceChips.module.css';

interface Props<T extends string> {
  label: string;
  hideLabel?: boolean;
  options: readonly { value: T; label: ReactNode; hint?: string }[];
  value: T | null;
  onChange: (value: T) => void;
  error?: string | null;
}

export function ChoiceChips<T extends string>({ label, hideLabel = false, options, value, onChange, error }: Props<T>) {
  const name = useId();
  return (
    <fieldset className={classes['set']} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className={hideLabel ? 'fc-visually-hidden' : classes['legend']}>{label}</legend>
      <div className={classes['chips']}>
        {options.map((option) => (
          <label key={option.value} className={classes['chip']} title={option.hint}>
            <input
              type="radio"
              name={name}
              className={classes['input']}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {error && <Input.Error id={`${name}-error`}>{error}</Input.Error>}
    </fieldset>
  );
}
