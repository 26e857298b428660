import { expect, it } from 'vitest';

import { CATALOGUE_LEVELS, CUSTOMER_FIELDS, ERROR_CODES, EVENT_FIELDS, GRADES, OPPORTUNITY_FIELDS, ROLES, SOURCES, STAGES } from '../api/types';
import en from './en';
import zh from './zh-CN';

const keys = (value: unknown, at = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${at}.${key}`))
    : [at.replace(/_(one|other)$/, '')];

it('says the same things in both languages', () => {
  expect([...new Set(keys(en))].sort()).toEqual([...new Set(keys(zh))].sort());
});

it('has a word for every code of the core', () => {
  for (const words of [zh, en]) {
    expect(Object.keys(words.errors)).toEqual(expect.arrayContaining([...ERROR_CODES]));
    expect(Object.keys(words.domain.stages)).toEqual(expect.arrayContaining([...STAGES]));
    expect(Object.keys(words.domain.grades)).toEqual(expect.arrayContaining([...GRADES]));
    expect(Object.keys(words.domain.sources)).toEqual(expect.arrayContaining([...SOURCES]));
    expect(Object.keys(words.domain.roles)).toEqual(expect.arrayContaining([...ROLES]));
    expect(Object.keys(words.domain.customer_fields)).toEqual(expect.arrayContaining([...CUSTOMER_FIELDS]));
    expect(Object.keys(words.domain.opportunity_fields)).toEqual(expect.arrayContaining([...OPPORTUNITY_FIELDS]));
    expect(Object.keys(words.domain.event_fields)).toEqual(expect.arrayContaining([...EVENT_FIELDS]));
    expect(Object.keys(words.domain.catalogue_levels)).toEqual(expect.arrayContaining([...CATALOGUE_LEVELS]));
  }
});
