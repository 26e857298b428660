import { expect, it } from 'vitest';

import { hoursOf, placeOf } from './hours';

it('shows the day of the store, and more where a booking lies outside it', () => {
  expect(hoursOf([])).toEqual({ from: 9, to: 19 });
  expect(hoursOf([{ from: 470, to: 500 }, { from: 1150, to: 1205 }])).toEqual({ from: 7, to: 21 });
});

it('gives bookings that overlap lanes of their own', () => {
  const hours = { from: 9, to: 19 };
  const { places, count } = placeOf([{ from: 540, to: 600 }, { from: 570, to: 630 }, { from: 600, to: 660 }], hours);
  expect(count).toBe(2);
  expect(places.map((place) => place.lane)).toEqual([0, 1, 0]);
  expect(places[0]).toEqual({ lane: 0, left: 0, width: 10 });
});
