// What a person sees when a screen breaks: that the data is safe, and the way on.
import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { paths } from '../paths';

function CrashNote() {
  const { t } = useTranslation();
  return (
    <Center p="xl" mih="60vh">
      <Stack align="center" maw={400} role="alert">
        <Title order={1}>{t('common.crashed.title')}</Title>
        <Text c="dimmed" ta="center">{t('common.crashed.text')}</Text>
        <Button onClick={() => window.location.reload()}>{t('common.crashed.again')}</Button>
      </Stack>
    </Center>
  );
}

/** Keeps a broken part from taking the rest with it. */
export class Crashed extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <CrashNote /> : this.props.children;
  }
}

export const RouteCrashed = CrashNote;

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Center p="xl" mih="60vh">
      <Stack align="center" maw={400}>
        <Title order={1}>{t('common.not_found.title')}</Title>
        <Text c="dimmed" ta="center">{t('common.not_found.text')}</Text>
        <Button component={Link} to={paths.today}>{t('common.not_found.home')}</Button>
      </Stack>
    </Center>
  );
}
