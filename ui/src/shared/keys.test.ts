import { expect, it } from 'vitest';

import { isTyping } from './keys';

function press(target: HTMLElement, init: KeyboardEventInit = {}): KeyboardEvent {
  document.body.append(target);
  const event = new KeyboardEvent('keydown', { key: 'n', bubbles: true, ...init });
  target.dispatchEvent(event);
  return event;
}

it('leaves keys alone while someone types or composes', () => {
  expect(isTyping(press(document.createElement('input')))).toBe(true);
  expect(isTyping(press(document.createElement('textarea')))).toBe(true);
  expect(isTyping(press(document.createElement('button')))).toBe(false);
  expect(isTyping(press(document.createElement('button'), { isComposing: true }))).toBe(true);
});
