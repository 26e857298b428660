// A word on a tint: the one shape in which states are told. Colour never speaks alone.
import type { ReactNode } from 'react';

import classes from './badges.module.css';

export type Tone = 'accent' | 'quiet' | 'good' | 'warn' | 'bad' | 'clash';

interface Props {
  tone?: Tone;
  icon?: ReactNode;
  title?: string;
  children: ReactNode;
}

export function Pill({ tone = 'accent', icon, title, children }: Props) {
  return (
    <span className={classes['pill']} data-tone={tone} title={title}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
