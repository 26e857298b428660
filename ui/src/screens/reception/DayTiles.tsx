// The day in figures, and its lines by the grade of the customer.
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { LineGrade, ReceptionDay } from '../../api/types';
import { GradeBadge } from '../../records/GradeBadge';
import { RateText } from './RateText';
import classes from './Reception.module.css';

export function Tile({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) {
  return <div className={classes['tile']} title={hint}><dt>{name}</dt><dd>{children}</dd></div>;
}

export function Grades({ grades }: { grades: readonly LineGrade[] }) {
  const { t } = useTranslation();
  return (
    <Group gap="md" mt={8} role="group" aria-label={t('reception.figures.grades')}>
      {grades.map(({ grade, count }) => (
        <Group key={grade ?? 'none'} gap={4}>
          {grade ? <GradeBadge grade={grade} /> : <Text size="sm" c="dimmed">{t('reception.figures.no_grade')}</Text>}
          <Text size="sm" fw={600}>{count}</Text>
        </Group>
      ))}
    </Group>
  );
}

export function DayTiles({ day }: { day: ReceptionDay }) {
  const { t } = useTranslation();
  const { figures } = day;
  return (
    <div>
      <dl className={classes['tiles']}>
        <Tile name={t('reception.figures.traffic')}>{figures.traffic}</Tile>
        <Tile name={t('reception.figures.footfall')}>{figures.footfall}</Tile>
        <Tile name={t('reception.figures.new_footfall')}>{figures.new_footfall}</Tile>
        <Tile name={t('reception.figures.calls')}>{figures.calls}</Tile>
        <Tile name={t('reception.figures.capture')} hint={t('reception.figures.capture_why')}><RateText rate={figures.capture} /></Tile>
      </dl>
      {day.grades.length > 0 && <Grades grades={day.grades} />}
    </div>
  );
}
