import { describe, expect, it } from 'vitest';

import { choose, clear, isFiltered, opened, openedView, put, queryOf, readFilter, readSort, toggle } from './filter';

const at = (text: string) => new URLSearchParams(text);

describe('filters in the address', () => {
  it('are read back as they were chosen', () => {
    const search = toggle(toggle(toggle(at('q=zw'), 'grades', 'H'), 'grades', 'A'), 'event', 'e1');
    expect(readFilter(search)).toEqual({
      search: 'zw', owners: [], sources: [], grades: ['H', 'A'], stages: [], event: 'e1', need: null, tags: [], relations: [],
    });
  });

  it('leave out words that are none of ours', () => {
    const filter = readFilter(at('grade=H&grade=Z&stage=flying&need=money&sort=luck'));
    expect(filter.grades).toEqual(['H']);
    expect(filter.stages).toEqual([]);
    expect(filter.need).toBeNull();
    expect(readSort(at('sort=luck'))).toBe('last_contact');
    expect(readSort(at('sort=name'))).toBe('name');
  });

  it('are taken back by choosing again', () => {
    const search = toggle(toggle(at('file=f1'), 'stages', 'needs'), 'stages', 'needs');
    expect(search.toString()).toBe('file=f1');
  });

  it('hold one event and one need at most', () => {
    const search = toggle(toggle(at(''), 'need', 'clash'), 'need', 'duplicate');
    expect(search.getAll('need')).toEqual(['duplicate']);
  });

  it('are cleared without touching order and chosen file', () => {
    const search = clear(choose(at('q=1&need=clash&sort=name&file=f1'), 'owners', ['a', 'b']));
    expect(search.toString()).toBe('sort=name&file=f1');
  });

  it('count as filters only where something is left out', () => {
    expect(isFiltered(readFilter(at('sort=name&file=f1')))).toBe(false);
    expect(isFiltered(readFilter(at('q=138')))).toBe(true);
    expect(isFiltered(readFilter(at('owner=a')))).toBe(true);
  });

  it('lose a parameter that becomes empty', () => {
    expect(put(at('q=1&sort=name'), 'q', '').toString()).toBe('sort=name');
    expect(put(at(''), 'q', '张').get('q')).toBe('张');
  });
});

it('keeps of an address what a view holds, in one order, and never what was searched for', () => {
  const search = new URLSearchParams('q=13900008888&sort=name&grade=H&grade=A&file=01&v=7&tag=团购');
  expect(queryOf(search)).toBe(new URLSearchParams('grade=A&grade=H&tag=团购&sort=name').toString());
  expect(queryOf(opened(queryOf(search), '7'))).toBe(queryOf(search));
});

it('opens with the view that is meant for it only where the address says nothing else', () => {
  expect(openedView(new URLSearchParams(''))).toBeNull();
  expect(openedView(new URLSearchParams('grade=H'))).toBe('none');
  expect(openedView(new URLSearchParams('q=liu'))).toBe('none');
  expect(openedView(new URLSearchParams('v=7'))).toBe('7');
  expect(openedView(clear(opened('grade=H', '7')))).toBe('none');
});
