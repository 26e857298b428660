// The board on a phone: a row of stages to tap, and columns to swipe between. Both say the same.
import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import type { PipelineColumn, Stage } from '../../api/types';
import { put } from '../../records/filter';
import bar from '../../records/FilterBar.module.css';
import { count } from '../../records/numbers';
import classes from './Pipeline.module.css';

const SETTLED_MS = 120;

interface Props {
  columns: readonly { column: PipelineColumn; stage: Stage }[];
  children: ReactNode;
}

export function SwipeBoard({ columns, children }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const track = useRef<HTMLDivElement | null>(null);
  const asked = columns.findIndex(({ stage }) => stage === search.get('column'));
  const fullest = columns.findIndex(({ column }) => column.count > 0);
  const shown = asked >= 0 ? asked : Math.max(fullest, 0);
  const first = useRef(shown);

  // The first sight is where the address points; from then on the finger leads.
  const place = useCallback((element: HTMLDivElement | null) => {
    track.current = element;
    if (element) element.scrollLeft = first.current * element.clientWidth;
  }, []);
  const settle = useDebouncedCallback(() => {
    const element = track.current;
    if (!element) return;
    const stage = columns[Math.round(element.scrollLeft / element.clientWidth)]?.stage;
    if (stage && stage !== search.get('column')) setSearch((now) => put(now, 'column', stage), { replace: true });
  }, SETTLED_MS);

  return (
    <>
      <div className={bar['bar']} role="group" aria-label={t('domain.pipeline_by.stage')}>
        {columns.map(({ column, stage }, index) => (
          <button
            type="button"
            key={stage}
            ref={index === shown ? seen : undefined}
            className={`${bar['pill']} ${classes['stage']}`}
            data-active={index === shown || undefined}
            aria-pressed={index === shown}
            onClick={() => track.current?.scrollTo({ left: index * track.current.clientWidth, behavior: 'smooth' })}
          >
            {t(`domain.stages.${stage}`)} <span className={classes['columnCount']}>{count(column.count)}</span>
          </button>
        ))}
      </div>
      <div className={classes['track']} ref={place} onScroll={settle}>{children}</div>
    </>
  );
}

/** Keeps the chosen stage in sight in the row of stages. */
function seen(element: HTMLElement | null) {
  element?.scrollIntoView({ block: 'nearest', inline: 'center' });
}
