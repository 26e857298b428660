import { describe, expect, it } from 'vitest';

import type { CaptureDefaults, Draft } from '../../api/types';
import { emptyValues, isBlank, readValues, ruledFollowUp, toRequest, withRunning } from './form';
import { draftToOpen } from './useCapture';

const defaults: CaptureDefaults = {
  events: [{ file: 'event-1', name: '秋季车展' }],
  series: [{ id: 'a6', name: 'A6L' }],
  owner: { id: 'staff-1', name: '李想' },
  next_follow_up_on: [{ grade: 'H', on: '2026-11-23' }, { grade: 'N', on: '2026-11-22' }],
};
const draft = (id: string, updated_at: number, values: unknown): Draft => ({ id, form: 'capture', values, updated_at });

describe('the capture form', () => {
  it('starts blank with the event of the day and its source', () => {
    const values = emptyValues(defaults);
    expect([values.event, values.source, isBlank(values)]).toEqual(['event-1', 'event', true]);
    expect(isBlank({ ...values, phone: '1' })).toBe(false);
    expect(isBlank({ ...values, refused: true })).toBe(false);
  });

  it('follows the event of the day until a person chooses another, and a chosen source stays', () => {
    const early = emptyValues({ ...defaults, events: [] });
    expect([early.event, withRunning(early, null, 'event-1')]).toEqual([null, { event: 'event-1', source: 'event' }]);
    expect(withRunning({ ...early, source: 'walk_in' }, null, 'event-1')).toEqual({ event: 'event-1', source: 'walk_in' });
    expect(withRunning({ ...emptyValues(defaults), event: null }, 'event-1', 'event-2')).toBeNull();
    expect(withRunning(emptyValues(defaults), 'event-1', null)).toEqual({ event: null, source: null });
  });

  it('becomes the request with every word that was typed', () => {
    const values = { ...emptyValues(defaults), phone: ' 13800000001 ', name: '刘汉', grade: 'H' as const, interests: ['a6'], model: 'Q7，SQ5', competitor: '奔驰 E', budget: '45万' };
    const request = toRequest(values, 'draft-1');
    expect(request.phones).toEqual(['13800000001']);
    expect(request.named).toEqual([{ kind: 'model', name: 'Q7' }, { kind: 'model', name: 'SQ5' }, { kind: 'competitor', name: '奔驰 E' }]);
    expect([request.budget, request.grade, request.draft, request.request]).toEqual(['45万', 'H', 'draft-1', values.request]);
    expect(toRequest(emptyValues(defaults), null).phones).toEqual([]);
  });

  it('keeps the request id through a draft, so that a save repeated after a crash captures once', () => {
    const values = { ...emptyValues(defaults), phone: '138' };
    expect(readValues(JSON.parse(JSON.stringify(values)))).toEqual(values);
  });

  it('reads a draft that lacks fields, and refuses one of another shape', () => {
    expect(readValues({ phone: '138' })?.phone).toBe('138');
    expect(readValues({ phone: '138' })?.request).not.toBe('');
    expect(readValues({ phone: 138 })).toBeNull();
    expect(readValues({ grade: 'Z' })).toBeNull();
    expect(readValues('x')).toBeNull();
  });

  it('opens the draft asked for, else the newest one it can read', () => {
    const drafts = [draft('a', 1, {}), draft('b', 3, {}), draft('c', 9, 'x'), { ...draft('d', 8, {}), form: 'note' }];
    expect(draftToOpen(drafts, null)?.id).toBe('b');
    expect(draftToOpen(drafts, 'a')?.id).toBe('a');
    expect(draftToOpen(drafts, 'gone')).toBeNull();
  });

  it('shows the date that the rules give a grade, and that of an ungraded lead', () => {
    expect([ruledFollowUp(defaults, 'H'), ruledFollowUp(defaults, null), ruledFollowUp(defaults, 'B')]).toEqual(['2026-11-23', '2026-11-22', null]);
  });
});
