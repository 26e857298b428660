// The screen for the customer's own hands: a form in large friendly words and nothing else. The core refuses everything
// that is not needed for it.
import { Button, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import classes from './Handed.module.css';
import { HandedForm } from './HandedForm';
import { Leave } from './Leave';

export function HandedScreen() {
  const { t } = useTranslation();
  const { store } = useSession();
  const defaults = useAsk('capture_defaults', {});
  const [thanked, setThanked] = useState<string | null>(null);
  return (
    <main className={classes['face']} aria-label={t('handed.title')}>
      <div className={classes['inner']}>
        <header className={classes['head']}>
          <Text size="lg" c="dimmed">{store.name}</Text>
          {thanked === null && <Title order={1} className={classes['title'] ?? ''}>{t('handed.title')}</Title>}
          {thanked === null && <Text size="lg">{t('handed.lead')}</Text>}
        </header>
        <ErrorNote error={defaults.error} again={() => void defaults.refetch()} />
        {defaults.isPending && <Loading rows={4} />}
        {defaults.data && thanked === null && <HandedForm defaults={defaults.data} done={setThanked} />}
        {thanked !== null && (
          <section className={classes['thanks']} aria-live="polite">
            <IconCircleCheck size={72} stroke={1.2} color="var(--fc-good)" aria-hidden />
            <Title order={1} className={classes['title'] ?? ''}>{t(thanked ? 'handed.thanks_name' : 'handed.thanks', { name: thanked })}</Title>
            <Text size="lg">{t('handed.give_back')}</Text>
            <Button variant="default" size="lg" onClick={() => setThanked(null)}>{t('handed.another')}</Button>
          </section>
        )}
        <Leave />
      </div>
    </main>
  );
}
