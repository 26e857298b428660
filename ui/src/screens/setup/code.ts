// How a joining code looks while it is typed. The core decides whether it is right.
const GROUP = 5;
const LENGTH = 10;

/** Ten letters and digits in two groups of five, as the inviting screen shows them. */
export function codeText(typed: string): string {
  const plain = typed.replace(/[^0-9a-z]/gi, '').toUpperCase().slice(0, LENGTH);
  return plain.length > GROUP ? `${plain.slice(0, GROUP)} ${plain.slice(GROUP)}` : plain;
}

/** A name for this device by what the browser says of it. */
export function deviceKind(agent: string): 'android' | 'iphone' | 'ipad' | 'windows' | 'mac' | 'linux' | 'other' {
  if (/android/i.test(agent)) return 'android';
  if (/iphone/i.test(agent)) return 'iphone';
  if (/ipad/i.test(agent)) return 'ipad';
  if (/windows/i.test(agent)) return 'windows';
  if (/mac os/i.test(agent)) return 'mac';
  if (/linux/i.test(agent)) return 'linux';
  return 'other';
}

/** Whether a text is all that an invitation's QR code says, not an address alone. */
export const isInvitation = (typed: string): boolean => /^\s*forecourt:join\?/i.test(typed);
