// A customer on a phone: two lines that say who and how warm, one that says what comes next.
import { Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { CustomerRow } from '../../api/types';
import { paths } from '../../paths';
import { DueWords } from '../../records/DueWords';
import { GradeBadge } from '../../records/GradeBadge';
import { RowFlags } from '../../records/RowFlags';
import { StageBadge } from '../../records/StageBadge';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useFormat } from '../../shared/format';
import { useLongPress } from '../../shared/useLongPress';
import { useWords } from '../../shared/words';
import classes from './Customers.module.css';
import many from './Many.module.css';

interface Props {
  row: CustomerRow;
  place: CSSProperties;
  index: number;
  total: number;
  /** Whether it is among those chosen; null while a tap opens it. */
  chosen: boolean | null;
  onChoose: () => void;
}

export function CustomerCard({ row, place, index, total, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { list } = useFormat();
  const { title, under } = useCustomerTitle()(row);
  const press = useLongPress(onChoose);
  const about = [list(row.interests) || (row.source && words('sources', row.source)), row.owner?.name].filter(Boolean).join(' · ');
  return (
    <div role="listitem" aria-posinset={index + 1} aria-setsize={total} style={place}>
      <Link to={paths.customer(row.file)} className={classes['card']} data-row={row.file} data-testid="customer-row"
        {...press}
        {...(chosen === null ? {} : { role: 'checkbox', 'aria-checked': chosen })}
        onClick={(event) => {
          if (press.onClick(event) || chosen === null) return;
          event.preventDefault();
          onChoose();
        }}
      >
        <span className={classes['line']}>
          {chosen !== null && <span className={many['tick']} data-on={chosen || undefined}><IconCheck size={16} stroke={3} aria-hidden /></span>}
          {row.grade && <GradeBadge grade={row.grade} />}
          <span className={classes['name']}>{title}</span>
          <Text span size="sm" c="dimmed" truncate>{under}</Text>
          <span className={classes['end']}><RowFlags row={row} brief /></span>
        </span>
        <Text span size="sm" truncate>{about || ' '}</Text>
        <span className={classes['line']}>
          {row.stage && <StageBadge stage={row.stage} />}
          <span className={classes['end']}>{row.next_follow_up_on && <Text span size="sm" c="dimmed">{t('customers.next')}</Text>}<DueWords on={row.next_follow_up_on} /></span>
        </span>
      </Link>
    </div>
  );
}
