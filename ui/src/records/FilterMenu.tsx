// One dimension of a filter: a pill that opens a list to tick.
import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import classes from './FilterBar.module.css';

export interface Option {
  value: string;
  label: string;
}

interface Props {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
  onClear: () => void;
}

export function FilterMenu({ label, options, chosen, onToggle, onClear }: Props) {
  const { t } = useTranslation();
  const names = chosen.map((value) => options.find((option) => option.value === value)?.label ?? '…');
  const [first, ...others] = names;
  return (
    <Menu position="bottom-start" withinPortal closeOnItemClick={false} shadow="md" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <UnstyledButton className={classes['pill']} data-active={chosen.length > 0 || undefined}>
          <span className={classes['label']}>{label}</span>
          {first !== undefined && <span className={classes['chosen']}>{first}{others.length > 0 && ` +${others.length}`}</span>}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes['dropdown'] ?? ''}>
        {options.map((option) => (
          <Menu.CheckboxItem key={option.value} checked={chosen.includes(option.value)} onChange={() => onToggle(option.value)}>
            {option.label}
          </Menu.CheckboxItem>
        ))}
        {chosen.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item closeMenuOnClick onClick={onClear}>{t('common.clear')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
