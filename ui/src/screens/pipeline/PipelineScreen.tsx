// 商机: every purchase being considered, as a board by stage or a table by grade.
import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconLayoutKanban, IconList, IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { PipelineCard } from '../../api/types';
import { paths } from '../../paths';
import { FirstLead } from '../../records/FirstLead';
import { isFiltered, put } from '../../records/filter';
import { isLoss, LossSheet } from '../../records/LossSheet';
import { count, moneyTotal } from '../../records/numbers';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useRowKeys } from '../../records/useRowKeys';
import { ViewBar } from '../../records/ViewBar';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { usePhone } from '../../shared/usePhone';
import { PlanSheet } from '../customer/PlanSheet';
import { ManySheet } from '../customers/ManySheet';
import { Board } from './Board';
import type { CardActs } from './CardMenu';
import { GradeTable } from './GradeTable';
import { TallyBar } from './TallyBar';
import { useLeave } from './useLeave';
import { useMove } from './useMove';
import { CARDS, readBy, readPipelineFilter } from './view';

export function PipelineScreen() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { can } = useSession();
  const phone = usePhone();
  const [search, setSearch] = useSearchParams();
  const by = readBy(search);
  const filter = readPipelineFilter(search);
  const pipeline = useAsk('pipeline', { filter, by, limit: CARDS }, { keep: true });
  const titleOf = useCustomerTitle();
  const move = useMove();
  const [menuOf, openMenu] = useState<string | null>(null);
  const [planning, plan] = useState<PipelineCard | null>(null);
  const [tagging, tag] = useState<PipelineCard | null>(null);
  const [losing, lose] = useState<PipelineCard | null>(null);
  const { leave, sheet } = useLeave(move);
  const moveOrLose: CardActs['move'] = (card, target) => (isLoss('stage' in target ? target.stage : target.grade) ? lose(card) : leave(card, target));
  const acts: CardActs = { move: moveOrLose, plan, tag, menuOf, openMenu };
  const seesAll = can('see_all_customers');
  const canMove = can('edit_customers');

  const cards = pipeline.data?.columns.flatMap((column) => column.cards) ?? [];
  const open = (id: string) => {
    const card = cards.find((one) => one.opportunity === id);
    if (card) void navigate(paths.customer(card.customer.file));
  };
  useRowKeys({
    enter: open,
    e: open,
    m: (id) => canMove && openMenu(id),
    f: (id) => canMove && plan(cards.find((one) => one.opportunity === id) ?? null),
  });

  const { data } = pipeline;
  return (
    <Page
      fill
      title={
        <>
          {t('pipeline.title')}{' '}
          {data && (
            <Text span size="sm" c="dimmed" fw={400}>
              {t('pipeline.summary', { count: data.total, formatted: count(data.total) })}
              {data.amount_fen > 0 && ` · ${moneyTotal(data.amount_fen, i18n.language)}`}
            </Text>
          )}
        </>
      }
      actions={
        <>
        <Button component={Link} to={paths.competitors} variant="default" visibleFrom="sm" leftSection={<IconScale size={18} aria-hidden />}>{t('process.competitors.title')}</Button>
        <SegmentedControl
          aria-label={t('pipeline.view')}
          value={by}
          onChange={(picked) => setSearch(put(search, 'view', picked === 'grade' ? 'table' : ''), { replace: true })}
          data={[
            { value: 'stage', label: <ViewLabel icon={<IconLayoutKanban size={18} aria-hidden />} text={t('pipeline.board')} brief={phone} /> },
            { value: 'grade', label: <ViewLabel icon={<IconList size={18} aria-hidden />} text={t('pipeline.table')} brief={phone} /> },
          ]}
        />
        </>
      }
    >
      <ViewBar page="pipeline" />
      <TallyBar filter={filter} by={by} withOwners={seesAll} />
      <ErrorNote error={pipeline.error} again={() => void pipeline.refetch()} />
      {pipeline.isPending && <Loading />}
      {data?.total === 0 && <EmptyNote text={isFiltered(filter) ? t('pipeline.none_matching') : t('pipeline.none')} action={!isFiltered(filter) && <FirstLead />} />}
      {data && data.total > 0 && by === 'stage' && <Board pipeline={data} acts={acts} showOwner={seesAll} phone={phone} canMove={canMove} />}
      {data && data.total > 0 && by === 'grade' && <GradeTable pipeline={data} acts={acts} showOwner={seesAll} canMove={canMove} />}
      {sheet}
      {losing && <LossSheet task={{ file: losing.customer.file, opportunity: losing.opportunity, title: titleOf(losing.customer).title }} onClose={() => lose(null)} />}
      {tagging && <ManySheet deed="tag" files={[tagging.customer.file]} onClose={() => tag(null)} onDone={() => tag(null)} />}
      {planning && (
        <PlanSheet
          file={planning.customer.file}
          name={titleOf(planning.customer).title}
          opportunity={planning.opportunity}
          grade={planning.customer.grade}
          onClose={() => plan(null)}
        />
      )}
    </Page>
  );
}

function ViewLabel({ icon, text, brief }: { icon: React.ReactNode; text: string; brief: boolean }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
      {icon}
      <span className={brief ? 'fc-visually-hidden' : undefined}>{text}</span>
    </span>
  );
}
