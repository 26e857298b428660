// The pipeline counted per consultant, source or event; tapping a count filters by it.
import { SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { CustomerFilter, Pipeline, PipelineBy } from '../../api/types';
import { among } from '../../records/among';
import { choose, chosenIn, put, toggle } from '../../records/filter';
import bar from '../../records/FilterBar.module.css';
import { useFilterOptions } from '../../records/FilterBar';
import { FilterMenu } from '../../records/FilterMenu';
import { count, moneyTotal } from '../../records/numbers';
import { useWords } from '../../shared/words';
import classes from './Pipeline.module.css';
import { CARDS, DIMENSIONS, without, type Dimension } from './view';

/** What of the customer a board may be filtered by, beside what it is counted by. */
const BESIDE = ['relations', 'tags'] as const;

interface Props {
  filter: CustomerFilter;
  by: PipelineBy;
  /** A consultant's own pipeline is not counted per person. */
  withOwners: boolean;
}

interface Tally {
  /** What to filter by; null where it cannot be filtered, such as the pool. */
  value: string | null;
  label: string;
  count: number;
  amount_fen: number;
}

export function TallyBar({ filter, by, withOwners }: Props) {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const optionsOf = useFilterOptions();
  const tallyOf = useTallies();
  const dimensions = DIMENSIONS.filter((dimension) => withOwners || dimension !== 'owners');
  const shown = among(dimensions, search.get('per')) ?? dimensions[0] ?? 'sources';
  const open = useAsk('pipeline', { filter: without(filter, shown), by, limit: CARDS }, { keep: true });
  const go = (next: URLSearchParams) => setSearch(next, { replace: true });

  const chosen = chosenIn(filter, shown);
  const tallies = open.data ? tallyOf(open.data, shown) : [];
  // Filters of the dimensions that are not shown stay in sight and can be taken away.
  const elsewhere = dimensions
    .filter((dimension) => dimension !== shown)
    .flatMap((dimension) => chosenIn(filter, dimension).map((value) => ({ dimension, value })));
  return (
    <div className={bar['bar']} role="toolbar" aria-label={t('customers.filters')}>
      <SegmentedControl
        size="sm"
        className={classes['per'] ?? ''}
        value={shown}
        onChange={(picked) => go(put(search, 'per', picked))}
        data={dimensions.map((dimension) => ({ value: dimension, label: t(`customers.by.${dimension}`) }))}
        aria-label={t('customers.filters')}
      />
      {elsewhere.map(({ dimension, value }) => (
        <button key={`${dimension}-${value}`} type="button" className={bar['pill']} data-active aria-pressed onClick={() => go(toggle(search, dimension, value))}>
          {optionsOf(dimension).find((option) => option.value === value)?.label ?? '…'} ×
        </button>
      ))}
      {tallies.map(({ value, label, count: number, amount_fen }) => {
        const active = value !== null && chosen.includes(value);
        const words = (
          <>
            <span className={bar['label']}>{label}</span>
            <Text span size="sm" c="dimmed">{[count(number), amount_fen > 0 && moneyTotal(amount_fen, i18n.language)].filter(Boolean).join(' · ')}</Text>
          </>
        );
        return value === null ? (
          <span key={label} className={bar['pill']} data-quiet>{words}</span>
        ) : (
          <button key={value} type="button" className={bar['pill']} data-active={active || undefined} aria-pressed={active} onClick={() => go(toggle(search, shown, value))}>
            {words}
          </button>
        );
      })}
      {BESIDE.map((dimension) => {
        const options = optionsOf(dimension);
        // A tag that nobody bears any more can still be taken out of the address.
        const gone = filter[dimension].filter((value) => !options.some((option) => option.value === value)).map((value) => ({ value, label: value }));
        const all = [...options, ...gone];
        return all.length > 0 && (
          <FilterMenu key={dimension} label={t(`customers.by.${dimension}`)} options={all} chosen={filter[dimension]} onToggle={(value) => go(toggle(search, dimension, value))} onClear={() => go(choose(search, dimension, []))} />
        );
      })}
    </div>
  );
}

/** The counts of one dimension, the largest first. */
function useTallies(): (pipeline: Pipeline, dimension: Dimension) => Tally[] {
  const { t } = useTranslation();
  const words = useWords();
  return (pipeline, dimension) => talliesOf(pipeline, dimension, t('domain.pool'), (source) => (source ? words('sources', source) : t('records.unknown_source')))
    .sort((a, b) => b.count - a.count);
}

function talliesOf(pipeline: Pipeline, dimension: Dimension, pool: string, source: (word: string) => string): Tally[] {
  switch (dimension) {
    case 'owners':
      return pipeline.by_owner.map((tally) => ({ ...tally, value: tally.owner?.id ?? null, label: tally.owner?.name ?? pool }));
    case 'sources':
      return pipeline.by_source.map((tally) => ({ ...tally, value: tally.source || null, label: source(tally.source) }));
    case 'event':
      return pipeline.by_event.map((tally) => ({ ...tally, value: tally.event, label: tally.name }));
  }
}
