// 待复核: work of devices that were shut out, or that came too late to count. A manager adopts or drops it.
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { RELAY_MS, useAsk, useTell } from '../../api/hooks';
import type { ReviewCard as Card } from '../../api/types';
import { paths } from '../../paths';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { batches, keyOfCard } from './review';
import { ReviewCard } from './ReviewCard';
import classes from './Trust.module.css';

export function ReviewScreen() {
  const { t } = useTranslation();
  const box = useAsk('review_box', {}, { everyMs: RELAY_MS });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const settle = useTell('settle_late');
  const cards = box.data?.cards ?? [];
  const picked = cards.filter((card) => chosen.includes(keyOfCard(card)));
  const decide = async (decided: readonly Card[], adopt: boolean) => {
    // One act takes a bounded number of changes, and a card is never cut in two.
    for (const changes of batches(decided)) await settle.mutateAsync({ changes, adopt });
    setChosen([]);
  };
  const go = (decided: readonly Card[], adopt: boolean) => void decide(decided, adopt).catch(() => undefined).then(() => box.refetch());
  const toggle = (key: string) => setChosen((before) => (before.includes(key) ? before.filter((one) => one !== key) : [...before, key]));
  return (
    <Page title={t('trust.review.title')} back={paths.sync} width={820}>
      <Text c="dimmed" mb="sm">{t('trust.review.text')}</Text>
      <ErrorNote error={box.error ?? settle.error} again={() => void box.refetch()} />
      {box.isPending && <Loading />}
      {box.data && cards.length === 0 && <EmptyNote icon={IconInbox} text={t('trust.review.none')} />}
      {cards.length > 1 && (
        <Checkbox
          mb="sm"
          size="md"
          label={t('trust.review.all', { count: cards.length })}
          checked={picked.length === cards.length}
          indeterminate={picked.length > 0 && picked.length < cards.length}
          onChange={() => setChosen(picked.length === cards.length ? [] : cards.map(keyOfCard))}
        />
      )}
      <Stack gap="sm">
        {cards.map((card) => (
          <ReviewCard
            key={keyOfCard(card)}
            card={card}
            chosen={cards.length > 1 ? chosen.includes(keyOfCard(card)) : null}
            onToggle={() => toggle(keyOfCard(card))}
            actions={
              <Group gap="sm" justify="flex-end">
                <Button variant="default" disabled={settle.isPending} onClick={() => go([card], false)}>{t('trust.review.drop')}</Button>
                <Button disabled={settle.isPending} onClick={() => go([card], true)}>{t('trust.review.adopt')}</Button>
              </Group>
            }
          />
        ))}
      </Stack>
      {box.data?.more && <Text c="dimmed" size="sm" ta="center" mt="sm">{t('trust.review.more')}</Text>}
      {picked.length > 0 && (
        <section className={classes['bulk']} aria-label={t('trust.review.chosen', { count: picked.length })}>
          <Text fw={600}>{t('trust.review.chosen', { count: picked.length })}</Text>
          <Button variant="default" disabled={settle.isPending} onClick={() => go(picked, false)}>{t('trust.review.drop_all')}</Button>
          <Button disabled={settle.isPending} onClick={() => go(picked, true)}>{t('trust.review.adopt_all')}</Button>
        </section>
      )}
    </Page>
  );
}
