import { Button, Text } from '@mantine/core';
import { IconSearch, IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { ErrorNote } from '../../shared/ErrorNote';
import classes from './Capture.module.css';

/** The store perhaps knows the number although no file of it is here. The relay can tell; saving is possible either way. */
export function PerhapsKnown({ typed }: { typed: string }) {
  const { t } = useTranslation();
  const look = useTell('look_up_phone');
  const found = look.data;
  const text = !found
    ? t('capture.perhaps.title')
    : !found.known
      ? t('capture.perhaps.unknown')
      : found.owner
        ? t('capture.perhaps.owner', { name: found.owner.name })
        : t('capture.perhaps.pool');
  return (
    <section className={classes['known']} aria-live="polite" aria-label={t('capture.perhaps.title')} data-testid="perhaps-known">
      <div className={classes['perhaps']}>
        <IconUserQuestion size={20} aria-hidden />
        <Text size="sm">{text}</Text>
        {!found && (
          <Button variant="default" flex="none" leftSection={<IconSearch size={16} aria-hidden />} loading={look.isPending} onClick={() => look.mutate({ typed })}>{t('capture.perhaps.look')}</Button>
        )}
      </div>
      <ErrorNote error={look.error} />
    </section>
  );
}
