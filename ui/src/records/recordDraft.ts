// What is written down about a finished follow-up, and how it is read back from a draft.
import * as z from 'zod/mini';

import { GRADES, OUTCOMES, STAGES, WAYS, type Grade, type LocalDate, type Outcome, type Stage, type Way } from '../api/types';

/** The date of the next follow-up: what the rules say, until a person chooses otherwise. */
export const BY_RULE = 'rule';

export interface RecordDraft {
  outcome: Outcome | null;
  text: string;
  grade: Grade | null;
  stage: Stage | null;
  nextOn: LocalDate | null;
  nextWay: Way;
  nextAim: string;
}

export const BLANK: RecordDraft = {
  outcome: null, text: '', grade: null, stage: null, nextOn: BY_RULE, nextWay: 'call', nextAim: '',
};

const shape = z.object({
  outcome: z.nullable(z.enum(OUTCOMES)),
  text: z.string(),
  grade: z.nullable(z.enum(GRADES)),
  stage: z.nullable(z.enum(STAGES)),
  nextOn: z.nullable(z.string()),
  nextWay: z.enum(WAYS),
  nextAim: z.string(),
});

/** A kept draft, or null where it has another shape. */
export function readRecordDraft(kept: unknown): RecordDraft | null {
  const read = shape.safeParse(kept);
  return read.success ? read.data : null;
}
