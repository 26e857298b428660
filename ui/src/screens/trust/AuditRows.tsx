import { Button, Group, Paper } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { AuditCursor, AuditFilter } from '../../api/types';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { AuditRow } from './AuditRow';
import classes from './Trust.module.css';

/** The lines that fit the filter, the newest first, more on request. */
export function AuditRows({ filter }: { filter: AuditFilter }) {
  const [pages, setPages] = useState<readonly (AuditCursor | null)[]>([null]);
  return (
    <Paper px="md" mt="sm">
      {pages.map((after, at) => (
        <Part
          key={after?.id ?? 'first'}
          filter={filter}
          after={after}
          more={at === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
        />
      ))}
    </Paper>
  );
}

interface Props {
  filter: AuditFilter;
  after: AuditCursor | null;
  more: ((next: AuditCursor) => void) | null;
}

function Part({ filter, after, more }: Props) {
  const { t } = useTranslation();
  const page = useAsk('audit', { filter, after }, { keep: true });
  const next = page.data?.next ?? null;
  return (
    <>
      <ErrorNote error={page.error} again={() => void page.refetch()} />
      {page.isPending && <Loading />}
      {page.data && page.data.rows.length === 0 && after === null && <EmptyNote text={t('audit.none')} />}
      <ol className={classes['rows']} data-more={after !== null || undefined}>
        {page.data?.rows.map((row) => <AuditRow key={row.id} row={row} />)}
      </ol>
      {more && next && (
        <Group justify="center" py="sm"><Button variant="default" onClick={() => more(next)}>{t('audit.more')}</Button></Group>
      )}
    </>
  );
}
