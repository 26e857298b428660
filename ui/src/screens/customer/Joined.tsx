// One customer of several files: which they were, and the way to part them again.
import { Button, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { CustomerPage } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { useFormat } from '../../shared/format';
import { KeepOrSplit } from '../merging/QuestionCard';
import classes from './Customer.module.css';

export function Joined({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const complain = useComplain();
  const split = useTell('split_files', { done: t('trust.joined.split_done') });
  if (page.joined.length < 2) return null;
  return (
    <section className={classes['joined']} aria-label={t('trust.joined.title', { count: page.joined.length })} data-testid="joined">
      <Text fw={600} size="sm" className={classes['joinedTitle']}>
        <IconGitMerge size={18} aria-hidden />
        {t('trust.joined.title', { count: page.joined.length })}
      </Text>
      {page.about.asks_order && (
        <>
          <Text size="sm">{t('merging.question', { count: page.joined.length })}</Text>
          {page.can_join && <KeepOrSplit name={page.joined[0]?.name ?? ''} files={page.joined.map((one) => one.file)} />}
        </>
      )}
      {page.joined.map(({ file, with: other, name, opened_at, opened_by }) => (
        <div key={file} className={classes['joinedFile']}>
          <Text span size="sm" flex={1}>
            {[name || t('common.unnamed'), opened_by?.name, opened_at === null ? null : t('trust.joined.opened', { when: ago(opened_at) })].filter(Boolean).join(' · ')}
          </Text>
          {page.can_join && other !== null && (
            <Button
              variant="default"
              size="sm"
              disabled={split.isPending}
              aria-label={t('trust.joined.split_whom', { name: name || t('common.unnamed') })}
              onClick={() => split.mutate({ one: other, other: file }, { onError: complain })}
            >
              {t('trust.joined.split')}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
