// A field of a record: its name on the left, its value on the right.
import type { ReactNode } from 'react';

import classes from './Inline.module.css';

export function FieldRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes['row']}>
      <div className={classes['label']}>{label}</div>
      <div className={classes['value']}>{children}</div>
    </div>
  );
}
