import { Alert, Button, Center, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { asCallError } from '../api/call';

interface Props {
  error: unknown;
  /** Tries again. */
  again?: () => void;
  /** Stands alone on the page. */
  page?: boolean;
}

/** What failed, whether the data is safe and what to do, with the code in small grey for support. */
export function ErrorNote({ error, again, page }: Props) {
  const { t } = useTranslation();
  if (!error) return null;
  const { code, about } = asCallError(error);
  const note = (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle />} maw={560} w="100%">
      <Stack gap="xs">
        <Text size="md">{t(`errors.${code}`)}</Text>
        {about && <Text size="md" fw={600}>{about}</Text>}
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {t('common.error_code', { code })}
          </Text>
          {again && code !== 'not_allowed' && (
            <Button variant="default" onClick={again}>
              {t('common.retry')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
  return page ? <Center p="md" mih="50vh">{note}</Center> : note;
}
