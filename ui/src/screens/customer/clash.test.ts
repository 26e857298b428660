import { describe, expect, it } from 'vitest';

import type { CustomerPage } from '../../api/types';
import { BLANK_FILE, BLANK_PAGE } from './blank';
import { namedBy, writerOf } from './clash';

const number = { typed: '13800000001', normalised: '13800000001', kind: 'mobile' as const };
const page: CustomerPage = {
  ...BLANK_PAGE,
  customer: { ...BLANK_FILE, phones: [{ id: 'p1', number, label: '', is_main: true, contact: null }] },
  events: [{ file: 'e1', name: '秋季车展' }],
};

describe('a clash', () => {
  it('names what an id stands for, and nothing where this device does not hold it', () => {
    expect(namedBy(page, 'main_phone', 'p1')).toBe('138 0000 0001');
    expect(namedBy(page, 'event', 'e1')).toBe('秋季车展');
    expect(namedBy(page, 'event', 'e2')).toBeNull();
    expect(namedBy(page, 'referrer', 'f9')).toBeNull();
    expect(namedBy(page, 'name', '刘汉')).toBeNull();
  });

  it('tells the writer whether the id has dashes or not', () => {
    const device = {
      id: '0197AAAA-bbbb-7ccc-8ddd-000000000001', staff: 's1', staff_name: '周颖', name: '手机', is_this: false, revoked: false, wipes: false,
      last_seen_at: null, connected: false,
    };
    expect(writerOf({ value: 'x', device: '0197aaaabbbb7ccc8ddd000000000001' }, [device])?.staff_name).toBe('周颖');
    expect(writerOf({ value: 'x', device: null }, [device])).toBeNull();
    expect(writerOf({ value: 'x', device: '0197aaaabbbb7ccc8ddd000000000002' }, [device])).toBeNull();
  });
});
