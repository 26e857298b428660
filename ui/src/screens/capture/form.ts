// What the capture form holds, as a value: empty, from a draft, as a request. No rule about customers lives here.
import * as z from 'zod/mini';

import { CONSENT_PURPOSES, GRADES, INFORMATION_SOURCES, SEXES, type CaptureDefaults, type CaptureLead, type Grade } from '../../api/types';

const oneOf = <T extends string>(words: readonly T[]) =>
  z.custom<T>((value) => typeof value === 'string' && words.some((word) => word === value));

const schema = z.object({
  phone: z._default(z.string(), ''),
  name: z._default(z.string(), ''),
  sex: z._default(z.nullable(oneOf(SEXES)), null),
  refused: z._default(z.boolean(), false),
  event: z._default(z.nullable(z.string()), null),
  interests: z._default(z.array(z.string()), []),
  model: z._default(z.string(), ''),
  competitor: z._default(z.string(), ''),
  grade: z._default(z.nullable(oneOf(GRADES)), null),
  // A store has sources of its own.
  source: z._default(z.nullable(z.string()), null),
  heard: z._default(z.nullable(oneOf(INFORMATION_SOURCES)), null),
  budget: z._default(z.string(), ''),
  purchaseOn: z._default(z.nullable(z.string()), null),
  nextOn: z._default(z.nullable(z.string()), null),
  remark: z._default(z.string(), ''),
  consents: z._default(z.array(z.object({ purpose: oneOf(CONSENT_PURPOSES), wording: z.string(), way: z.string() })), []),
  /** Stays the same until the lead is saved, so that a repeated save captures once. */
  request: z._default(z.string(), ''),
});

/** The form as it is kept in a draft. */
export type CaptureValues = z.infer<typeof schema>;

/** Name of the form among the drafts. */
export const FORM = 'capture';

/** The event that runs today. */
export const running = (defaults: CaptureDefaults): string | null => defaults.events[0]?.file ?? null;

const sourceAt = (event: string | null) => (event === null ? null : ('event' as const));

/** An empty form: the event that runs today, and where the leads of it come from. */
export function emptyValues(defaults: CaptureDefaults, event: string | null = running(defaults)): CaptureValues {
  return { ...schema.parse({}), event, source: sourceAt(event), request: crypto.randomUUID() };
}

/** What follows from another event running now than the one `offered` before; null where a person chose the event. */
export function withRunning(values: CaptureValues, offered: string | null, now: string | null): Partial<CaptureValues> | null {
  if (values.event !== offered) return null;
  return { event: now, source: values.source === sourceAt(offered) ? sourceAt(now) : values.source };
}

/** A draft's values; null where they are not of this form. A draft of an older version lacks fields, never meaning. */
export function readValues(values: unknown): CaptureValues | null {
  const read = schema.safeParse(values);
  if (!read.success) return null;
  return read.data.request === '' ? { ...read.data, request: crypto.randomUUID() } : read.data;
}

/** Whether a person put anything in; what is filled in by itself does not count. */
export function isBlank(values: CaptureValues): boolean {
  const { phone, name, sex, refused, interests, model, competitor, grade, heard, budget, purchaseOn, nextOn, remark } = values;
  const texts = [phone, name, model, competitor, budget, remark].every((text) => text.trim() === '');
  return texts && !sex && !refused && interests.length === 0 && !grade && !heard && !purchaseOn && !nextOn;
}

const words = (text: string) => text.split(/[,，、;；]/).map((word) => word.trim()).filter((word) => word !== '');

/** The form as a request. */
export function toRequest(values: CaptureValues, draft: string | null): CaptureLead {
  const phone = values.phone.trim();
  return {
    phones: phone === '' ? [] : [phone],
    name: values.name.trim(),
    sex: values.sex,
    contact_refused: values.refused,
    event: values.event,
    interests: values.interests,
    named: [
      ...words(values.model).map((name) => ({ kind: 'model' as const, name })),
      ...words(values.competitor).map((name) => ({ kind: 'competitor' as const, name })),
    ],
    grade: values.grade,
    source: values.source,
    information_source: values.heard,
    budget: values.budget.trim(),
    purchase_on: values.purchaseOn,
    next_follow_up_on: values.nextOn,
    remark: values.remark.trim(),
    consents: values.consents,
    draft,
    request: values.request,
  };
}

/** The date of the next follow-up as the store's rules have it for `grade`. */
export function ruledFollowUp(defaults: CaptureDefaults, grade: Grade | null): string | null {
  return defaults.next_follow_up_on.find((one) => one.grade === (grade ?? 'N'))?.on ?? null;
}
