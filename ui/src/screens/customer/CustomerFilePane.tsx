// The file of one customer beside the list.
import { ActionIcon, CloseButton, Group, Text } from '@mantine/core';
import { IconArrowsDiagonal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { FileId } from '../../api/types';
import { paths } from '../../paths';
import { Loading } from '../../shared/Loading';
import { CustomerFile } from './CustomerFile';
import { FileError } from './FileError';

export function CustomerFilePane({ file, onClose }: { file: FileId; onClose: () => void }) {
  const { t } = useTranslation();
  const page = useAsk('customer', { file });
  return (
    <>
      <Group justify="space-between" px={16} pt={4} gap={0} wrap="nowrap">
        <Text size="sm" c="dimmed" flex={1}>{t('customer.title')}</Text>
        <ActionIcon component={Link} to={paths.customer(file)} aria-label={t('customers.open_full')} title={t('customers.open_full')}>
          <IconArrowsDiagonal size={18} aria-hidden />
        </ActionIcon>
        <CloseButton iconSize={18} aria-label={t('customers.close_pane')} title={t('customers.close_pane')} onClick={onClose} />
      </Group>
      <FileError error={page.error} again={() => void page.refetch()} />
      {page.isPending && <Loading />}
      {page.data && <CustomerFile page={page.data} wide={false} />}
    </>
  );
}
