import { expect, it } from 'vitest';

import { newUndoStack } from './stack';

it('hands out the newest way back first, each once', () => {
  const stack = newUndoStack();
  stack.push('a');
  stack.push('b');
  stack.push('c');
  expect(stack.newest(), 'and only looks at it').toBe('c');
  expect(stack.take('b')).toBe('b');
  expect(stack.take('b')).toBeNull();
  expect([stack.take(), stack.take(), stack.take()]).toEqual(['c', 'a', null]);
});
