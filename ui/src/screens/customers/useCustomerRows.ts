// The customers a filter lets through, fetched a page at a time as they come into sight.
import { useQueries } from '@tanstack/react-query';

import { call } from '../../api/call';
import { keyOf } from '../../api/client';
import { useAsk } from '../../api/hooks';
import type { CustomerFilter, CustomerList, CustomerRow, CustomerSort, ListCustomers } from '../../api/types';

const PAGE_ROWS = 100;

/** The first page, which also tells how many there are. It stays on screen until the next answer is there. */
export function useFirstPage(filter: CustomerFilter, sort: CustomerSort) {
  return useAsk('list_customers', page(filter, sort, 0), { keep: true });
}

/** The row at each index from `first` to `last`; undefined until its page has come. */
export function useRows(
  filter: CustomerFilter, sort: CustomerSort, head: CustomerList | undefined, first: number, last: number,
): (index: number) => CustomerRow | undefined {
  const wanted = pagesBetween(first, last).filter((number) => number > 0);
  const answers = useQueries({
    queries: wanted.map((number) => {
      const request = page(filter, sort, number);
      return {
        queryKey: keyOf('list_customers', request),
        queryFn: ({ signal }: { signal: AbortSignal }) => call('list_customers', request, signal),
      };
    }),
  });
  return (index) => {
    const number = Math.floor(index / PAGE_ROWS);
    const list = number === 0 ? head : answers[wanted.indexOf(number)]?.data;
    return list?.rows[index % PAGE_ROWS];
  };
}

/** The numbers of the pages that hold the rows from `first` to `last`. */
export function pagesBetween(first: number, last: number): number[] {
  const from = Math.floor(Math.max(first, 0) / PAGE_ROWS);
  const to = Math.floor(Math.max(last, 0) / PAGE_ROWS);
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

function page(filter: CustomerFilter, sort: CustomerSort, number: number): ListCustomers {
  return { filter, sort, offset: number * PAGE_ROWS, limit: PAGE_ROWS };
}
