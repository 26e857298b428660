// The rules that are one number each.
import { Button, NumberInput, Paper, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../../api/hooks';
import type { NumberRow } from '../../../api/types';
import { useComplain } from '../../../records/useComplain';
import { useSaid } from '../../../records/useSaid';
import { ErrorNote } from '../../../shared/ErrorNote';
import classes from './Rules.module.css';

export function NumberRules({ numbers, edits }: { numbers: readonly NumberRow[]; edits: boolean }) {
  const { t } = useTranslation();
  return (
    <Paper p="md">
      <Title order={2} mb="sm">{t('rules.numbers.title')}</Title>
      <div className={classes['numbers']}>
        {numbers.map((row) =>
          row.least === 0 && row.most === 1 ? <Yes key={row.rule} row={row} edits={edits} /> : <Rule key={`${row.rule} ${row.number}`} row={row} edits={edits} />,
        )}
      </div>
    </Paper>
  );
}

function Rule({ row, edits }: { row: NumberRow; edits: boolean }) {
  const { t } = useTranslation();
  const said = useSaid();
  const label = t(`rules.numbers.${row.rule}`);
  const [value, setValue] = useState<number | string>(row.number);
  const save = useTell('set_number_rule', { done: said(t('rules.saved', { what: label })) });
  return (
    <form className={classes['number']} onSubmit={(event) => { event.preventDefault(); if (typeof value === 'number') save.mutate({ rule: row.rule, number: value }); }}>
      <NumberInput
        label={label}
        description={t('rules.numbers.default', { n: row.default_number })}
        min={row.least}
        max={row.most}
        allowDecimal={false}
        hideControls
        readOnly={!edits}
        value={value}
        onChange={setValue}
      />
      {edits && value !== row.number && <Button type="submit" variant="default" disabled={value === '' || save.isPending} aria-label={t('rules.save_of', { what: label })}>{t('common.save')}</Button>}
      <ErrorNote error={save.error} />
    </form>
  );
}

function Yes({ row, edits }: { row: NumberRow; edits: boolean }) {
  const { t } = useTranslation();
  const said = useSaid();
  const complain = useComplain();
  const label = t(`rules.numbers.${row.rule}`);
  const save = useTell('set_number_rule', { done: said(t('rules.saved', { what: label })) });
  return (
    <div>
      <Switch label={label} disabled={!edits} checked={row.number === 1} onChange={(event) => save.mutate({ rule: row.rule, number: event.currentTarget.checked ? 1 : 0 }, { onError: complain })} />
      <Text size="xs" c="dimmed">{t('rules.numbers.open_hint')}</Text>
    </div>
  );
}
