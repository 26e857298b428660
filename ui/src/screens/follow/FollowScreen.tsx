// 跟进管理: reviews, losses, leads nobody has called, progress, and the day's activity.
import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';

import { paths } from '../../paths';
import { Page } from '../../shared/Page';
import { ActivityTab } from './ActivityTab';
import { LossesTab } from './LossesTab';
import { ProgressTab } from './ProgressTab';
import { ReviewTab } from './ReviewTab';
import { UntouchedTab } from './UntouchedTab';

const TABS = ['review', 'losses', 'untouched', 'progress', 'activity'] as const;

export function FollowScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab: asked } = useParams();
  const tab = TABS.find((one) => one === asked) ?? 'review';
  return (
    <Page title={t('follow.title')} width={1080}>
      <Tabs value={tab} keepMounted={false} onChange={(picked) => picked && void navigate(paths.followTab(picked), { replace: true })}>
        <Tabs.List mb="md" aria-label={t('follow.title')} style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {TABS.map((one) => <Tabs.Tab key={one} value={one} mih={44} px={{ base: 'sm', sm: 'md' }}>{t(`follow.tabs.${one}`)}</Tabs.Tab>)}
        </Tabs.List>
        <Tabs.Panel value="review"><ReviewTab /></Tabs.Panel>
        <Tabs.Panel value="losses"><LossesTab /></Tabs.Panel>
        <Tabs.Panel value="untouched"><UntouchedTab /></Tabs.Panel>
        <Tabs.Panel value="progress"><ProgressTab /></Tabs.Panel>
        <Tabs.Panel value="activity"><ActivityTab /></Tabs.Panel>
      </Tabs>
    </Page>
  );
}
