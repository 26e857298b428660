import { expect, it } from 'vitest';

import { minutesOf, spanText, timeText } from './minutes';

it('writes minutes as people do', () => {
  expect(timeText(545)).toBe('09:05');
  expect(spanText({ from: 600, to: 630 })).toBe('10:00–10:30');
});

it('reads times and nothing else', () => {
  expect(minutesOf('9:05')).toBe(545);
  expect(minutesOf('24:00')).toBe(1440);
  for (const text of ['', '9', '9:5', '25:00', '9:60', 'x']) expect(minutesOf(text)).toBeNull();
});
