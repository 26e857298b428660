import { Button, NumberInput, Paper, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { GradeRule } from '../../api/types';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { useWords } from '../../shared/words';
import classes from './Store.module.css';

const MAX_DAYS = 3650;

/** How often leads of each grade are followed up. */
export function RulesTab({ rules }: { rules: readonly GradeRule[] }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const edits = can('edit_store');
  return (
    <Paper p="md">
      <Title order={2}>{t('store.rules.title')}</Title>
      <Text c="dimmed" size="sm" mb="md">{t(edits ? 'store.rules.text' : 'store.read_only')}</Text>
      <div className={classes['rules']}>
        {rules.map((rule) => <Rule key={`${rule.grade} ${rule.interval_days} ${rule.longest_days}`} rule={rule} edits={edits} />)}
      </div>
    </Paper>
  );
}

function Rule({ rule, edits }: { rule: GradeRule; edits: boolean }) {
  const { t } = useTranslation();
  const word = useWords();
  const grade = word('grades', rule.grade);
  const [interval, setInterval] = useState<number | string>(rule.interval_days);
  const [longest, setLongest] = useState<number | string>(rule.longest_days);
  const save = useTell('set_grade_rule', { done: t('store.rules.saved', { grade }) });
  const errors = useFieldError(save.error);
  const changed = interval !== rule.interval_days || longest !== rule.longest_days;
  const submit = () => {
    if (typeof interval === 'number' && typeof longest === 'number') save.mutate({ rule: { grade: rule.grade, interval_days: interval, longest_days: longest } });
  };
  const days = (label: string, said: string, value: number | string, set: (value: number | string) => void, error?: string) => (
    <NumberInput label={label} aria-label={said} min={0} max={MAX_DAYS} allowDecimal={false} hideControls readOnly={!edits} value={value} error={error} onChange={set} />
  );
  return (
    <form className={classes['rule']} noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <span>{grade}</span>
      {days(t('store.rules.interval'), t('store.rules.interval_of', { grade }), interval, setInterval, errors.at('interval_days', 'rule'))}
      {days(t('store.rules.longest'), t('store.rules.longest_of', { grade }), longest, setLongest, errors.at('longest_days'))}
      {edits && (
        <Button type="submit" variant="default" aria-label={t('store.rules.save_of', { grade })} disabled={!changed || interval === '' || longest === '' || save.isPending}>
          {t('common.save')}
        </Button>
      )}
      <ErrorNote error={errors.besides('interval_days', 'longest_days', 'rule')} />
    </form>
  );
}
