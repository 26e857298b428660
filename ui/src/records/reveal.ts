import type { UnmaskReason } from '../api/types';

/** Why a number is looked at in full, the most frequent first. */
export const REVEAL_REASONS: readonly UnmaskReason[] = ['call', 'identify', 'correct', 'complaint', 'paperwork', 'other'];

/** Whether the core hid part of a number or of a text that holds one. */
export const isMasked = (text: string): boolean => text.includes('****');
