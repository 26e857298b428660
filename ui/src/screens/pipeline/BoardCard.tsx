// One opportunity on the board. The whole card is a link and can be dragged.
import { useDraggable } from '@dnd-kit/react';
import { Text } from '@mantine/core';
import { Link } from 'react-router';

import type { PipelineCard } from '../../api/types';
import { paths } from '../../paths';
import { GradeBadge } from '../../records/GradeBadge';
import { RowFlags } from '../../records/RowFlags';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useFormat } from '../../shared/format';
import { CardMenu, type CardActs } from './CardMenu';
import { IdleWords } from './IdleWords';
import classes from './Pipeline.module.css';

interface Props {
  card: PipelineCard;
  acts: CardActs;
  showOwner: boolean;
  draggable: boolean;
}

export function BoardCard({ card, acts, showOwner, draggable }: Props) {
  const { money, list } = useFormat();
  const { customer } = card;
  const { title } = useCustomerTitle()(customer);
  const { ref, isDragSource } = useDraggable({ id: card.opportunity, data: { card }, disabled: !draggable });
  return (
    <div ref={ref} className={classes['card']} data-dragging={isDragSource || undefined} data-testid="pipeline-card">
      <div className={classes['cardLine']}>
        {customer.grade && <GradeBadge grade={customer.grade} />}
        <Link to={paths.customer(customer.file)} className={classes['cardName']} data-row={card.opportunity} draggable={false}>{title}</Link>
        <RowFlags row={customer} brief />
        <span className={classes['cardMenu']}><CardMenu card={card} acts={acts} /></span>
      </div>
      <div className={classes['cardLine']}>
        <Text span size="sm" truncate flex={1}>{list(customer.interests)}</Text>
        {customer.budget_fen !== null && <Text span size="sm" fw={500} className={classes['money']}>{money(customer.budget_fen)}</Text>}
      </div>
      <div className={classes['cardLine']}>
        <IdleWords card={card} />
        {showOwner && customer.owner && <Text span size="xs" c="dimmed" truncate ml="auto">{customer.owner.name}</Text>}
      </div>
    </div>
  );
}
