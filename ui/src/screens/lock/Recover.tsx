import { Button, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { ErrorNote } from '../../shared/ErrorNote';
import { focusOnce } from '../../shared/focus';
import { useFieldError } from '../../shared/useFieldError';
import { NewPin } from './NewPin';

/** The way in when the PIN is forgotten or used up: the store's recovery key, and a new PIN. */
export function Recover({ back }: { back: (() => void) | null }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [key, setKey] = useState('');
  const [chooses, setChooses] = useState(false);
  const recover = useTell('recover');
  const errors = useFieldError(recover.error);
  if (chooses) {
    return (
      <NewPin
        busy={recover.isPending}
        onChosen={(pin) =>
          recover.mutate({ recovery_key: key.trim(), new_pin: pin }, {
            onSuccess: () => void client.invalidateQueries(),
            onError: () => setChooses(false),
          })}
      />
    );
  }
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); setChooses(true); }}>
      <Stack>
        <ErrorNote error={errors.besides('recovery_key')} />
        <Textarea
          ref={focusOnce}
          label={t('lock.recovery_key')}
          description={t('lock.recovery_where')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autosize
          minRows={3}
          value={key}
          error={errors.at('recovery_key')}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" disabled={key.trim() === ''}>{t('lock.go_on')}</Button>
        {back && <Button variant="subtle" onClick={back}>{t('lock.back_to_pin')}</Button>}
        <Text size="sm" c="dimmed" ta="center">{t('lock.no_key')}</Text>
      </Stack>
    </form>
  );
}
