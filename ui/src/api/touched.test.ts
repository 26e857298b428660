import { describe, expect, it } from 'vitest';

import { concerns, joined } from './touched';
import type { FileKind, Touched } from './types';

const none: Touched = { files: [], everything: false, ledger: false, drafts: false, audit: false };
const file = (kind: FileKind, id = 'a'): Touched => ({ ...none, files: [{ file: id, kind }] });

describe('what was touched', () => {
  it('concerns the questions its kind of file answers, and no other', () => {
    expect(concerns(file('customer'), 'list_customers', null)).toBe(true);
    expect(concerns(file('customer'), 'drafts', null)).toBe(false);
    expect(concerns(file('event'), 'list_customers', null)).toBe(false);
    expect(concerns(file('event'), 'capture_defaults', null)).toBe(true);
    expect(concerns(file('store'), 'state', null)).toBe(true);
  });

  it('concerns the page of one event only for that event, but for every customer', () => {
    expect(concerns(file('event', 'b'), 'event', 'a')).toBe(false);
    expect(concerns(file('event', 'a'), 'event', 'a')).toBe(true);
    expect(concerns(file('customer', 'c'), 'event', 'a')).toBe(true);
  });

  it('concerns staff, devices and owners when the ledger moved', () => {
    const ledger = { ...none, ledger: true };
    expect([concerns(ledger, 'store', null), concerns(ledger, 'list_customers', null), concerns(ledger, 'drafts', null)]).toEqual([true, true, false]);
  });

  it('concerns every question when it was everything', () => {
    expect(concerns({ ...none, everything: true }, 'drafts', null)).toBe(true);
  });

  it('adds up', () => {
    expect(joined(file('customer'), { ...none, drafts: true })).toEqual({ ...file('customer'), drafts: true });
  });
});
