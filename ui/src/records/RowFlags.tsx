// What a person should notice about a file in a list: not sent yet, two versions, possible duplicate.
import { IconCloudUp, IconCopy, IconGitFork } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { CustomerRow } from '../api/types';
import { Pill } from './Pill';

type Flagged = Pick<CustomerRow, 'waiting' | 'clashes' | 'duplicates'>;

export function RowFlags({ row, brief = false }: { row: Flagged; brief?: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {row.clashes > 0 && (
        <Pill tone="clash" icon={<IconGitFork size={14} aria-hidden />} title={t('records.flag.clash', { count: row.clashes })}>
          {brief ? row.clashes : t('records.flag.clash', { count: row.clashes })}
        </Pill>
      )}
      {row.duplicates > 0 && (
        <Pill tone="warn" icon={<IconCopy size={14} aria-hidden />} title={t('records.flag.duplicate')}>
          {t(brief ? 'records.flag.duplicate_brief' : 'records.flag.duplicate')}
        </Pill>
      )}
      {row.waiting && <WaitingDot />}
    </>
  );
}

/** Saved here, not sent yet: shown only while that is so. */
export function WaitingDot() {
  const { t } = useTranslation();
  return (
    <span role="img" aria-label={t('records.flag.waiting')} title={t('records.flag.waiting')} style={{ display: 'inline-flex', flex: 'none' }}>
      <IconCloudUp size={16} color="var(--mantine-color-dimmed)" aria-hidden />
    </span>
  );
}
