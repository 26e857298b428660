import { Alert, Button, Group, Text } from '@mantine/core';
import { IconFileX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { CustomerPage } from '../../api/types';
import { paths } from '../../paths';
import { useSession } from '../../session';

/** That somebody asked to have this customer forgotten. */
export function ErasureNotice({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const { can } = useSession();
  if (!page.erasure_requested) return null;
  return (
    <Alert variant="light" color="yellow" icon={<IconFileX />}>
      <Group justify="space-between" gap="xs">
        <Text size="md" c="inherit">{t('trust.erasure.pending')}</Text>
        {can('decide_erasures') && <Button component={Link} to={paths.erasures} variant="default">{t('trust.erasure.decide')}</Button>}
      </Group>
    </Alert>
  );
}
