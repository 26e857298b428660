import { expect, it } from 'vitest';

import { fit, found, type Command } from './palette';

const command = (id: string, words: string[]): Command => ({ id, label: id, words, keys: [], run: () => {} });
const ALL = [
  command('today', ['今日', 'Today', 'jinri', 'jr']),
  command('customers', ['客户', 'Customers', 'kehu', 'kh']),
  command('dark', ['深色外观', 'Dark appearance', 'shensewaiguan', 'sswg']),
];
const ids = (typed: string, recent: string[] = []) => found(ALL, typed, recent, 9).map(({ id }) => id);

it('finds a command by its Chinese name, its pinyin, its initials and its English name', () => {
  for (const typed of ['客户', '户', 'kehu', 'ke hu', "ke'hu", 'KH', 'cust', 'Customers']) expect(ids(typed)[0], typed).toBe('customers');
  expect(ids('appear')).toEqual(['dark']);
  expect(ids('xyz')).toEqual([]);
});

it('puts whole names before beginnings and these before what stands inside', () => {
  expect(fit(['jr', 'jinri'], 'jr')).toBe(0);
  expect(fit(['jinri'], 'jin')).toBe(1);
  expect(fit(['Dark appearance'], 'app')).toBe(2);
  expect(fit(['jinri'], 'nri')).toBe(3);
  expect(fit(['jinri'], 'z')).toBeNull();
});

it('offers what was used last first while nothing is typed', () => {
  expect(ids('')).toEqual(['today', 'customers', 'dark']);
  expect(ids('', ['dark'])).toEqual(['dark', 'today', 'customers']);
});
