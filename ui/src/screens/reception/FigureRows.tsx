// The figures of one thing after the other: a table where there is room, a card each on a phone.
import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Figures } from '../../api/types';
import { usePhone } from '../../shared/usePhone';
import own from './Rates.module.css';
import { RateText } from './RateText';
import classes from './Reception.module.css';

const COLUMNS = ['traffic', 'footfall', 'new_footfall', 'capture', 'test_drives', 'deals', 'stay'] as const;
type Column = (typeof COLUMNS)[number];
/** On a phone short numbers stand two by two, then shares with a line of their own. */
const SHORT: readonly Column[] = ['traffic', 'footfall', 'new_footfall', 'stay'];
const ON_CARDS: readonly Column[] = [...SHORT, ...COLUMNS.filter((column) => !SHORT.includes(column))];

interface Props {
  title: string;
  /** What the rows are of. */
  first: string;
  rows: readonly (readonly [string, Figures])[];
}

export function FigureRows({ title, first, rows }: Props) {
  const { t } = useTranslation();
  const phone = usePhone();
  const shown = phone ? <Cards rows={rows} /> : <Wide title={title} first={first} rows={rows} />;
  return (
    <section className={classes['section']} aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 ? <Text size="sm" c="dimmed">{t('reception.figures.none')}</Text> : shown}
    </section>
  );
}

function useCell() {
  const { t } = useTranslation();
  return (column: Column, figures: Figures): ReactNode => {
    switch (column) {
      case 'traffic': case 'footfall': case 'new_footfall': return figures[column];
      case 'capture': case 'test_drives': return <RateText rate={figures[column]} none="–" />;
      case 'deals': return `${figures.deals_first} + ${figures.deals_follow_up}`;
      case 'stay': return figures.stay_minutes === null ? '–' : t('reception.figures.minutes', { count: figures.stay_minutes });
    }
  };
}

function Cards({ rows }: Pick<Props, 'rows'>) {
  const { t } = useTranslation();
  const cell = useCell();
  return (
    <ul className={own['cards']}>
      {rows.map(([name, figures], at) => (
        <li key={`${name}-${at}`} className={own['card']}>
          <h3>{name}</h3>
          <dl className={own['facts']}>
            {ON_CARDS.map((column) => (
              <div key={column} className={`${own['fact']} ${SHORT.includes(column) ? '' : own['wide']}`}>
                <dt>{t(`reception.figures.${column}`)}</dt>
                <dd>{cell(column, figures)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Wide({ title, first, rows }: Props) {
  const { t } = useTranslation();
  const cell = useCell();
  return (
    <Table.ScrollContainer minWidth={680} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': title } }}>
      <Table className={classes['table'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{first}</Table.Th>
            {COLUMNS.map((column) => <Table.Th key={column} scope="col">{t(`reception.figures.${column}`)}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([name, figures], at) => (
            <Table.Tr key={`${name}-${at}`}>
              <Table.Th scope="row" fw={400}>{name}</Table.Th>
              {COLUMNS.map((column) => <Table.Td key={column}>{cell(column, figures)}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
