// What the timeline keeps of a printed document: `template>version>language>number>id`. Pure.
import type { Subject } from '../api/types';

interface Printed {
  subject: Subject;
  version: number;
  number: string;
}

const KINDS: readonly Subject['kind'][] = ['proposal', 'order', 'test_drive', 'delivery'];

/** The document, so that it can be printed again as it was; null where the line was written by a newer version. */
export function printedOf(text: string): Printed | null {
  const [kind, version, , ...rest] = text.split('>');
  const id = rest.pop();
  const known = KINDS.find((one) => one === kind);
  const number = rest.join('>');
  return known && id && Number(version) > 0 ? { subject: { kind: known, id }, version: Number(version), number } : null;
}
