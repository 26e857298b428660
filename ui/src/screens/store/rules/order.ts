// One step up or down in a list. Pure.

/** The list with the line at `at` moved by `by` places. */
export function moved<T>(list: readonly T[], at: number, by: number): T[] {
  const next = [...list];
  const taken = next.splice(at, 1);
  next.splice(at + by, 0, ...taken);
  return next;
}
