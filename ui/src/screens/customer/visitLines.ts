// What an owner said at a return visit, a line for each part. Pure.
import type { TFunction } from 'i18next';

import type { ReturnVisit } from '../../api/types';

const PARTS = ['driving', 'buying', 'suggestions', 'requests'] as const;

export function visitLines(visit: ReturnVisit | null, t: TFunction): string[] {
  if (visit === null) return [];
  const said = PARTS.filter((part) => visit[part] !== '').map((part) => t('common.said', { who: t(`care.${part}`), words: visit[part] }));
  return [...said, ...(visit.nothing_more ? [t('care.nothing_more')] : []), ...(visit.checked ? [t('care.checked')] : [])];
}
