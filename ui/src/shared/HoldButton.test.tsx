import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { HoldButton } from './HoldButton';

let root: Root | null = null;
const held = vi.fn();

beforeEach(async () => {
  held.mockReset();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
  vi.useFakeTimers();
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () => root?.render(<MantineProvider><HoldButton label="Back" hint="Hold on" onHeld={held} /></MantineProvider>));
});
afterEach(() => {
  act(() => root?.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
});

const tell = (event: Event) => act(async () => void document.querySelector('button')?.dispatchEvent(event));
const pass = (ms: number) => act(async () => void vi.advanceTimersByTime(ms));

it('acts after it was held, once, and not after a tap', async () => {
  await tell(new Event('pointerdown', { bubbles: true }));
  await pass(700);
  await tell(new Event('pointerup', { bubbles: true }));
  await pass(3000);
  expect(held).not.toHaveBeenCalled();
  await tell(new Event('pointerdown', { bubbles: true }));
  await pass(3000);
  expect(held).toHaveBeenCalledTimes(1);
});

it('can be held with the space bar', async () => {
  await tell(new KeyboardEvent('keydown', { key: ' ', bubbles: true }));
  await pass(3000);
  expect(held).toHaveBeenCalledTimes(1);
});
