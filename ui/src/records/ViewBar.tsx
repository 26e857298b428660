// Saved views as chips above a list. The list opens with the view that is meant for it, unless the address says otherwise.
import { UnstyledButton } from '@mantine/core';
import { IconBookmarkPlus, IconUsersGroup } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk } from '../api/hooks';
import type { ViewPage, ViewRow } from '../api/types';
import { NO_VIEW, opened, openedView, queryOf } from './filter';
import classes from './FilterBar.module.css';
import { ViewSheet } from './ViewSheet';

export function ViewBar({ page }: { page: ViewPage }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const [sheet, setSheet] = useState<'new' | 'all' | null>(null);
  const views = useAsk('views', {}).data;
  const rows = (views?.rows ?? []).filter(({ view }) => view.page === page);
  const mine = rows.filter((row) => row.is_mine);
  const first = mine.find((row) => row.view.opens);
  const opensWith = openedView(search) === null ? first : undefined;
  useEffect(() => {
    if (opensWith) setSearch(opened(opensWith.view.query, opensWith.view.id), { replace: true });
  }, [opensWith, setSearch]);

  if (!views) return null;
  const query = queryOf(search);
  const isOn = ({ view }: ViewRow) => queryOf(new URLSearchParams(view.query)) === query && !search.get('q');
  const isSaved = mine.some(isOn);
  const go = (row: ViewRow) => setSearch(isOn(row) ? opened('', NO_VIEW) : opened(row.view.query, row.view.id), { replace: true });
  if (mine.length === 0 && query === '' && !(views.can_share && rows.length > 0)) return null;
  return (
    <div className={classes['bar']} role="toolbar" aria-label={t('hands.views.title')}>
      {mine.map((row) => (
        <UnstyledButton key={row.view.id} className={classes['pill']} data-active={isOn(row) || undefined} aria-pressed={isOn(row)} onClick={() => go(row)}>
          {row.is_shared && <IconUsersGroup size={14} aria-label={t('hands.views.shared')} />}
          {row.view.name}
        </UnstyledButton>
      ))}
      {query !== '' && !isSaved && (
        <UnstyledButton className={classes['pill']} data-quiet onClick={() => setSheet('new')}>
          <IconBookmarkPlus size={14} aria-hidden />
          {t('hands.views.save')}
        </UnstyledButton>
      )}
      {rows.length > 0 && (
        <UnstyledButton className={classes['pill']} data-quiet onClick={() => setSheet('all')}>{t('hands.views.manage')}</UnstyledButton>
      )}
      {sheet && <ViewSheet page={page} query={query} rows={rows} canShare={views.can_share} isNew={sheet === 'new'} onClose={() => setSheet(null)} />}
    </div>
  );
}
