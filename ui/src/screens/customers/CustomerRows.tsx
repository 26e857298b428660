// The rows themselves, of which only those in sight exist: cards on a phone, a table on a desk.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';

import type { CustomerFilter, CustomerList, CustomerSort, FileId } from '../../api/types';
import { paths } from '../../paths';
import { put } from '../../records/filter';
import { useIsDesk } from '../../records/Sheet';
import { useRowKeys } from '../../records/useRowKeys';
import { CustomerCard } from './CustomerCard';
import classes from './Customers.module.css';
import { CustomerTableRow } from './CustomerTableRow';
import { useCanChange } from './useCanChange';
import { useRows } from './useCustomerRows';
import type { Chosen } from './useSelection';

const CARD_PX = 96;
const ROW_PX = 44;
const HEAD_PX = 36;

interface Props {
  filter: CustomerFilter;
  sort: CustomerSort;
  head: CustomerList;
  phone: boolean;
  selected: FileId | null;
  chosen: Chosen;
  /** Acts on one row by its letter. */
  acts: Record<string, (file: FileId) => void>;
}

export function CustomerRows({ filter, sort, head, phone, selected, chosen, acts }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const desk = useIsDesk();
  const [search, setSearch] = useSearchParams();
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = phone ? CARD_PX : ROW_PX;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized, so nothing can go stale
  const virtual = useVirtualizer({
    count: head.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
    scrollPaddingStart: phone ? 0 : HEAD_PX,
  });
  const items = virtual.getVirtualItems();
  const rowAt = useRows(filter, sort, head, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const order = () => Array.from({ length: head.total }, (_, index) => rowAt(index)?.file ?? '');
  const choose = (file: FileId, withRange: boolean) => (withRange ? chosen.range(file, order()) : chosen.toggle(file));
  const canChoose = useCanChange();
  useRowKeys({ enter: (file) => void navigate(paths.customer(file)), ...(canChoose ? { x: chosen.toggle } : {}), ...acts });

  const select = (file: FileId) =>
    desk ? setSearch(put(search, 'file', file), { replace: true }) : void navigate(paths.customer(file));
  // With a file open beside the list, J and K leaf through files.
  const follow = (file: FileId) => {
    if (desk && selected !== null && selected !== file) setSearch(put(search, 'file', file), { replace: true });
  };

  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        role={phone ? 'list' : 'table'}
        aria-label={t('customers.title')}
        aria-rowcount={phone ? undefined : head.total + 1}
        className={phone ? classes['cards'] : classes['table']}
        data-narrow={selected !== null || undefined}
      >
        {!phone && (
          <div role="rowgroup" className={classes['head']}>
            <div role="row" aria-rowindex={1} className={classes['columns']}>
              {(['customer', 'grade', 'stage', 'interests', 'owner', 'next', 'contact'] as const).map((column) => (
                <div role="columnheader" key={column} data-column={column}>{t(`customers.column.${column}`)}</div>
              ))}
            </div>
          </div>
        )}
        <div role={phone ? 'presentation' : 'rowgroup'} className={classes['body']} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const row = rowAt(item.index);
            const place = { position: 'absolute', inset: '0 0 auto 0', height: item.size, transform: `translateY(${item.start}px)` } as const;
            if (!row) return <div key={item.key} style={place} className={classes['coming']} />;
            return phone ? (
              <CustomerCard
                key={item.key}
                row={row}
                place={place}
                index={item.index}
                total={head.total}
                chosen={canChoose && chosen.choosing ? chosen.selection.ids.has(row.file) : null}
                onChoose={() => canChoose && chosen.toggle(row.file)}
              />
            ) : (
              <CustomerTableRow
                key={item.key}
                row={row}
                place={place}
                index={item.index}
                selected={row.file === selected}
                chosen={canChoose ? chosen.selection.ids.has(row.file) : null}
                onChoose={(withRange) => choose(row.file, withRange)}
                onSelect={() => select(row.file)}
                onFocus={() => follow(row.file)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
