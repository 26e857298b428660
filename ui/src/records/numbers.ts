// Phone numbers and sums as people read them.

const FEN_PER_YUAN = 100;
const YUAN_PER_WAN = 10_000;
const WAN_PER_YI = 10_000;

/** The sum of many amounts, rounded for a heading: `¥1.23 亿`, `¥560 万`, `¥5.6M`. */
export function moneyTotal(fen: number, language: string): string {
  const yuan = fen / FEN_PER_YUAN;
  if (!language.startsWith('zh')) {
    return `¥${new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(yuan)}`;
  }
  const wan = yuan / YUAN_PER_WAN;
  if (wan >= WAN_PER_YI) return `¥${decimal(wan / WAN_PER_YI, 2)} 亿`;
  return wan >= 1 ? `¥${decimal(wan, 0)} 万` : `¥${decimal(yuan, 0)}`;
}

/** A count with thousands apart: `50,000`. */
export const count = (value: number): string => decimal(value, 0);

/** A phone number in the groups it is read in: `138 0000 0001`; anything else as it stands. */
export function groupedPhone(phone: string): string {
  return /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` : phone;
}

/** The address that makes a telephone dial; null where there is nothing to dial or it is masked. */
export function dial(phone: string): string | null {
  const digits = phone.replace(/[^\d+]/g, '');
  return digits.length >= 3 && !phone.includes('*') ? `tel:${digits}` : null;
}

/** The address that begins a text message; null where no message can be sent or the number is masked. */
export function text(phone: string): string | null {
  const digits = phone.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');
  return /^1\d{10}$/.test(digits) ? `sms:${digits}` : null;
}

/** The address that begins an e-mail; null where there is none or it is masked. */
export function mail(address: string): string | null {
  return address.includes('@') && !address.includes('*') ? `mailto:${encodeURIComponent(address).replace('%40', '@')}` : null;
}

function decimal(value: number, digits: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: digits }).format(value);
}
