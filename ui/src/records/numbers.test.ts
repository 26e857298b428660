import { describe, expect, it } from 'vitest';

import { count, dial, groupedPhone, moneyTotal, mail, text } from './numbers';

describe('sums', () => {
  it('are rounded to 万 and 亿 in Chinese and to millions in English', () => {
    expect(moneyTotal(560_440_000, 'zh-CN')).toBe('¥560 万');
    expect(moneyTotal(1_230_000_000_000, 'zh-CN')).toBe('¥123 亿');
    expect(moneyTotal(560_000_000, 'en')).toBe('¥5.6M');
  });

  it('below ten thousand yuan are told in full', () => {
    expect(moneyTotal(850_000, 'zh-CN')).toBe('¥8,500');
    expect(moneyTotal(0, 'en')).toBe('¥0');
    expect(count(50_000)).toBe('50,000');
  });
});

describe('phones', () => {
  it('of eleven digits are grouped, others stay as typed', () => {
    expect(groupedPhone('13800000001')).toBe('138 0000 0001');
    expect(groupedPhone('0411-88880000')).toBe('0411-88880000');
    expect(groupedPhone('138****0001')).toBe('138****0001');
  });

  it('dial their digits, and nothing where there are none or some are hidden', () => {
    expect(dial('0411-88880000')).toBe('tel:041188880000');
    expect(dial('138 0000 0001')).toBe('tel:13800000001');
    expect(dial('不详')).toBeNull();
    expect(dial('138****0001')).toBeNull();
  });

  it('writes a message to a mobile only, and to nobody whose number is masked', () => {
    expect(text('138 0000 0001')).toBe('sms:13800000001');
    expect(text('+86 138 0000 0001')).toBe('sms:13800000001');
    expect(text('0411-88880000')).toBeNull();
    expect(text('138****0001')).toBeNull();
  });

  it('writes an e-mail to an address', () => {
    expect(mail('liu han@example.cn')).toBe('mailto:liu%20han@example.cn');
    expect(mail('13800000001')).toBeNull();
  });
});
