// The text of the search box beside the address that follows it. Pure.

export interface SearchText {
  /** What the box shows. */
  text: string;
  /** What was asked for last. */
  asks: string;
  /** Everything asked for since the address last caught up, and what it said then. */
  ours: readonly string[];
}

/** The text once the address says `asked`. The same object where that is no news. */
export function settled(typed: SearchText, asked: string): SearchText {
  if (asked === typed.asks) return typed.ours.length === 1 ? typed : { ...typed, ours: [asked] };
  if (typed.ours.includes(asked)) return typed;
  return { text: asked, asks: asked, ours: [asked] };
}
