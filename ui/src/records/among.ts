/** The member of `list` that `word` is, or null. */
export function among<T extends string>(list: readonly T[], word: string | null | undefined): T | null {
  return list.find((item) => item === word) ?? null;
}
