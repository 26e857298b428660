// Rows that a person has chosen, in the order of choosing. Pure.

export interface Selection {
  ids: ReadonlySet<string>;
  /** The row chosen last: where a range begins. */
  anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** The selection with one more or one less row. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** The selection with every row from the anchor to `id`, in the order of the list. */
export function ranged(selection: Selection, id: string, order: readonly string[], most: number): Selection {
  const [from, to] = [order.indexOf(selection.anchor ?? id), order.indexOf(id)];
  if (from < 0 || to < 0) return toggled(selection, id);
  return withAll(selection, order.slice(Math.min(from, to), Math.max(from, to) + 1), most, id);
}

/** The selection with all of these, as many as there is room for. */
export function withAll({ ids, anchor }: Selection, more: readonly string[], most: number, last: string | null = null): Selection {
  const next = new Set(ids);
  for (const id of more) if (next.size < most) next.add(id);
  return { ids: next, anchor: last ?? anchor };
}
