// What is seldom done with a file.
import { ActionIcon, Menu } from '@mantine/core';
import { IconBuildingWarehouse, IconDots, IconFileX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { CustomerPage } from '../../api/types';

export function MoreActs({ page, onErase, onFleet }: { page: CustomerPage; onErase: () => void; onFleet: () => void }) {
  const { t } = useTranslation();
  const canErase = page.can_request_erasure && !page.erasure_requested;
  const canPromote = page.about.can_promote && page.can_edit;
  if (!canErase && !canPromote) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" flex="none" aria-label={t('customer.more_actions')} title={t('customer.more_actions')}><IconDots size={18} aria-hidden /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canPromote && (
          <Menu.Item mih={44} leftSection={<IconBuildingWarehouse size={16} aria-hidden />} onClick={onFleet}>
            {page.customer.fleet?.is_fleet ? t('customer.fleet.demote') : t('customer.fleet.promote')}
          </Menu.Item>
        )}
        {canErase && <Menu.Item mih={44} leftSection={<IconFileX size={16} aria-hidden />} onClick={onErase}>{t('trust.erasure.request')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
