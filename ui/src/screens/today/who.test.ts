import { expect, it } from 'vitest';

import { askOf, readWho } from './who';

it('asks for one’s own unless the address names somebody', () => {
  expect(askOf(readWho(new URLSearchParams('')))).toEqual({ staff: null, everyone: false });
  expect(askOf(readWho(new URLSearchParams('who=all')))).toEqual({ staff: null, everyone: true });
  expect(askOf(readWho(new URLSearchParams('who=0197')))).toEqual({ staff: '0197', everyone: false });
});
