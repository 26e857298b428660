// Where bookings stand along the hours of a day, those that overlap in lanes of their own. Pure.
const HOUR = 60;
const OPENS = 9;
const CLOSES = 19;
/** A block is never drawn narrower: who has the car must be readable. */
const NARROWEST = 50;

interface Span {
  from: number;
  to: number;
}

/** The hours to show: the store's day, longer where a booking lies outside it. */
export function hoursOf(spans: readonly Span[]): { from: number; to: number } {
  const from = Math.min(OPENS, ...spans.map((span) => Math.floor(span.from / HOUR)));
  const to = Math.max(CLOSES, ...spans.map((span) => Math.ceil(span.to / HOUR)));
  return { from, to };
}

/** Place of each span in percent of the hours, and its lane. */
export function placeOf(spans: readonly Span[], hours: { from: number; to: number }) {
  const ends: number[] = [];
  const whole = (hours.to - hours.from) * HOUR;
  const places = spans.map((span) => {
    const shown = Math.max(span.to - span.from, NARROWEST);
    const free = ends.findIndex((end) => end <= span.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = span.from + shown;
    return { lane, left: ((span.from - hours.from * HOUR) / whole) * 100, width: (shown / whole) * 100 };
  });
  return { places, count: Math.max(1, ends.length) };
}
