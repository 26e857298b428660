// Where a purchase stands that was given up, and how likely an open one is won.
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { CustomerPage, Odds as Standing, Opportunity, Probability } from '../../api/types';
import { Pill } from '../../records/Pill';
import { LossSheet } from '../../records/LossSheet';
import { WordDialog } from '../../records/WordDialog';
import { useSaid } from '../../records/useSaid';
import { JudgeSheet } from '../follow/JudgeSheet';
import { LOSS_TONES, useLossWords } from '../follow/LossItem';
import inline from '../../records/Inline.module.css';
import classes from './Customer.module.css';

export function LossNote({ page, opportunity, odds }: { page: CustomerPage; opportunity: Opportunity; odds: Standing }) {
  const { t } = useTranslation();
  const said = useSaid();
  const wordsOf = useLossWords();
  const [open, setOpen] = useState<'lose' | 'judge' | 'revive' | null>(null);
  const revive = useTell('revive_opportunity', { done: said(t('follow.loss.revived')) });
  const { request, verdict, revival } = opportunity.loss;
  const state = odds.loss;
  const title = page.customer.fields['name'] ?? '';
  const who = (id: string) => page.names.find((name) => name.id === id)?.name ?? '';
  const close = () => setOpen(null);
  const withWords = (name: string, words: string) => (words ? t('common.said', { who: name, words }) : name);
  return (
    <>
      {request && state !== 'none' && (
        <div className={classes['loss']} data-testid="loss-note">
          <Pill tone={LOSS_TONES[state]}>{t(`follow.loss.states.${state}`)}</Pill>
          <Text size="sm">{t('common.said', { who: who(request.by), words: wordsOf(request) })}</Text>
          {verdict?.request === request.id && <Text size="sm">{withWords(t('follow.loss.said.verdict', { name: who(verdict.by) }), verdict.words)}</Text>}
          {revival?.request === request.id && <Text size="sm">{withWords(t('follow.loss.said.revival', { name: who(revival.by) }), revival.words)}</Text>}
        </div>
      )}
      <div className={classes['lossActs']}>
        {page.can_judge_losses && request && odds.asks_manager && (
          <Button size="sm" variant="light" onClick={() => setOpen('judge')}>{t('follow.loss.judge')}</Button>
        )}
        {page.can_edit && odds.can_revive && (
          <Button size="sm" variant="default" onClick={() => setOpen('revive')}>{t(state === 'lost' ? 'follow.loss.revive' : 'follow.loss.withdraw')}</Button>
        )}
        {page.can_edit && odds.can_give_up && (
          <Button size="sm" variant="default" onClick={() => setOpen('lose')}>{t('follow.loss.give_up')}</Button>
        )}
      </div>
      {open === 'lose' && <LossSheet task={{ file: page.customer.id, opportunity: opportunity.id, title }} onClose={close} />}
      {open === 'judge' && request && (
        <JudgeSheet task={{ file: page.customer.id, opportunity: opportunity.id, request: request.id, title, why: wordsOf(request) }} onClose={close} />
      )}
      {open === 'revive' && (
        <WordDialog
          title={t('follow.loss.revive_for', { name: title })}
          label={t('follow.loss.word_needed')}
          action={t(state === 'lost' ? 'follow.loss.revive' : 'follow.loss.withdraw')}
          needed
          pending={revive.isPending}
          error={revive.error}
          onSend={(words) => revive.mutate({ file: page.customer.id, opportunity: opportunity.id, words }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}

/** The probability with its parts and what it stands on. */
export function Odds({ probability }: { probability: Probability }) {
  const { t } = useTranslation();
  const percent = (permille: number) => `${Math.round(permille / 10)}%`;
  if (probability.permille === null) return <Text size="sm" c="dimmed" className={inline['still'] ?? ''}>{t('follow.odds.none')}</Text>;
  return (
    <div data-testid="odds" className={inline['still']}>
      <Text size="sm" fw={600}>{percent(probability.permille)} {probability.few && <Pill tone="warn">{t('follow.odds.few', { n: probability.ended })}</Pill>}</Text>
      <Text size="xs" c="dimmed">
        {t('follow.odds.parts', {
          won: probability.won, ended: probability.ended, freshness: percent(probability.freshness_permille),
          idle: probability.idle_days, completeness: percent(probability.completeness_permille),
        })}
      </Text>
    </div>
  );
}
