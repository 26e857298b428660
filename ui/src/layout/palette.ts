// Finds commands as people type them: in Chinese, in pinyin or its initials, in English. Pure.

export interface Command {
  id: string;
  label: string;
  /** Its names in every language, and how they can be typed. */
  words: readonly string[];
  /** The keys that do the same. */
  keys: readonly string[];
  run: () => void;
}

const bare = (text: string) => text.toLowerCase().replaceAll(/[\s'’·.-]/g, '');

/** How well a command answers what was typed, 0 the best; null where it does not. */
export function fit(words: readonly string[], typed: string): number | null {
  const wanted = bare(typed);
  if (wanted === '') return 0;
  let best: number | null = null;
  for (const word of words) {
    const at = bare(word).indexOf(wanted);
    const startsWord = word.toLowerCase().split(/\s+/).some((part) => part.startsWith(wanted));
    const rank = at === 0 ? (bare(word) === wanted ? 0 : 1) : startsWord ? 2 : at > 0 ? 3 : null;
    if (rank !== null && (best === null || rank < best)) best = rank;
  }
  return best;
}

/** The commands that answer, the best first; among equals those used last, then in their own order. */
export function found(commands: readonly Command[], typed: string, recent: readonly string[], most: number): Command[] {
  const age = (command: Command) => {
    const at = recent.indexOf(command.id);
    return at < 0 ? recent.length : at;
  };
  return commands
    .map((command, order) => ({ command, order, rank: fit(command.words, typed) }))
    .filter((one): one is typeof one & { rank: number } => one.rank !== null)
    .sort((a, b) => a.rank - b.rank || age(a.command) - age(b.command) || a.order - b.order)
    .slice(0, most)
    .map(({ command }) => command);
}
