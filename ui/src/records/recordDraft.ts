// What is written down about a finished follow-up, and how it is read back from a draft.
import * as z from 'zod/mini';

import { GRADES, OUTCOMES, SATISFACTIONS, STAGES, WAYS, type Grade, type LocalDate, type Outcome, type ReturnVisit, type Satisfaction, type Stage, type Way } from '../api/types';

/** The date of the next follow-up: what the rules say, until a person chooses otherwise. */
export const BY_RULE = 'rule';

/** What an owner says at a return visit. */
export interface VisitDraft {
  satisfaction: Satisfaction | null;
  buying: string;
  driving: string;
  suggestions: string;
  requests: string;
  nothingMore: boolean;
  checked: boolean;
}

export interface RecordDraft {
  visit: VisitDraft;
  outcome: Outcome | null;
  text: string;
  grade: Grade | null;
  stage: Stage | null;
  nextOn: LocalDate | null;
  nextWay: Way;
  nextAim: string;
}

const NOTHING_SAID: VisitDraft = { satisfaction: null, buying: '', driving: '', suggestions: '', requests: '', nothingMore: false, checked: false };

export const BLANK: RecordDraft = {
  visit: NOTHING_SAID,
  outcome: null, text: '', grade: null, stage: null, nextOn: BY_RULE, nextWay: 'call', nextAim: '',
};

const visit = z.object({
  satisfaction: z.nullable(z.enum(SATISFACTIONS)),
  buying: z.string(),
  driving: z.string(),
  suggestions: z.string(),
  requests: z.string(),
  nothingMore: z.boolean(),
  checked: z.boolean(),
});

const shape = z.object({
  visit: z._default(visit, NOTHING_SAID),
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

/** The visit as it is sent; null while nobody chose how content the owner is. */
export function visitOf({ satisfaction, buying, driving, suggestions, requests, nothingMore, checked }: VisitDraft): ReturnVisit | null {
  return satisfaction === null ? null : { satisfaction, buying, driving, suggestions, requests, nothing_more: nothingMore, checked };
}
