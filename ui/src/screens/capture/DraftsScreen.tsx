import { ActionIcon, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import { paths } from '../../paths';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { FORM, readValues } from './form';

/** Half-filled leads of this device. */
export function DraftsScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const drafts = useAsk('drafts', {});
  const drop = useTell('drop_draft', { done: t('capture.draft_list.dropped') });
  const rows = drafts.data?.filter((draft) => draft.form === FORM) ?? [];
  return (
    <Page title={t('capture.draft_list.title')} back={paths.capture} width={720}>
      <ErrorNote error={drafts.error ?? drop.error} />
      {drafts.isPending && <Loading />}
      {drafts.data && rows.length === 0 && (
        <EmptyNote text={t('capture.draft_list.empty')} action={<Button component={Link} to={paths.capture}>{t('capture.draft_list.start')}</Button>} />
      )}
      <Stack gap="xs">
        {rows.map((draft) => {
          const values = readValues(draft.values);
          const who = [values?.name, values?.phone].filter(Boolean).join(' · ') || t('common.unnamed');
          return (
            <Paper key={draft.id} p="sm" data-testid="draft">
              <Group justify="space-between" wrap="nowrap" gap="xs">
                <Stack gap={0} miw={0}>
                  <Text fw={500} truncate>{who}</Text>
                  <Text size="sm" c="dimmed">{t('capture.draft_list.typed', { when: format.ago(draft.updated_at) })}</Text>
                </Stack>
                <Group gap={4} wrap="nowrap">
                  <Button component={Link} to={paths.captureDraft(draft.id)} variant="default">{t('capture.draft_list.open')}</Button>
                  <ActionIcon
                    aria-label={`${t('capture.draft_list.drop')} ${who}`}
                    onClick={() => drop.mutate({ id: draft.id }, { onSuccess: () => void drafts.refetch() })}
                  >
                    <IconTrash size={20} />
                  </ActionIcon>
                </Group>
              </Group>
            </Paper>
          );
        })}
      </Stack>
    </Page>
  );
}
