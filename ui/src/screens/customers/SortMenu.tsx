// The order of the list.
import { Menu, UnstyledButton } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { CustomerSort } from '../../api/types';
import { SORTS } from '../../records/filter';
import bar from '../../records/FilterBar.module.css';

export function SortMenu({ sort, onSort }: { sort: CustomerSort; onSort: (sort: string) => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start" withinPortal shadow="md" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <UnstyledButton className={bar['pill'] ?? ''} aria-label={`${t('customers.sort')}: ${t(`domain.sorts.${sort}`)}`} title={t('customers.sort')}>
          <IconArrowsSort size={14} aria-hidden />
          {t(`domain.sorts.${sort}`)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('customers.sort')}</Menu.Label>
        <Menu.RadioGroup value={sort} onChange={onSort}>
          {SORTS.map((option) => (
            <Menu.RadioItem key={option} value={option} closeMenuOnClick>{t(`domain.sorts.${option}`)}</Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
