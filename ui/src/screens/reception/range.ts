// A range of days, kept in the address.
import dayjs from 'dayjs';

export interface Range {
  from: string;
  upto: string;
}

const day = (date: dayjs.Dayjs): string => date.format('YYYY-MM-DD');

/** The range of the address; the last `days` days without one. */
export function rangeOf(search: URLSearchParams, today: string, days: number): Range {
  const upto = search.get('upto') ?? today;
  return { from: search.get('from') ?? day(dayjs(upto).subtract(days - 1, 'day')), upto };
}

/** The last `days` days. */
export const lastDays = (today: string, days: number): Range => ({ from: day(dayjs(today).subtract(days - 1, 'day')), upto: today });
