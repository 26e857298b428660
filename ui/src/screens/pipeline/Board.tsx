// 看板: a column per stage. On a desk cards are dragged; on a phone one stage fills the screen and a swipe brings the next.
import { Accessibility } from '@dnd-kit/dom';
import { DragDropProvider, PointerSensor } from '@dnd-kit/react';
import { useTranslation } from 'react-i18next';

import { STAGES, type Pipeline } from '../../api/types';
import { among } from '../../records/among';
import { BoardColumn } from './BoardColumn';
import type { CardActs } from './CardMenu';
import classes from './Pipeline.module.css';
import { SwipeBoard } from './SwipeBoard';

interface Props {
  pipeline: Pipeline;
  acts: CardActs;
  showOwner: boolean;
  phone: boolean;
  canMove: boolean;
}

// A card is a link that is also dragged: only its buttons keep the pointer to themselves.
const SENSORS = [
  PointerSensor.configure({ preventActivation: (event) => event.target instanceof Element && event.target.closest('button') !== null }),
];

export function Board({ pipeline, acts, showOwner, phone, canMove }: Props) {
  const { t } = useTranslation();
  const columns = pipeline.columns.flatMap((column) => (column.stage === null ? [] : [{ column, stage: column.stage }]));
  const cards = pipeline.columns.flatMap((column) => column.cards);
  const drawn = columns.map(({ column, stage }) => (
    <BoardColumn key={stage} column={column} stage={stage} acts={acts} showOwner={showOwner} draggable={canMove && !phone} />
  ));
  return (
    <DragDropProvider
      sensors={SENSORS}
      // Keyboards and screen readers use the menu of each card; a card that calls itself a button could not hold a link.
      plugins={(defaults) => defaults.filter((plugin) => plugin !== Accessibility)}
      onDragEnd={({ canceled, operation }) => {
        const stage = among(STAGES, operation.target ? String(operation.target.id) : null);
        const card = cards.find((one) => one.opportunity === operation.source?.id);
        if (!canceled && stage && card) acts.move(card, { stage });
      }}
    >
      {phone ? (
        <SwipeBoard columns={columns}>{drawn}</SwipeBoard>
      ) : (
        <div className={classes['board']} role="group" aria-label={t('pipeline.board')} tabIndex={-1}>{drawn}</div>
      )}
    </DragDropProvider>
  );
}
