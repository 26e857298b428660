import { describe, expect, it } from 'vitest';

import type { CustomerFile, EntryKind } from '../../api/types';
import { BLANK_FILE } from './blank';
import { fromTo, isShown, orderTold, plannedOf, timelineOf } from './timeline';

const entry = (id: string, kind: EntryKind, at: number) => ({ id, kind, at, by: 's1', text: '', event: null, mood: null, expectation: null, topic: null, outcome: null });
const file = (change: Partial<CustomerFile>): CustomerFile => ({ ...BLANK_FILE, ...change });
const followUp = (id: string, due_on: string, at: number | null) => ({
  id, opportunity: null, way: 'call' as const, aim: '', due_on, planned_by: null, planned_at: 1,
  result: at === null ? null : { outcome: 'reached' as const, text: '', at, by: 's1', visit: null },
  comment: null, answer: null,
});

describe('the timeline', () => {
  it('tells entries, results and consents in one stream, newest first', () => {
    const items = timelineOf(
      file({
        entries: [entry('e1', 'captured', 10), entry('e2', 'note', 40)],
        follow_ups: [followUp('t1', '2026-11-20', 30), followUp('t2', '2026-11-30', null)],
        consents: [{ id: 'c1', purpose: 'consulting', wording: '1', way: 'tick', given_at: 20, taken_by: 's1', withdrawn_at: 50 }],
      }),
    );
    expect(items.map((item) => item.id)).toEqual(['c1-withdrawn', 'e2', 't1', 'c1', 'e1']);
  });

  it('tells the opening of a file once', () => {
    expect(timelineOf(file({})).map((item) => item.of)).toEqual(['opened']);
    expect(timelineOf(file({ entries: [entry('e1', 'opened', 1)] })).map((item) => item.of)).toEqual(['entry']);
  });

  it('can be looked at in parts that together are the whole', () => {
    const kinds: readonly EntryKind[] = ['opened', 'captured', 'note', 'call', 'visit', 'message', 'test_drive', 'stage_moved', 'graded', 'clash_settled', 'call_in', 'relation_set'];
    const items = timelineOf(file({ entries: kinds.map((kind, at) => entry(kind, kind, at)), follow_ups: [followUp('t1', '2026-11-20', 30)] }));
    const parts = (['contact', 'notes', 'changes'] as const).map((show) => items.filter((item) => isShown(item, show)).length);
    expect(parts).toEqual([7, 1, 5]);
    expect(items.filter((item) => isShown(item, 'all'))).toHaveLength(13);
  });

  it('leaves planned follow-ups to the plan, the next one first', () => {
    const planned = plannedOf(file({ follow_ups: [followUp('b', '2026-12-01', null), followUp('a', '2026-11-23', null), followUp('c', '2026-11-01', 5)] }));
    expect(planned.map((one) => one.id)).toEqual(['a', 'b']);
  });

  it('reads moves only where they are written as moves', () => {
    expect(fromTo('needs>proposal')).toEqual(['needs', 'proposal']);
    expect(fromTo('好>更好>最好')).toBeNull();
    expect(fromTo('随便')).toBeNull();
  });
});

it('tells what became of an order, and of a payment taken out of use how much and why', () => {
  expect(orderTold('signed>D01-0001')).toEqual({ what: 'signed', number: 'D01-0001', kind: '', fen: null, words: '' });
  expect(orderTold('payment_removed>D01-0001>deposit>500000\n重复 > 录入\n已核对')).toEqual({
    what: 'payment_removed', number: 'D01-0001', kind: 'deposit', fen: 500000, words: '重复 > 录入\n已核对',
  });
  expect(orderTold('随便写的话')).toBeNull();
});
