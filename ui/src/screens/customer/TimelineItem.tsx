// One thing that happened: what, when, who, and the words that were written down.
import { Text } from '@mantine/core';
import {
  IconArrowsRightLeft, IconCar, IconFileDollar, IconFilePlus, IconFlag, IconFlagOff, IconFlagQuestion, IconFlagX, IconGitMerge, IconMail, IconMessage, IconNote, IconPhoneIncoming, IconPhoneOutgoing, IconPrinter, IconReceipt, IconShieldCheck, IconShieldOff, IconStairs,
  IconSteeringWheel, IconTargetArrow, IconUserCheck, IconUserPlus, IconWalk, type TablerIcon,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { CustomerPage, EntryKind, TestDrive } from '../../api/types';
import { PrintButton } from '../../print/PrintButton';
import { printedOf } from '../../print/printed';
import { Masked } from '../../records/Masked';
import { Pill } from '../../records/Pill';
import { useChoices } from '../../records/useChoices';
import { WayIcon } from '../../records/WayIcon';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import classes from './Customer.module.css';
import { fromTo, orderTold, splitReason, type Item } from './timeline';
import { visitLines } from './visitLines';

const ICONS: Record<EntryKind, TablerIcon> = {
  opened: IconFilePlus, captured: IconUserPlus, note: IconNote, call: IconPhoneOutgoing, call_in: IconPhoneIncoming, visit: IconWalk, message: IconMessage, email: IconMail, fax: IconPrinter,
  test_drive: IconSteeringWheel, stage_moved: IconStairs, graded: IconTargetArrow, clash_settled: IconGitMerge, relation_set: IconUserCheck, order: IconReceipt, printed: IconPrinter,
  loss_requested: IconFlagQuestion, loss_confirmed: IconFlagX, loss_refused: IconFlagOff, revived: IconFlag,
};

export function TimelineItem({ item, page }: { item: Item; page: CustomerPage }) {
  const { ago } = useFormat();
  const told = useTold(item, page);
  const printed = item.of === 'entry' && item.entry.kind === 'printed' ? printedOf(item.entry.text) : null;
  return (
    <li className={classes['item']}>
      <span className={classes['sign']} data-of={item.of}>{told.icon}</span>
      <div className={classes['told']}>
        <div className={classes['headline']}>
          <Text span size="sm" fw={600}>{told.title}</Text>
          {told.tags?.map((tag) => <Pill key={tag} tone="quiet">{tag}</Pill>)}
          <Text span size="xs" c="dimmed">{[ago(item.at), told.by].filter(Boolean).join(' · ')}</Text>
        </div>
        {told.text && (
          <Masked file={page.customer.id} hidden={{ what: 'line', id: item.id }} text={told.text} name={told.title}>
            <Text size="sm" className={classes['words']}>{told.text}</Text>
          </Masked>
        )}
        {printed && <PrintButton file={page.customer.id} subject={printed.subject} version={printed.version} small />}
      </div>
    </li>
  );
}

function useTold(item: Item, page: CustomerPage) {
  const { t } = useTranslation();
  const words = useWords();
  const { money, list } = useFormat();
  const { wordOf } = useChoices('reasons');
  const who = (id: string | null) => page.names.find((name) => name.id === id)?.name ?? '';
  switch (item.of) {
    case 'opened':
      return { icon: <IconFilePlus size={16} aria-hidden />, title: t('customer.timeline.opened'), by: who(page.customer.opened_by), text: '' };
    case 'consented':
    case 'withdrawn': {
      const purpose = t(`domain.consent_purposes.${item.consent.purpose}`);
      const given = item.of === 'consented';
      return {
        icon: given ? <IconShieldCheck size={16} aria-hidden /> : <IconShieldOff size={16} aria-hidden />,
        title: given ? t('customer.timeline.consented', { purpose }) : t('customer.timeline.withdrawn', { purpose }),
        by: given ? who(item.consent.taken_by) : '',
        text: given ? words('consent_ways', item.consent.way) : '',
      };
    }
    case 'presented':
      return {
        icon: <IconCar size={16} aria-hidden />,
        title: [t('customer.timeline.presented'), list(item.shown.cars)].join(' · '),
        by: who(item.shown.by),
        text: [item.shown.reaction && t(`process.reactions.${item.shown.reaction}`), item.shown.feedback].filter(Boolean).join('\n'),
      };
    case 'driven':
      return driven(item.drive, t, who);
    case 'quoted':
      return {
        icon: <IconFileDollar size={16} aria-hidden />,
        title: [t('customer.timeline.quoted'), t('process.offer.version', { n: item.quotation.version }), t(`process.offer.states.${item.quotation.word?.state ?? 'draft'}`)].join(' · '),
        by: who(item.quotation.word?.by ?? item.quotation.made_by),
        text: [item.quotation.fields['configuration'], item.quotation.word && money(item.quotation.word.total), item.quotation.word?.text].filter(Boolean).join(' · '),
      };
    case 'done':
      return {
        icon: <WayIcon way={item.followUp.way} />,
        title: `${t(`domain.ways.${item.followUp.way}`)} · ${t(`domain.outcomes.${item.result.outcome}`)}`,
        by: who(item.result.by),
        tags: item.result.visit ? [t(`domain.satisfactions.${item.result.visit.satisfaction}`)] : [],
        text: [
          words('care_aims', item.followUp.aim),
          item.result.text,
          ...visitLines(item.result.visit, t),
          item.followUp.comment && t('common.said', { who: t('common.aside', { what: t('follow.review.comment'), aside: who(item.followUp.comment.by) }), words: item.followUp.comment.text }),
          item.followUp.answer && t('common.said', { who: t('common.aside', { what: t('follow.review.answer'), aside: who(item.followUp.answer.by) }), words: item.followUp.answer.text }),
        ].filter(Boolean).join('\n'),
      };
    case 'entry': {
      const { entry } = item;
      const Icon = ICONS[entry.kind] ?? IconArrowsRightLeft;
      const event = page.events.find((one) => one.file === entry.event)?.name;
      const list = entry.kind === 'stage_moved' ? 'stages' : 'grades';
      const move = entry.kind === 'stage_moved' || entry.kind === 'graded' ? fromTo(entry.text) : null;
      const told = entry.kind === 'order' ? orderTold(entry.text) : null;
      const given = entry.kind === 'loss_requested' ? splitReason(entry.text) : null;
      const paper = entry.kind === 'printed' ? printedOf(entry.text) : null;
      const text = paper
        ? t('print.printed', { what: t(`print.titles.${paper.subject.kind}`), number: paper.number, version: paper.version })
        : given
          ? given[1]
        : told
        ? [[words('order_told', told.what), told.number, told.kind && words('payment_kinds', told.kind), told.fen !== null && money(told.fen)].filter(Boolean).join(' '), told.words].filter(Boolean).join('\n')
        : move
        ? t('customer.timeline.from_to', { from: words(list, move[0]), to: words(list, move[1]) })
        : entry.kind === 'clash_settled' ? '' : entry.kind === 'relation_set' ? entry.text.split('\n').slice(1).join('\n') : entry.text;
      const [relation = ''] = entry.kind === 'relation_set' ? entry.text.split('\n') : [];
      const tags = [entry.outcome && words('outcomes', entry.outcome), entry.mood && words('moods', entry.mood), entry.expectation && words('expectations', entry.expectation), entry.topic && words('topics', entry.topic), relation && words('relations', relation), given && wordOf(given[0])];
      return {
        icon: <Icon size={16} aria-hidden />,
        title: [words('entry_kinds', entry.kind), event].filter(Boolean).join(' · '),
        by: who(entry.by),
        text,
        tags: tags.filter((tag) => tag !== null && tag !== ''),
      };
    }
  }
}

/** A test drive by how far it came. */
function driven(drive: TestDrive, t: TFunction, who: (id: string | null) => string) {
  const state = drive.back ? 'done' : drive.out ? 'out' : drive.not_held ? drive.not_held.why : 'booked';
  const by = drive.back?.by ?? drive.out?.by ?? drive.not_held?.by ?? drive.booked_by;
  return {
    icon: <IconSteeringWheel size={16} aria-hidden />,
    title: [t('customer.timeline.driven'), t(`process.drive.states.${state}`)].join(' · '),
    by: who(by),
    text: [drive.reaction && t(`process.reactions.${drive.reaction}`), drive.feedback, drive.not_held?.text].filter(Boolean).join('\n'),
  };
}
