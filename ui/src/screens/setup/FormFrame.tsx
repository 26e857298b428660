import { ActionIcon, Group, Stack, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  back: () => void;
  submit: () => void;
  children: ReactNode;
}

/** A form of the first start: its title with the way back, its fields. */
export function FormFrame({ title, back, submit, children }: Props) {
  const { t } = useTranslation();
  return (
    <form noValidate aria-label={title} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <Stack>
        <Group gap="xs" wrap="nowrap">
          <ActionIcon aria-label={t('setup.back')} onClick={back} ml={-8}>
            <IconChevronLeft />
          </ActionIcon>
          <Title order={1}>{title}</Title>
        </Group>
        {children}
      </Stack>
    </form>
  );
}
