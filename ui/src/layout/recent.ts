// What was chosen in the palette since the app was opened, newest first. Only names of commands and ids of files, and only in
// memory: nothing of a customer is left behind.
const MOST = 20;
let chosen: string[] = [];

export const recentlyChosen = (): readonly string[] => chosen;

export function rememberChosen(id: string): void {
  chosen = [id, ...chosen.filter((other) => other !== id)].slice(0, MOST);
}
