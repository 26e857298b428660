import { describe, expect, it } from 'vitest';

import { settled, type SearchText } from './searchText';

const type = (before: SearchText, text: string): SearchText => ({ text, asks: text, ours: [...before.ours, text] });
const empty: SearchText = { text: '', asks: '', ours: [''] };

describe('the search box', () => {
  it('keeps what is typed while the address lags behind', () => {
    const typed = type(type(type(empty, '1'), '13'), '138');
    for (const late of ['', '1', '13']) expect(settled(typed, late)).toBe(typed);
    expect(settled(typed, '138')).toEqual({ text: '138', asks: '138', ours: ['138'] });
  });

  it('follows the address where it was changed elsewhere', () => {
    const caughtUp = settled(type(empty, '138'), '138');
    expect(settled(caughtUp, '').text).toBe('');
    expect(settled(caughtUp, '张').text).toBe('张');
  });

  it('rests once both say the same', () => {
    const caughtUp = settled(type(empty, '1'), '1');
    expect(settled(caughtUp, '1')).toBe(caughtUp);
  });
});
