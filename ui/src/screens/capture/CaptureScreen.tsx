import { Badge, Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { CaptureDefaults, CaptureLead, Draft, Saved } from '../../api/types';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import classes from './Capture.module.css';
import { CaptureForm } from './CaptureForm';
import { FORM } from './form';
import { HandOver } from './HandOver';
import { RecentLeads } from './RecentLeads';
import { draftToOpen, useCapture } from './useCapture';

/** Catching a lead in the field: one screen, the number first, saved on this device at once. */
export function CaptureScreen() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [search] = useSearchParams();
  const asked = search.get('draft');
  const defaults = useAsk('capture_defaults', {});
  const drafts = useAsk('drafts', {});
  if (!can('edit_customers')) {
    return (
      <Page title={t('capture.title')}>
        <EmptyNote text={t('capture.not_allowed')} action={<Button component={Link} to={paths.today}>{t('capture.to_today')}</Button>} />
      </Page>
    );
  }
  const error = defaults.error ?? drafts.error;
  if (error) return <ErrorNote error={error} page again={() => { void defaults.refetch(); void drafts.refetch(); }} />;
  if (!defaults.data || !drafts.data) return <Loading />;
  return <Capture key={asked} defaults={defaults.data} drafts={drafts.data} asked={asked} />;
}

function Capture({ defaults, drafts, asked }: { defaults: CaptureDefaults; drafts: readonly Draft[]; asked: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const wide = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false });
  const [start] = useState(() => draftToOpen(drafts, asked));
  const [restored, setRestored] = useState(start !== null);
  const [count, setCount] = useState(0);

  const say = (saved: Saved, lead: CaptureLead) => {
    const who = [lead.name, lead.phones[0]].filter(Boolean).join(' ');
    return [t('capture.saved', { who }), ...saved.warnings.map(({ code }) => t(`domain.warnings.${code}`))].join(t('common.sentence_gap'));
  };
  const capture = useCapture(defaults, start, say);

  const save = async (next: boolean) => {
    const saved = await capture.save();
    if (!saved) return false;
    setRestored(false);
    setCount((before) => before + 1);
    if (!next) await navigate(paths.customer(saved.file));
    return next;
  };
  const others = drafts.filter((draft) => draft.form === FORM && draft.id !== capture.id).length;

  return (
    <Page
      title={t('capture.title')}
      fill
      actions={
        <Group gap="xs" wrap="nowrap">
          {count > 0 && <Badge variant="light" color="green" tt="none" size="lg">{t('capture.session', { count })}</Badge>}
          {others > 0 && <Button component={Link} to={paths.drafts} variant="subtle" px="xs">{t('capture.drafts', { count: others })}</Button>}
          <HandOver />
        </Group>
      }
      back={paths.today}
    >
      {restored && start && (
        <Group justify="space-between" wrap="nowrap" px="md" gap="xs" className={classes['restored'] ?? ''}>
          <Text size="sm" c="dimmed" truncate>{t('capture.restored', { when: format.ago(start.updated_at) })}</Text>
          <Button variant="subtle" px="xs" flex="none" onClick={() => { capture.another(); setRestored(false); }}>{t('capture.another')}</Button>
        </Group>
      )}
      <div className={classes['split']}>
        <CaptureForm defaults={defaults} capture={capture} save={save} />
        {wide && (
          <aside className={classes['recent']} aria-label={t('capture.recent.title')}>
            <RecentLeads />
          </aside>
        )}
      </div>
    </Page>
  );
}
