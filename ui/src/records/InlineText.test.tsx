import '../i18n';

import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { CallError } from '../api/call';
import { speak } from '../i18n';
import { InlineText } from './InlineText';

let root: Root | null = null;

beforeAll(() => {
  speak('en');
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
});
afterEach(() => {
  act(() => root?.unmount());
  document.body.replaceChildren();
});

const input = () => document.querySelector('input');
const shown = () => document.querySelector('button')?.textContent;
const tell = (event: Event) => act(async () => void input()?.dispatchEvent(event));
const press = (key: string, isComposing = false) => tell(new KeyboardEvent('keydown', { key, isComposing, bubbles: true }));
const leave = () => tell(new FocusEvent('focusout', { bubbles: true }));

/** Opens the field and replaces its text. */
async function edit(onSave: (value: string) => Promise<unknown>, typed: string): Promise<void> {
  const place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  await act(async () => root?.render(<MantineProvider><InlineText label="Budget" value="450000" onSave={onSave} /></MantineProvider>));
  await act(async () => document.querySelector('button')?.click());
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  await act(async () => {
    setter?.call(input(), typed);
    input()?.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

describe('a field edited where it stands', () => {
  it('is saved by Enter, once', async () => {
    const save = vi.fn(() => Promise.resolve());
    await edit(save, ' 45万 ');
    await press('Enter');
    await leave();
    expect(save.mock.calls).toEqual([['45万']]);
    expect(shown()).toBe('450000');
    expect(document.activeElement, 'the keyboard goes on from here').toBe(document.querySelector('button'));
  });

  it('stays as it was after Escape', async () => {
    const save = vi.fn(() => Promise.resolve());
    await edit(save, 'x');
    await press('Escape');
    expect(shown()).toBe('450000');
    expect(save).not.toHaveBeenCalled();
  });

  it('is not saved where nothing changed', async () => {
    const save = vi.fn(() => Promise.resolve());
    await edit(save, '450000');
    await leave();
    expect(save).not.toHaveBeenCalled();
  });

  it('keeps what was typed, and says so, where the core refuses it', async () => {
    await edit(() => Promise.reject(new CallError({ code: 'bad_amount', message: '', field: 'value' })), 'a lot');
    await press('Enter');
    expect(input()?.getAttribute('aria-invalid')).toBe('true');
    expect(input()?.value).toBe('a lot');
  });

  it('does not take the Enter of an input method for its own', async () => {
    const save = vi.fn(() => Promise.resolve());
    await edit(save, 'zhang');
    await press('Enter', true);
    expect(save).not.toHaveBeenCalled();
  });
});
