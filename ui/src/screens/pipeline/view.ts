// What the pipeline shows, as the address holds it.
import type { CustomerFilter, PipelineBy } from '../../api/types';
import { readFilter } from '../../records/filter';

export type Dimension = 'owners' | 'sources' | 'event';
export const DIMENSIONS: readonly Dimension[] = ['owners', 'sources', 'event'];

/** Cards fetched per column; what is left out can be opened as a list. */
export const CARDS = 60;

export function readBy(search: URLSearchParams): PipelineBy {
  return search.get('view') === 'table' ? 'grade' : 'stage';
}

/** The filters that a board has: no stages, they are its columns. */
export function readPipelineFilter(search: URLSearchParams): CustomerFilter {
  return { ...readFilter(search), stages: [], grades: [], need: null };
}

/** The same filter with one dimension left open, to count what else could be chosen there. */
export function without(filter: CustomerFilter, dimension: Dimension): CustomerFilter {
  switch (dimension) {
    case 'owners':
      return { ...filter, owners: [] };
    case 'sources':
      return { ...filter, sources: [] };
    case 'event':
      return { ...filter, event: null };
  }
}
