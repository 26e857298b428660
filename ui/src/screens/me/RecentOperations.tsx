import { Button, Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import type { RecentOperation } from '../../api/types';
import { useFieldWords } from '../../records/fieldWords';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import { useUndoneText } from '../../undo/kept';
import classes from './Me.module.css';

const MOST = 20;

/** What was done on this device in the last day, each with its way back. */
export function RecentOperations() {
  const { t } = useTranslation();
  const format = useFormat();
  const said = useSaidOf();
  const undone = useUndoneText();
  const recent = useAsk('recent_operations', {});
  const undo = useTell('undo', { done: ({ kept }) => undone(kept) });
  return (
    <Paper p="md" component="section" aria-label={t('me.recent.title')}>
      <Title order={2} mb="xs">{t('me.recent.title')}</Title>
      <ErrorNote error={recent.error ?? undo.error} />
      {recent.data?.length === 0 && <Text c="dimmed" size="md">{t('me.recent.empty')}</Text>}
      {recent.data?.slice(0, MOST).map((one) => {
        const { what, more } = said(one);
        return (
          <div key={one.undo} className={classes['row']}>
            <span className={classes['said']}>
              <Text span display="block">{what}</Text>
              <Text span display="block" size="sm" c="dimmed">{[more, format.ago(one.at)].filter(Boolean).join(' · ')}</Text>
            </span>
            {one.undone ? (
              <Text span size="sm" c="dimmed" flex="none">{t('me.recent.undone')}</Text>
            ) : (
              <Button
                variant="default"
                flex="none"
                disabled={undo.isPending}
                aria-label={t('me.recent.undo_what', { what })}
                onClick={() => undo.mutate({ undo: one.undo }, { onSettled: () => void recent.refetch() })}
              >
                {t('me.recent.undo')}
              </Button>
            )}
          </div>
        );
      })}
    </Paper>
  );
}

/** A command in words: what was done to whom, and what of it. */
function useSaidOf(): (one: RecentOperation) => { what: string; more: string } {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const { known } = useFieldWords();
  return (one) => {
    const key = `me.recent.commands.${one.command}`;
    const command = i18n.exists(key) ? String(t(key, { defaultValue: one.command })) : t('me.recent.other');
    const name = one.files > 1 ? t('hands.recent.many', { count: one.files }) : one.name;
    const what = name ? t('hands.recent.what', { command, name }) : command;
    const { detail } = one;
    switch (detail?.what) {
      case 'owner':
        return { what, more: detail.owner ? t('hands.recent.to', { name: detail.owner.name }) : t('hands.recent.to_pool') };
      case 'stage':
        return { what, more: t('hands.recent.stage', { stage: words('stages', detail.stage) }) };
      case 'grade':
        return { what, more: t('hands.recent.grade', { grade: words('grades', detail.grade) }) };
      case 'tagged':
        return { what, more: t('hands.recent.tagged', { tag: detail.tag }) };
      case 'untagged':
        return { what, more: t('hands.recent.untagged', { tag: detail.tag }) };
      case undefined:
        return { what, more: [...new Set(one.places.flatMap((place) => known(place) ?? []))].join(t('common.list_gap')) };
    }
  };
}
