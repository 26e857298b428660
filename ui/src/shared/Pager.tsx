// Leafs through a long list; the page stands in the address.
import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** From 0. */
  page: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
}

export function Pager({ page, size, total, onPage }: Props) {
  const { t } = useTranslation();
  if (total <= size) return null;
  const last = Math.ceil(total / size) - 1;
  const go = (to: number) => {
    onPage(to);
    document.getElementById('main')?.scrollTo({ top: 0 });
  };
  return (
    <Group component="nav" aria-label={t('common.pager.title')} justify="center" py="sm" gap="xs">
      <ActionIcon variant="default" size={44} aria-label={t('common.pager.before')} disabled={page === 0} onClick={() => go(page - 1)}><IconChevronLeft size={18} aria-hidden /></ActionIcon>
      <Text size="sm" role="status">{t('common.pager.at', { from: page * size + 1, to: Math.min(total, (page + 1) * size), total })}</Text>
      <ActionIcon variant="default" size={44} aria-label={t('common.pager.after')} disabled={page >= last} onClick={() => go(page + 1)}><IconChevronRight size={18} aria-hidden /></ActionIcon>
    </Group>
  );
}
