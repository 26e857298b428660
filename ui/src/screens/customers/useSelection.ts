// Which customers of the list are chosen. A new filter leaves the choice as it is: people gather rows from several lists.
import { useState } from 'react';

import { call } from '../../api/call';
import { useAsk } from '../../api/hooks';
import type { CustomerFilter, CustomerSort, FileId } from '../../api/types';
import { NOTHING, ranged, toggled, withAll, type Selection } from '../../records/selection';

const PAGE_ROWS = 200;
const MOST = 1000;

export interface Chosen {
  selection: Selection;
  /** Whether rows are being chosen: on a phone a tap then chooses instead of opening. */
  choosing: boolean;
  toggle: (file: FileId) => void;
  /** Takes in every row from the one chosen last; `order` are the files of the list as far as they are known. */
  range: (file: FileId, order: readonly FileId[]) => void;
  /** Takes in all that the filter lets through, as many as one command changes. */
  all: () => Promise<void>;
  begin: () => void;
  clear: () => void;
  /** How many one command changes. */
  most: number;
}

export function useSelection(filter: CustomerFilter, sort: CustomerSort): Chosen {
  const most = useAsk('many_choices', {}).data?.most ?? MOST;
  const [selection, set] = useState(NOTHING);
  const [begun, begin] = useState(false);
  return {
    selection,
    most,
    choosing: begun || selection.ids.size > 0,
    toggle: (file) => set((now) => toggled(now, file)),
    range: (file, order) => set((now) => ranged(now, file, order, most)),
    all: async () => {
      for (let offset = 0; offset < most; offset += PAGE_ROWS) {
        const page = await call('list_customers', { filter, sort, offset, limit: PAGE_ROWS });
        set((now) => withAll(now, page.rows.map(({ file }) => file), most));
        if (offset + page.rows.length >= page.total || page.rows.length === 0) return;
      }
    },
    begin: () => begin(true),
    clear: () => {
      set(NOTHING);
      begin(false);
    },
  };
}
