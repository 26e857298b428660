// One stage: its name, how many and how much, and the cards that waited longest first.
import { useDroppable } from '@dnd-kit/react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import type { PipelineColumn, Stage } from '../../api/types';
import { paths } from '../../paths';
import { choose } from '../../records/filter';
import { count, moneyTotal } from '../../records/numbers';
import { isAside } from '../../records/StageBadge';
import { useInSight } from '../../shared/useInSight';
import { BoardCard } from './BoardCard';
import type { CardActs } from './CardMenu';
import classes from './Pipeline.module.css';

/** Cards of a column that fit into a window. */
const FIRST = 6;

interface Props {
  column: PipelineColumn;
  stage: Stage;
  acts: CardActs;
  showOwner: boolean;
  draggable: boolean;
}

export function BoardColumn({ column, stage, acts, showOwner, draggable }: Props) {
  const { t, i18n } = useTranslation();
  const [search] = useSearchParams();
  const { ref, isDropTarget } = useDroppable({ id: stage });
  const inSight = useInSight(column.cards.length, FIRST);
  const left = column.count - column.cards.length;
  return (
    <section
      ref={ref}
      className={classes['column']}
      data-over={isDropTarget || undefined}
      data-aside={isAside(stage) || undefined}
      data-testid={`column-${stage}`}
      aria-label={t(`domain.stages.${stage}`)}
    >
      <header className={classes['columnHead']}>
        <h2>{t(`domain.stages.${stage}`)}</h2>
        <span className={classes['columnCount']}>{count(column.count)}</span>
        <Text span size="sm" c="dimmed" ml="auto">{column.amount_fen > 0 && moneyTotal(column.amount_fen, i18n.language)}</Text>
      </header>
      <div className={classes['cards']}>
        {column.cards.slice(0, inSight).map((card) => (
          <BoardCard key={card.opportunity} card={card} acts={acts} showOwner={showOwner} draggable={draggable} />
        ))}
        {column.count === 0 && <Text size="sm" c="dimmed" ta="center" py="md">{t('pipeline.empty_column')}</Text>}
        {left > 0 && (
          <Link className={classes['more']} to={{ pathname: paths.customers, search: choose(search, 'stages', [stage]).toString() }}>
            {t('pipeline.see_all', { formatted: count(column.count) })}
          </Link>
        )}
      </div>
    </section>
  );
}
