// An event's fields as the form edits them: texts as people type them; only what changed is sent.
import type { EventField, EventFieldValue, EventFile } from '../../api/types';

/** Fields with a place in the form. */
export const FORM_FIELDS = ['name', 'place', 'starts_on', 'ends_on', 'target_leads', 'cost_fen', 'remark', 'closed'] as const satisfies readonly EventField[];

export type EventValues = Record<(typeof FORM_FIELDS)[number], string>;

/** Fen as yuan in plain digits, the way a person would type it. */
export function yuanText(fen: string): string {
  const match = /^(\d+)$/.exec(fen);
  if (!match) return fen;
  const yuan = Number(fen) / 100;
  return Number.isSafeInteger(Number(fen)) ? String(yuan) : fen;
}

/** An event as form values; `today` starts a new one. */
export function eventValues(event: EventFile | null, today: string): EventValues {
  if (!event) return { name: '', place: '', starts_on: today, ends_on: today, target_leads: '', cost_fen: '', remark: '', closed: '' };
  const at = (field: EventField) => event.fields[field] ?? '';
  return {
    name: at('name'), place: at('place'), starts_on: at('starts_on'), ends_on: at('ends_on'),
    target_leads: at('target_leads'), cost_fen: yuanText(at('cost_fen')), remark: at('remark'), closed: at('closed'),
  };
}

/** What differs, for the core to write. */
export function changedFields(before: EventValues, after: EventValues, isNew: boolean): EventFieldValue[] {
  return FORM_FIELDS.filter((field) => (isNew ? field === 'name' || after[field].trim() !== '' : after[field].trim() !== before[field])).map((field) => ({
    field,
    value: after[field].trim(),
  }));
}

export type EventState = 'running' | 'closed' | 'planned' | 'past';

/** Where an event stands on `today`. */
export function eventState(event: EventFile, running: boolean, today: string): EventState {
  if (event.fields['closed']) return 'closed';
  if (running) return 'running';
  return (event.fields['starts_on'] ?? '') > today ? 'planned' : 'past';
}
