// The filters of a list or board in one row that scrolls sideways on a phone. All of it lives in the address.
import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk } from '../api/hooks';
import { GRADES, RELATIONS, STAGES } from '../api/types';
import { useWords } from '../shared/words';
import { chosenIn, choose, clear, isFiltered, NEEDS, readFilter, toggle, type Dimension } from './filter';
import classes from './FilterBar.module.css';
import { FilterMenu, type Option } from './FilterMenu';
import { useOptions } from './useChoices';
import { useSellers } from './useStaff';

interface Props {
  dimensions: readonly Dimension[];
  /** Stands at the start of the row. */
  children?: ReactNode;
}

export function FilterBar({ dimensions, children }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const optionsOf = useFilterOptions();
  const filter = readFilter(search);
  const go = (next: URLSearchParams) => setSearch(next, { replace: true });
  return (
    <div className={classes['bar']} role="toolbar" aria-label={t('customers.filters')}>
      {children}
      {dimensions.filter((dimension) => dimension !== 'tags' || optionsOf('tags').length > 0).map((dimension) => (
        <FilterMenu
          key={dimension}
          label={t(`customers.by.${dimension}`)}
          options={optionsOf(dimension)}
          chosen={chosenIn(filter, dimension)}
          onToggle={(value) => go(toggle(search, dimension, value))}
          onClear={() => go(choose(search, dimension, []))}
        />
      ))}
      {isFiltered(filter) && (
        <UnstyledButton className={classes['pill']} data-quiet onClick={() => go(clear(search))}>
          <IconX size={14} aria-hidden />
          {t('customers.clear_filters')}
        </UnstyledButton>
      )}
    </div>
  );
}

/** What can be chosen in each dimension. */
export function useFilterOptions(): (dimension: Dimension) => Option[] {
  const words = useWords();
  const sources = useOptions('sources');
  const sellers = useSellers();
  const events = useAsk('events', {});
  const many = useAsk('many_choices', {});
  return (dimension) => {
    switch (dimension) {
      case 'grades':
        return GRADES.map((value) => ({ value, label: words('grades', value) }));
      case 'stages':
        return STAGES.map((value) => ({ value, label: words('stages', value) }));
      case 'sources':
        return sources;
      case 'owners':
        return sellers.map((person) => ({ value: person.id, label: person.name }));
      case 'event':
        return (events.data?.rows ?? []).map(({ event }) => ({ value: event.id, label: event.fields['name'] ?? '…' }));
      case 'need':
        return NEEDS.map((value) => ({ value, label: words('needs', value) }));
      case 'relations':
        return RELATIONS.map((value) => ({ value, label: words('relations', value) }));
      case 'tags':
        return (many.data?.tags ?? []).map(({ tag }) => ({ value: tag, label: tag }));
    }
  };
}
