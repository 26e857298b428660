// What is seldom done with a file.
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconFileX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage } from '../../api/types';

export function MoreActs({ page, onErase }: { page: CustomerPage; onErase: () => void }) {
  const { t } = useTranslation();
  if (!page.can_request_erasure || page.erasure_requested) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" flex="none" aria-label={t('customer.more_actions')} title={t('customer.more_actions')}><IconDots size={18} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item mih={44} leftSection={<IconFileX size={16} aria-hidden />} onClick={onErase}>{t('trust.erasure.request')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
