import { IconCheck } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';

import classes from './Chips.module.css';

export interface Choice<T extends string> {
  value: T;
  label: string;
  /** Read to those who cannot see it, and shown on hover. */
  hint?: string;
}

interface Props<T extends string> {
  /** What is chosen here; shown above unless `quiet`. */
  label: string;
  choices: readonly Choice<T>[];
  chosen: readonly T[];
  /** Told the chip that was tapped. */
  onTap: (value: T) => void;
  /** One line that scrolls sideways. */
  line?: boolean;
  /** Chips share the width equally. */
  even?: boolean;
  /** The label is only read out. */
  quiet?: boolean;
  after?: ReactNode;
}

/** Choices to tap: 44 px high, a tick beside the colour, a second tap takes the choice back. */
export function Chips<T extends string>({ label, choices, chosen, onTap, line, even, quiet, after }: Props<T>) {
  const id = useId();
  return (
    <div>
      <div id={id} className={quiet ? 'fc-visually-hidden' : classes['label']}>{label}</div>
      <div role="group" aria-labelledby={id} className={classes['row']} data-line={line || undefined} data-even={even || undefined}>
        {choices.map(({ value, label: text, hint }) => {
          const on = chosen.includes(value);
          return (
            <button key={value} type="button" className={classes['chip']} aria-pressed={on} title={hint} onClick={() => onTap(value)}>
              {on && !even && <IconCheck size={16} aria-hidden />}
              {text}
            </button>
          );
        })}
        {after}
      </div>
    </div>
  );
}

/** `chosen` with `value` put in or taken out. */
export const toggled = <T,>(chosen: readonly T[], value: T): T[] =>
  chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
