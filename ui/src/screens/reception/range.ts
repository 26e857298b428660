// A range of days, kept in the address.
import dayjs from 'dayjs';

export interface Range {
  from: string;
  upto: string;
}

const day = (date: dayjs.Dayjs): string => date.format('YYYY-MM-DD');

/** The range of the address; without one the last `days` days, or the range given. */
export function rangeOf(search: URLSearchParams, today: string, days: number | Range): Range {
  const from = search.get('from');
  if (typeof days !== 'number') return { from: from ?? days.from, upto: search.get('upto') ?? days.upto };
  const upto = search.get('upto') ?? today;
  return { from: from ?? day(dayjs(upto).subtract(days - 1, 'day')), upto };
}

/** The month of a day, as far as it has come; the whole one where it lies `back` months before. */
export function monthOf(today: string, back = 0): Range {
  const month = dayjs(today).subtract(back, 'month');
  return { from: day(month.startOf('month')), upto: back === 0 ? today : day(month.endOf('month')) };
}

/** The last `days` days. */
export const lastDays = (today: string, days: number): Range => ({ from: day(dayjs(today).subtract(days - 1, 'day')), upto: today });
