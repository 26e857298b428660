// Long lists come in two steps: first the rows that fit into a window, so that they are painted with the answer, then the rest
// behind them without holding up a key or a finger.
import { startTransition, useEffect, useState } from 'react';

/** How many of `total` rows to show: `first` at once, all of them as soon as the screen stands. */
export function useInSight(total: number, first: number): number {
  const [whole, setWhole] = useState(false);
  useEffect(() => startTransition(() => setWhole(true)), []);
  return whole ? total : Math.min(first, total);
}
