import { Button, Paper, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconCopy, IconGitMerge, IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { RELAY_MS, useAsk } from '../../api/hooks';
import type { SyncPage } from '../../api/types';
import { paths } from '../../paths';
import { useSession } from '../../session';
import classes from './Sync.module.css';

/** What a person must look at: clashes, possible duplicates, changes that were not accepted. */
export function NeedsYou({ page }: { page: SyncPage }) {
  const { t } = useTranslation();
  const { clashes, duplicates, refused } = page;
  // Statements that the relay refused stay until somebody has read them.
  const { can } = useSession();
  const box = useAsk('review_box', {}, { enabled: can('review_late'), everyMs: RELAY_MS });
  const late = box.data?.cards.length ?? 0;
  const unheard = useAsk('proposals', {}).data?.filter((one) => one.refused !== null).length ?? 0;
  return (
    <Paper p="md">
      <Title order={2} mb="xs">{t('sync.needs.title')}</Title>
      {clashes + duplicates + refused.length + unheard + late === 0 && <Text c="dimmed" size="md">{t('sync.needs.none')}</Text>}
      {clashes > 0 && (
        <div className={classes['row']}>
          <span className={classes['need']}><IconGitMerge size={18} aria-hidden />{t('sync.needs.clashes', { count: clashes })}</span>
          <Button component={Link} to={paths.customersWhere({ need: 'clash' })} variant="default" flex="none">{t('sync.needs.look')}</Button>
        </div>
      )}
      {duplicates > 0 && (
        <div className={classes['row']}>
          <span className={classes['need']}><IconCopy size={18} aria-hidden />{t('sync.needs.duplicates', { count: duplicates })}</span>
          <Button component={Link} to={paths.customersWhere({ need: 'duplicate' })} variant="default" flex="none">{t('sync.needs.look')}</Button>
        </div>
      )}
      {late > 0 && (
        <div className={classes['row']}>
          <span className={classes['need']}><IconInbox size={18} aria-hidden />{t('sync.needs.late', { count: late })}</span>
          <Button component={Link} to={paths.review} variant="default" flex="none">{t('sync.needs.look')}</Button>
        </div>
      )}
      {unheard > 0 && (
        <div className={classes['row']}>
          <span className={classes['need']}><IconAlertCircle size={18} aria-hidden />{t('sync.needs.proposals', { count: unheard })}</span>
          <Button component={Link} to={paths.proposals} variant="default" flex="none">{t('sync.needs.look')}</Button>
        </div>
      )}
      {refused.length > 0 && (
        <div className={classes['row']}>
          <span className={classes['need']}><IconAlertCircle size={18} aria-hidden />{t('sync.needs.refused', { count: refused.length })}</span>
          <Button component={Link} to={paths.refused} variant="default" flex="none">{t('sync.needs.look')}</Button>
        </div>
      )}
    </Paper>
  );
}
