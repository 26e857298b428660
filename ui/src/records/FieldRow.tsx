// A field of a record: its name on the left, its value on the right. One that is asked for and empty stands out.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import classes from './Inline.module.css';

export function FieldRow({ label, required = false, children }: { label: string; required?: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes['row']} data-required={required || undefined}>
      <div className={classes['label']}>
        {label}
        {required && <span className={classes['required']}>{t('records.required')}</span>}
      </div>
      <div className={classes['value']}>{children}</div>
    </div>
  );
}
