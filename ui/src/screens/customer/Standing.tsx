// 客户关系与分类: how the customer stands with the store, how that came about, and what each class rests on and advises.
import { Button, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Class, CustomerPage } from '../../api/types';
import { Pill, type Tone } from '../../records/Pill';
import { useFormat } from '../../shared/format';
import { useWords, type WordList } from '../../shared/words';
import classes from './Customer.module.css';
import { RelationSheet } from './RelationSheet';

export const RELATION_TONES: Record<string, Tone> = { suspect: 'quiet', prospect: 'accent', customer: 'good', lapsed: 'warn' };

export function Standing({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const words = useWords();
  const { moment } = useFormat();
  const [correcting, setCorrecting] = useState(false);
  const { relation, history, visits, visit_interval_days: interval } = page.about;
  return (
    <section className={classes['card']} aria-label={t('customer.standing.title')}>
      <div className={classes['cardHead']}>
        <h2>{t('customer.standing.title')} <Pill tone={RELATION_TONES[relation] ?? 'quiet'}>{words('relations', relation)}</Pill></h2>
        {page.can_edit && <Button variant="subtle" size="sm" onClick={() => setCorrecting(true)}>{t('customer.standing.correct')}</Button>}
      </div>
      <ol className={classes['steps']} aria-label={t('customer.standing.history')}>
        {history.map((step) => (
          <li key={`${step.at}-${step.cause}`} className={classes['step']}>
            <IconHistory size={16} aria-hidden />
            <Text span size="sm" fw={500}>{words('relations', step.relation)}</Text>
            <Text span size="sm">{words('relation_causes', step.cause)}</Text>
            <Text span size="sm" c="dimmed">{moment(step.at)}{step.by && ` · ${page.names.find((name) => name.id === step.by)?.name ?? ''}`}</Text>
            {step.words && <Text size="sm" w="100%" pl={24}>{step.words}</Text>}
          </li>
        ))}
      </ol>
      {visits > 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('customer.standing.visits', { count: visits })}
          {interval !== null && ` · ${t('customer.standing.interval', { count: interval })}`}
        </Text>
      )}
      {correcting && <RelationSheet page={page} onClose={() => setCorrecting(false)} />}
    </section>
  );
}

const LISTS: Record<string, WordList> = {
  lead_value: 'lead_values', vehicle_age: 'vehicle_ages', use: 'vehicle_uses', value: 'values', vehicle_class: 'vehicle_classes',
};

export function Classes({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const known = page.about.classes.filter((one) => one.value !== '');
  const shown = all ? page.about.classes : known;
  const hidden = page.about.classes.length - known.length;
  return (
    <section className={classes['card']} aria-label={t('customer.classes.title')}>
      <div className={classes['cardHead']}><h2>{t('customer.classes.title')}</h2></div>
      {shown.length === 0 && <p className={classes['none']}>{t('customer.classes.none')}</p>}
      {shown.map((one) => <ClassRow key={one.kind} of={one} />)}
      {hidden > 0 && (
        <Button variant="subtle" color="gray" size="sm" mt={4} onClick={() => setAll(!all)}>
          {all ? t('customer.profile.less') : t('customer.classes.unknown', { count: hidden })}
        </Button>
      )}
    </section>
  );
}

function ClassRow({ of: { kind, value, because, facts, advice } }: { of: Class }) {
  const { t } = useTranslation();
  const words = useWords();
  const { money } = useFormat();
  const list = LISTS[kind];
  const fact = (text: string) => {
    const [what = '', said = ''] = text.split(':');
    if (what === 'source') return words('sources', said);
    if (what === 'fen') return money(Number(said));
    return what === 'visits' ? t('customer.classes.times', { count: Number(said) }) : said;
  };
  return (
    <div className={classes['classRow']} data-testid={`class-${kind}`}>
      <Text size="sm" c="dimmed">{words('class_kinds', kind)}</Text>
      <div>
        <Text size="md" fw={500}>{value === '' ? t('customer.classes.not_known') : list ? words(list, value) : value}</Text>
        <Text size="sm" c="dimmed">{[words('because', because), ...facts.map(fact)].join(' · ')}</Text>
        <Text size="sm">{t('customer.classes.advice', { advice: words('advice', advice) })}</Text>
      </div>
    </div>
  );
}
