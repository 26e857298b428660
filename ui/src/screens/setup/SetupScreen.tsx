// Everything before a store is open: language, the three ways in, waiting to be let in, data that will not open.
import { Button, Container, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { AppState, Language } from '../../api/types';
import { speak } from '../../i18n';
import { ErrorNote } from '../../shared/ErrorNote';
import { Closed } from './Closed';
import { JoinForm } from './JoinForm';
import { Joining } from './Joining';
import { OpenForm } from './OpenForm';
import { Parted } from './Parted';
import { Preparing } from './Preparing';
import classes from './Setup.module.css';
import { Ways, type Way } from './Ways';

export function SetupScreen({ state }: { state: AppState }) {
  const { t } = useTranslation();
  return (
    <div className={classes['frame']}>
      <Container size={520} component="main" py="xl" px="md">
        <Face state={state} />
        <Text size="xs" c="dimmed" mt="xl">{t('setup.version', { version: state.version })}</Text>
      </Container>
    </div>
  );
}

function Face({ state }: { state: AppState }) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way | null>(null);
  const [asks, setAsks] = useState(false);
  const { phase } = state;
  switch (phase.phase) {
    case 'ready':
    // The lock stands over everything by itself.
    case 'locked':
      return null;
    case 'preparing':
      return <Preparing done={phase.done} all={phase.all} />;
    case 'revoked':
      return <Parted title={t('setup.parted.revoked', { store: phase.store.name })} waiting={phase.waiting} handedOver={phase.handed_over} />;
    case 'joining':
      return <Joining digits={phase.digits} relay={phase.relay} />;
    case 'closed':
      if (way === 'join') return <JoinForm back={() => setWay(null)} />;
      return <Closed error={phase.error} join={() => setWay('join')} />;
    case 'wiped':
    case 'first_start':
      if (state.language === null || asks) return <ChooseLanguage chosen={() => setAsks(false)} />;
      if (way === 'join') return <JoinForm back={() => setWay(null)} />;
      if (way === 'open') return <OpenForm embedded={state.embedded_relay} back={() => setWay(null)} />;
      return (
        <Stack gap="xl">
          {phase.phase === 'wiped' && <Parted title={t('setup.parted.wiped')} waiting={phase.waiting} handedOver={phase.handed_over} />}
          <Ways choose={setWay} language={() => setAsks(true)} />
        </Stack>
      );
  }
}

const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'zh-CN', name: '简体中文' },
  { code: 'en', name: 'English' },
];

function ChooseLanguage({ chosen }: { chosen: () => void }) {
  const { t } = useTranslation();
  const tell = useTell('set_language');
  const choose = (language: Language) => {
    speak(language);
    tell.mutate({ language }, { onSuccess: chosen });
  };
  return (
    <Stack>
      <Title order={1}>选择语言 · Choose a language</Title>
      <ErrorNote error={tell.error} />
      {LANGUAGES.map(({ code, name }) => (
        <Button key={code} size="lg" variant="default" lang={code} disabled={tell.isPending} onClick={() => choose(code)}>{name}</Button>
      ))}
      <Text c="dimmed" size="sm">{t('setup.tagline')}</Text>
    </Stack>
  );
}
