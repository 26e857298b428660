import { Skeleton, Stack } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Shapes of what is coming; answers of this device are quick, so they appear only after 150 ms. */
export function Loading({ rows = 5 }: { rows?: number }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useTimeout(() => setShown(true), 150, { autoInvoke: true });
  return (
    <Stack p="md" gap="sm" role="status" aria-busy aria-label={t('common.loading')}>
      {shown && Array.from({ length: rows }, (_, row) => <Skeleton key={row} height={44} radius="md" />)}
    </Stack>
  );
}
