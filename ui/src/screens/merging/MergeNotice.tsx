// On the manager's day: how many decisions about doubled customers wait. Nothing where there are none.
import { Text } from '@mantine/core';
import { IconChevronRight, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../../api/hooks';
import { paths } from '../../paths';
import { useSession } from '../../session';
import classes from './Merging.module.css';

export function MergeNotice() {
  const { t } = useTranslation();
  const { can } = useSession();
  const counts = useAsk('merge_counts', {}, { enabled: can('join_files') });
  const { certain = 0, questions = 0 } = counts.data ?? {};
  if (certain === 0 && questions === 0) return null;
  const told = [questions > 0 && t('merging.notice_questions', { count: questions }), certain > 0 && t('merging.notice_certain', { count: certain })];
  return (
    <Link to={paths.merging} className={classes['notice'] ?? ''} data-asks={questions > 0 || undefined}>
      <IconCopy size={18} aria-hidden />
      <Text span size="sm" flex={1}>{told.filter(Boolean).join(t('common.sentence_gap'))}</Text>
      <IconChevronRight size={18} aria-hidden />
    </Link>
  );
}
