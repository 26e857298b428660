import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { AuditLine } from '../../api/types';
import { paths } from '../../paths';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import classes from './Trust.module.css';

/** One record as a sentence: who did what to whom, why, and when. */
export function AuditRow({ row }: { row: AuditLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  return (
    <li className={classes['row']} data-testid="audit-row">
      <span>
        <Text span fw={600}>{row.by?.name ?? t(row.by_device === null ? 'audit.relay' : 'audit.unknown_device')}</Text>{' '}
        <Text span>{sentence(row)}</Text>
        {row.file !== null && (
          <>
            {' · '}
            {row.customer !== null
              ? <Anchor component={Link} to={paths.customer(row.file)} underline="always">{row.customer || t('common.unnamed')}</Anchor>
              : <Text span c="dimmed">{t('audit.elsewhere')}</Text>}
          </>
        )}
      </span>
      <Text span size="sm" c="dimmed">{[row.by_device, format.moment(row.at)].filter(Boolean).join(' · ')}</Text>
    </li>
  );
}

/** What was done, and the details that belong to it. Words of a newer version are shown as they are. */
function useSentence() {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const known = (key: string, fallback: string) => (i18n.exists(key) ? String(t(key, { defaultValue: fallback })) : fallback);
  const roles = (text: string) => text.split(/[,\s]+/).filter(Boolean).map((role) => words('roles', role)).join(t('common.list_gap'));
  return ({ what, staff, device, count, reason }: AuditLine): string => {
    const isRoles = what === 'staff_added' || what === 'roles_set';
    const why = reason === null ? null : isRoles ? roles(reason) : known(`audit.reasons.${reason}`, known(`sync.refusals.${reason}`, reason));
    const many = count === null ? null : t(COUNTED[what] ?? 'audit.count', { count });
    return [
      known(`audit.words.${what}`, what),
      staff?.name,
      device === null ? null : t('audit.device', { name: device }),
      count === 1 && COUNTED[what] === undefined ? null : many,
      why,
    ].filter(Boolean).join(' · ');
  };
}

const COUNTED: Record<string, 'audit.files' | 'audit.rows'> = {
  assigned: 'audit.files', book_handed_over: 'audit.files', erased: 'audit.files', released: 'audit.files', exported: 'audit.rows',
};
