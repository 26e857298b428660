// 有望客户跟踪进度 (F10): whose open customers are followed up, and how. Every number opens its customers.
import { Text } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { Grade, ProgressRow } from '../../api/types';
import { paths } from '../../paths';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { DaysPick, useDays } from './DaysPick';
import classes from './Follow.module.css';

const OPEN: readonly Grade[] = ['H', 'A', 'B', 'C', 'N'];
const FEW = 30;

export function ProgressTab() {
  const { t } = useTranslation();
  const { from, upto } = useDays();
  const progress = useAsk('progress', { from, upto }, { keep: true });
  const rows = progress.data?.rows ?? [];
  return (
    <>
      <DaysPick />
      <ErrorNote error={progress.error} again={() => void progress.refetch()} />
      {progress.isPending && <Loading />}
      {progress.data && rows.length === 0 && <EmptyNote icon={IconTargetArrow} text={t('follow.progress.none')} />}
      {rows.length > 0 && (
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('follow.consultant')}</th>
                {OPEN.map((grade) => <th key={grade} scope="col">{grade}</th>)}
                <th scope="col">{t('follow.progress.customers')}</th>
                <th scope="col">{t('domain.needs.overdue_follow_up')}</th>
                <th scope="col">{t('domain.needs.no_follow_up')}</th>
                <th scope="col">{t('follow.progress.done')}</th>
                <th scope="col">{t('follow.progress.on_time')}</th>
              </tr>
            </thead>
            <tbody>{rows.map((row) => <Row key={row.owner?.id ?? 'pool'} row={row} />)}</tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({ row }: { row: ProgressRow }) {
  const { t } = useTranslation();
  const owner: Record<string, string> = row.owner ? { owner: row.owner.id } : {};
  // The list of customers knows no filter for the pool: there the number stands alone.
  const number = (count: number, where: Record<string, string>) =>
    count === 0 ? <span className={classes['zero']}>0</span> : row.owner ? <Link to={paths.customersWhere({ ...owner, ...where })}>{count}</Link> : <span>{count}</span>;
  const rate = row.done === 0 ? '–' : `${Math.round((100 * row.on_time) / row.done)}%`;
  return (
    <tr data-testid="progress-row">
      <th scope="row">{row.owner?.name ?? t('domain.pool')}</th>
      {OPEN.map((grade) => <td key={grade} data-of={grade}>{number(row.grades.find((one) => one.grade === grade)?.count ?? 0, { grade })}</td>)}
      <td data-of={t('follow.progress.customers')}>{row.customers}</td>
      <td data-of={t('domain.needs.overdue_follow_up')}>{number(row.overdue, { need: 'overdue_follow_up' })}</td>
      <td data-of={t('domain.needs.no_follow_up')}>{number(row.unplanned, { need: 'no_follow_up' })}</td>
      <td data-of={t('follow.progress.done')}>{row.done}</td>
      <td data-of={t('follow.progress.on_time')}>
        {rate}
        {row.done > 0 && row.done < FEW && <Text span size="xs" c="dimmed"> n={row.done}</Text>}
      </td>
    </tr>
  );
}
