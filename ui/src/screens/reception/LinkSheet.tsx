// A name, number or plate that was left later: look first, then open or link the file.
import { Button, Checkbox, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import type { LineRow, NewVisitor } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { Hit } from './Hit';
import classes from './Reception.module.css';
import { useLineSaid } from './useLineSaid';

export function LinkSheet({ line, onClose }: { line: LineRow; onClose: () => void }) {
  const { t } = useTranslation();
  const said = useLineSaid();
  const [values, setValues] = useState({ phone: '', name: '', plate: '', refused: false });
  const tell = useTell('link_visitor', { done: said(t('reception.line.linked_said')) });
  const errors = useFieldError(tell.error);
  const typed = values.phone || values.plate || values.name;
  const found = useAsk('identify_visitor', { typed }, { keep: true, enabled: typed.trim() !== '' });
  const of = { day: line.day, line: line.id };
  const open = () => {
    const visitor: NewVisitor = {
      phone: values.phone, name: values.name, sex: null, plate: values.plate, contact_refused: values.refused, grade: null,
      source: null, information_source: null, referrer: null, consents: [],
    };
    tell.mutate({ ...of, customer: null, visitor }, { onSuccess: onClose });
  };
  const text = (field: 'phone' | 'name' | 'plate') => (
    <TextInput label={t(`reception.form.${field}`)} autoComplete="off" inputMode={field === 'phone' ? 'tel' : 'text'} value={values[field]} error={field === 'phone' ? errors.at('phones', 'phone') : errors.at(field)} onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })} />
  );
  return (
    <Sheet opened title={t('reception.link.title')} onClose={onClose} onSubmit={open} actions={<Button type="submit" loading={tell.isPending}>{t('reception.link.save')}</Button>}>
      <ErrorNote error={errors.besides('phone', 'phones', 'name', 'plate')} />
      {text('phone')}
      {text('name')}
      {text('plate')}
      <Checkbox label={t('reception.form.refused')} checked={values.refused} onChange={(event) => setValues({ ...values, refused: event.currentTarget.checked })} />
      {typed.trim() !== '' && found.data && (
        <div aria-live="polite">
          {found.data.known.length === 0 && <Text size="sm" c="dimmed">{t(found.data.perhaps ? 'reception.box.perhaps' : 'reception.box.none')}</Text>}
          <ul className={classes['found']}>
            {found.data.known.map((known) => (
              <Hit key={known.customer.file} known={known} onPick={() => tell.mutate({ ...of, customer: known.customer.file, visitor: null }, { onSuccess: onClose })} />
            ))}
          </ul>
        </div>
      )}
    </Sheet>
  );
}
