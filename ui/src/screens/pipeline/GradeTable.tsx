// 列表: the same opportunities by grade, a line each.
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import type { Grade, Pipeline, PipelineCard, PipelineColumn } from '../../api/types';
import { paths } from '../../paths';
import { choose } from '../../records/filter';
import { GradeBadge } from '../../records/GradeBadge';
import { count, moneyTotal } from '../../records/numbers';
import { RowFlags } from '../../records/RowFlags';
import { StageBadge } from '../../records/StageBadge';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useFormat } from '../../shared/format';
import { useInSight } from '../../shared/useInSight';
import { CardMenu, type CardActs } from './CardMenu';
import { IdleWords } from './IdleWords';
import classes from './Pipeline.module.css';

/** Lines of a grade that fit into a window beside those of another. */
const FIRST = 5;

interface Props {
  pipeline: Pipeline;
  acts: CardActs;
  showOwner: boolean;
  canMove: boolean;
}

export function GradeTable({ pipeline, ...rest }: Props) {
  return (
    <div className={classes['grades']}>
      {pipeline.columns.map((column) =>
        column.grade !== null && column.count > 0 ? <GradeSection key={column.grade} column={column} grade={column.grade} {...rest} /> : null,
      )}
    </div>
  );
}

function GradeSection({ column, grade, ...rest }: Omit<Props, 'pipeline'> & { column: PipelineColumn; grade: Grade }) {
  const { t, i18n } = useTranslation();
  const [search] = useSearchParams();
  const inSight = useInSight(column.cards.length, FIRST);
  return (
    <section aria-label={t(`domain.grades.${grade}`)}>
      <header className={classes['gradeHead']}>
        <GradeBadge grade={grade} />
        <h2>{t(`domain.grade_hints.${grade}`)}</h2>
        <span className={classes['columnCount']}>{count(column.count)}</span>
        {column.amount_fen > 0 && <Text span size="sm" c="dimmed">{moneyTotal(column.amount_fen, i18n.language)}</Text>}
      </header>
      <ul className={classes['lines']}>
        {column.cards.slice(0, inSight).map((card) => <GradeLine key={card.opportunity} card={card} {...rest} />)}
      </ul>
      {column.count > column.cards.length && (
        <Link className={classes['more']} to={{ pathname: paths.customers, search: choose(search, 'grades', [grade]).toString() }}>
          {t('pipeline.see_all', { formatted: count(column.count) })}
        </Link>
      )}
    </section>
  );
}

function GradeLine({ card, acts, showOwner, canMove }: Omit<Props, 'pipeline'> & { card: PipelineCard }) {
  const { money, list } = useFormat();
  const { customer } = card;
  const { title, under } = useCustomerTitle()(customer);
  return (
    <li className={classes['gradeLine']} data-testid="pipeline-row">
      <div data-cell="who">
        <Link to={paths.customer(customer.file)} className={classes['cardName']} data-row={card.opportunity}>{title}</Link>
        <Text span size="sm" c="dimmed" truncate>{under}</Text>
        <RowFlags row={customer} brief />
      </div>
      <div data-cell="stage">{customer.stage && <StageBadge stage={customer.stage} />}</div>
      <Text span size="sm" truncate data-cell="interests">{list(customer.interests)}</Text>
      <Text span size="sm" fw={500} className={classes['money']} data-cell="money">{customer.budget_fen === null ? '' : money(customer.budget_fen)}</Text>
      <Text span size="sm" c="dimmed" truncate data-cell="owner">{showOwner && customer.owner?.name}</Text>
      <div data-cell="idle"><IdleWords card={card} /></div>
      <div data-cell="menu">{canMove && <CardMenu card={card} acts={acts} />}</div>
    </li>
  );
}
