// A customer as a line of the table.
import { Text } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { CustomerRow } from '../../api/types';
import { paths } from '../../paths';
import { DueWords } from '../../records/DueWords';
import { GradeBadge } from '../../records/GradeBadge';
import { Pill } from '../../records/Pill';
import { RowFlags } from '../../records/RowFlags';
import { StageBadge } from '../../records/StageBadge';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useFormat } from '../../shared/format';
import classes from './Customers.module.css';
import many from './Many.module.css';

interface Props {
  row: CustomerRow;
  place: CSSProperties;
  index: number;
  selected: boolean;
  /** Whether it is among those chosen for a change; null where nothing can be chosen. */
  chosen: boolean | null;
  onChoose: (withRange: boolean) => void;
  onSelect: () => void;
  onFocus: () => void;
}

export function CustomerTableRow({ row, place, index, selected, chosen, onChoose, onSelect, onFocus }: Props) {
  const { t } = useTranslation();
  const { ago, list } = useFormat();
  const { title, under } = useCustomerTitle()(row);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={place}
      className={classes['columns']}
      data-testid="customer-row"
    >
      <div role="cell" data-column="customer" className={classes['line']}>
        {chosen !== null && (
          <label className={many['check']} title={t('hands.many.choose')}>
            <input
              type="checkbox"
              aria-label={t('hands.many.choose_whom', { name: title })}
              checked={chosen}
              onChange={(event) => onChoose(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
            />
          </label>
        )}
        <Link
          to={paths.customer(row.file)}
          className={`${classes['name']} ${classes['whole']}`}
          data-row={row.file}
          onFocus={onFocus}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            if (event.shiftKey && chosen !== null) {
              onChoose(true);
              return;
            }
            onSelect();
          }}
        >
          {title}
        </Link>
        <Text span size="sm" c="dimmed" truncate>{under}</Text>
        {row.tags.slice(0, 2).map((tag) => <Pill key={tag} tone="quiet">{tag}</Pill>)}
        <RowFlags row={row} brief />
      </div>
      <div role="cell" data-column="grade">{row.grade && <GradeBadge grade={row.grade} />}</div>
      <div role="cell" data-column="stage">{row.stage && <StageBadge stage={row.stage} />}</div>
      <div role="cell" data-column="interests"><Text span size="sm" truncate>{list(row.interests)}</Text></div>
      <div role="cell" data-column="owner"><Text span size="sm" c={row.owner ? undefined : 'dimmed'} truncate>{row.owner?.name ?? t('domain.pool')}</Text></div>
      <div role="cell" data-column="next"><DueWords on={row.next_follow_up_on} /></div>
      <div role="cell" data-column="contact"><Text span size="sm" c="dimmed" truncate>{row.last_contact_at === null ? '' : ago(row.last_contact_at)}</Text></div>
    </div>
  );
}
