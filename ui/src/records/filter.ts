// The filters of lists and boards, as the address holds them: whoever has the address sees the same rows.
import { GRADES, RELATIONS, STAGES, type CustomerFilter, type CustomerSort, type Need } from '../api/types';

export const NEEDS: readonly Need[] = ['overdue_follow_up', 'no_follow_up', 'incomplete', 'duplicate', 'clash'];
export const SORTS: readonly CustomerSort[] = ['last_contact', 'next_follow_up', 'opened', 'name'];

/** Parts of a filter that a person chooses from a menu. */
export type Dimension = 'grades' | 'stages' | 'sources' | 'owners' | 'event' | 'need' | 'tags' | 'relations';

const NAMES: Record<Dimension, string> = {
  grades: 'grade', stages: 'stage', sources: 'source', owners: 'owner', event: 'event', need: 'need', tags: 'tag', relations: 'relation',
};

/** What a saved view holds of an address: filters, order and columns; never what was searched for or which file is open. */
const VIEWED = [...Object.values(NAMES), 'sort', 'view'];
/** Names the saved view that the address was opened with; `none` where a person wants none. */
const VIEW = 'v';

/** Reads a filter; words that are none of ours are left out. */
export function readFilter(search: URLSearchParams): CustomerFilter {
  return {
    search: search.get('q') ?? '',
    owners: search.getAll(NAMES.owners).filter(Boolean),
    // A store has sources of its own.
    sources: search.getAll(NAMES.sources).filter(Boolean),
    grades: known(GRADES, search.getAll(NAMES.grades)),
    stages: known(STAGES, search.getAll(NAMES.stages)),
    event: search.get(NAMES.event) || null,
    need: known(NEEDS, search.getAll(NAMES.need))[0] ?? null,
    tags: search.getAll(NAMES.tags).filter(Boolean),
    relations: known(RELATIONS, search.getAll(NAMES.relations)),
  };
}

/** Reads the order of a list. */
export function readSort(search: URLSearchParams): CustomerSort {
  return known(SORTS, search.getAll('sort'))[0] ?? 'last_contact';
}

/** What is chosen in one dimension. */
export function chosenIn(filter: CustomerFilter, dimension: Dimension): readonly string[] {
  const chosen = filter[dimension];
  if (chosen === null) return [];
  return typeof chosen === 'string' ? [chosen] : chosen;
}

/** The address with other choices in one dimension; everything else in it stays. */
export function choose(search: URLSearchParams, dimension: Dimension, values: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete(NAMES[dimension]);
  for (const value of values) next.append(NAMES[dimension], value);
  return next;
}

/** The address with one more or one less choice in a dimension. Of events and needs there is at most one. */
export function toggle(search: URLSearchParams, dimension: Dimension, value: string): URLSearchParams {
  const chosen = chosenIn(readFilter(search), dimension);
  if (chosen.includes(value)) return choose(search, dimension, chosen.filter((other) => other !== value));
  const single = dimension === 'event' || dimension === 'need';
  return choose(search, dimension, single ? [value] : [...chosen, value]);
}

/** The address with another value of a single parameter; an empty one is taken out. */
export function put(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}

/** The address without any filter or search. */
export function clear(search: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of ['q', ...Object.values(NAMES)]) next.delete(name);
  // Who clears a view means to see everything, not the view that the list opens with.
  if (next.has(VIEW)) next.set(VIEW, NO_VIEW);
  return next;
}

/** The address as a view keeps it, in one order, so that two can be compared. */
export function queryOf(search: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of VIEWED) for (const value of search.getAll(name).sort()) if (value) kept.append(name, value);
  return kept.toString();
}

/** The address of a view; what was searched for and the file beside the list are left behind. */
export function opened(query: string, view: string): URLSearchParams {
  const next = new URLSearchParams(query);
  next.set(VIEW, view);
  return next;
}

/** Stands in the address where a person wants no view. */
export const NO_VIEW = 'none';

/** The view that a list was opened with; null where the address says nothing of views, filters or searches. */
export function openedView(search: URLSearchParams): string | null {
  return search.get(VIEW) ?? (queryOf(search) === '' && !search.get('q') ? null : NO_VIEW);
}

/** Whether anything is left out. */
export function isFiltered(filter: CustomerFilter): boolean {
  const dimensions: readonly Dimension[] = ['grades', 'stages', 'sources', 'owners', 'event', 'need', 'tags', 'relations'];
  return filter.search !== '' || dimensions.some((dimension) => chosenIn(filter, dimension).length > 0);
}

function known<T extends string>(list: readonly T[], words: readonly string[]): T[] {
  return list.filter((item) => words.includes(item));
}
