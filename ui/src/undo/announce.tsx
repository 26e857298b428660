// Says that something was done and offers the way back, by the toast's button or by Ctrl/Cmd-Z.
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconCheck, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { call, asCallError } from '../api/call';
import { refetch } from '../api/client';
import { useUndoneText } from './kept';
import { newUndoStack, UNDO_MS } from './stack';

const ways = newUndoStack();

/** Undoes one thing, the newest unless told which, and says what came of it. */
export function useUndo() {
  const client = useQueryClient();
  const { t } = useTranslation();
  const said = useUndoneText();
  const latest = useRef(said);
  useEffect(() => {
    latest.current = said;
  });
  return useCallback(
    async (id?: string) => {
      const undo = ways.take(id);
      if (undo === null) return;
      notifications.hide(undo);
      try {
        const undone = await call('undo', { undo });
        void refetch(client, undone.touched);
        notifications.show({
          message: latest.current(undone.kept),
          icon: <IconArrowBackUp size={18} />,
          withCloseButton: false,
        });
      } catch (thrown) {
        const error = asCallError(thrown);
        notifications.show({ color: 'red', icon: <IconX size={18} />, message: t(`errors.${error.code}`) });
      }
    },
    [client, t],
  );
}

/** A function that says something was done; with a way back it stays for eight seconds. */
export function useAnnounce() {
  const undo = useUndo();
  const { t } = useTranslation();
  return useCallback(
    (text: string, way: string | null = null) => {
      if (way === null) {
        notifications.show({ message: text, icon: <IconCheck size={18} />, color: 'green', autoClose: 4000, withCloseButton: false });
        return;
      }
      // The newest stands, at once: behind a few older ones it would come when they are gone. Those are still in the list
      // of what was done.
      const before = ways.newest();
      if (before !== null) notifications.hide(before);
      ways.push(way);
      notifications.show({
        id: way,
        autoClose: UNDO_MS,
        color: 'green',
        icon: <IconCheck size={18} />,
        withCloseButton: false,
        message: (
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Text size="md">{text}</Text>
            <Button variant="subtle" flex="none" onClick={() => void undo(way)}>
              {t('common.undo')}
            </Button>
          </Group>
        ),
      });
    },
    [t, undo],
  );
}
