// Minutes of a day as people write times. Only display and typing: what is possible, the core says.
const HOUR = 60;

/** `9:05` as `09:05`. */
export const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / HOUR)).padStart(2, '0')}:${String(minutes % HOUR).padStart(2, '0')}`;

/** From when until when. */
export const spanText = (span: { from: number; to: number }): string => `${timeText(span.from)}–${timeText(span.to)}`;

/** What was typed as minutes; null where it is no time. */
export function minutesOf(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const [h, m] = [Number(hours), Number(minutes)];
  return h <= 24 && m < HOUR ? h * HOUR + m : null;
}
