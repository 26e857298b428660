import { expect, it } from 'vitest';

import { barFor, firstOf, PLACES, placesFor } from './places';

it('gives every place its own address and its own key', () => {
  const keys = PLACES.flatMap(({ key }) => (key === undefined ? [] : [key]));
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(PLACES.map(({ path }) => path)).size).toBe(PLACES.length);
});

it('shows only places that the core says are there for the person', () => {
  const names = placesFor(['manage_staff']).map(({ name }) => name);
  expect(names).toEqual(['sync', 'store', 'me', 'lock', 'guard']);
});

it('fills the bar of the phone to four for every person', () => {
  const names = (abilities: Parameters<typeof placesFor>[0], own: string) => barFor(placesFor(abilities), own).map(({ name }) => name);
  expect(names(['see_customers', 'see_events'], 'pipeline')).toEqual(['today', 'customers', 'pipeline', 'me']);
  expect(names(['see_customers', 'see_events'], 'a place of a newer version')).toEqual(['today', 'customers', 'pipeline', 'me']);
  expect(names(['manage_staff'], 'store')).toEqual(['store', 'sync', 'me']);
});

it('gives a technician the cars, and everybody on the phone every place', () => {
  const technician = placesFor(['see_vehicles']);
  expect(firstOf(technician, 'vehicles')).toBe('/vehicles');
  expect(barFor(technician, 'vehicles').map(({ name }) => name)).toEqual(['vehicles', 'sync', 'store', 'me']);
  // What the bar has no room for stands behind "me".
  const seller = placesFor(['see_customers', 'see_reception']);
  expect(seller.filter((place) => !barFor(seller, 'pipeline').includes(place)).map(({ name }) => name)).toContain('cars');
});

it('opens at a place that is there', () => {
  const seller = placesFor(['see_customers']);
  expect(firstOf(seller, 'today')).toBe('/today');
  expect(firstOf(seller, 'a place of a newer version')).toBe('/today');
  expect(firstOf(placesFor([]), 'today')).toBe('/sync');
});
