// The twin of dragging: everything a drag can do, and what it cannot.
import { ActionIcon, Menu } from '@mantine/core';
import { IconCalendarPlus, IconChevronRight, IconDotsVertical, IconExternalLink, IconStairs, IconTag, IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { HAND_GRADES, STAGES, type PipelineCard } from '../../api/types';
import { paths } from '../../paths';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import classes from './Pipeline.module.css';
import type { Target } from './useMove';

export interface CardActs {
  move: (card: PipelineCard, target: Target) => void;
  plan: (card: PipelineCard) => void;
  tag: (card: PipelineCard) => void;
  /** The card whose menu is open. */
  menuOf: string | null;
  openMenu: (opportunity: string | null) => void;
}

export function CardMenu({ card, acts }: { card: PipelineCard; acts: CardActs }) {
  const { t } = useTranslation();
  const { title } = useCustomerTitle()(card.customer);
  const { stage, grade } = card.customer;
  return (
    <Menu
      position="bottom-end"
      withinPortal
      shadow="md"
      transitionProps={{ duration: 100 }}
      opened={acts.menuOf === card.opportunity}
      onChange={(opened) => acts.openMenu(opened ? card.opportunity : null)}
    >
      <Menu.Target>
        <ActionIcon size={36} className={classes['menuButton'] ?? ''} aria-label={t('pipeline.move_whom', { name: title })} title={t('pipeline.move_to')}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('pipeline.move_to')}</Menu.Label>
        {STAGES.map((to) => (
          <Menu.Item key={to} disabled={to === stage} leftSection={<IconStairs size={16} aria-hidden />} onClick={() => acts.move(card, { stage: to })}>
            {t(`domain.stages.${to}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Sub position="left-start">
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconTargetArrow size={16} aria-hidden />} rightSection={<IconChevronRight size={14} aria-hidden />}>
              {t('pipeline.grade_as')}
            </Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            {HAND_GRADES.map((to) => (
              <Menu.Item key={to} disabled={to === grade} onClick={() => acts.move(card, { grade: to })}>
                {to} · {t(`domain.grade_hints.${to}`)}
              </Menu.Item>
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
        <Menu.Item leftSection={<IconCalendarPlus size={16} aria-hidden />} onClick={() => acts.plan(card)}>{t('customer.plan')}</Menu.Item>
        <Menu.Item leftSection={<IconTag size={16} aria-hidden />} onClick={() => acts.tag(card)}>{t('pipeline.tag')}</Menu.Item>
        <Menu.Item component={Link} to={paths.customer(card.customer.file)} leftSection={<IconExternalLink size={16} aria-hidden />}>
          {t('pipeline.open')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
