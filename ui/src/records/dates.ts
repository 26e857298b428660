// Calendar dates of the store, as text. Only for choosing and showing: due dates are reckoned by the core.
import type { LocalDate } from '../api/types';

const DAY_MS = 86_400_000;

/** The date so many days on. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(utc(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one date to another; negative where it lies before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((utc(to) - utc(from)) / DAY_MS);
}

/** `周三`, `Wed`. */
export function weekday(date: LocalDate, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'short' }).format(utc(date));
}

function utc(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
