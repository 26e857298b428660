import { Center, Stack, Text } from '@mantine/core';
import { IconClipboardList, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  text: string;
  icon?: TablerIcon;
  /** The one thing to do about it. */
  action?: ReactNode;
}

/** One sentence and one button where a list would be bare. */
export function EmptyNote({ text, icon: Icon = IconClipboardList, action }: Props) {
  return (
    <Center p="xl" mih={240}>
      <Stack align="center" gap="md" maw={360}>
        <Icon size={40} stroke={1.25} color="var(--mantine-color-dimmed)" aria-hidden />
        <Text c="dimmed" ta="center">
          {text}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}
