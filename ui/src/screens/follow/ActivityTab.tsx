// 销售顾问访问活动日报 (F11): what everybody did, by day. Every number opens its rows.
import { Text } from '@mantine/core';
import { IconCalendarStats } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { Activity, ActivityRow } from '../../api/types';
import { paths } from '../../paths';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useSession } from '../../session';
import { Dialog } from '../../shared/Dialog';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { DaysPick, useDays } from './DaysPick';
import classes from './Follow.module.css';

interface Behind {
  row: ActivityRow;
  what: Activity;
}

export function ActivityTab() {
  const { t } = useTranslation();
  const { today } = useSession();
  const { date } = useFormat();
  const { from, upto } = useDays();
  const activity = useAsk('activity', { from, upto }, { keep: true });
  const [behind, open] = useState<Behind | null>(null);
  const rows = activity.data?.rows ?? [];
  return (
    <>
      <DaysPick />
      <ErrorNote error={activity.error} again={() => void activity.refetch()} />
      {activity.isPending && <Loading />}
      {activity.data && rows.length === 0 && <EmptyNote icon={IconCalendarStats} text={t('follow.activity.none')} />}
      {rows.length > 0 && (
        <div className={classes['scroll']}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{t('follow.consultant')}</th>
                {rows[0]?.counts.map(({ what }) => <th key={what} scope="col">{t(`follow.activity.whats.${what}`)}</th>)}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.date} ${row.staff.id}`} data-testid="activity-row">
                  <th scope="row">{row.staff.name}{from !== upto && <Text span size="xs" c="dimmed"> {date(row.date, today)}</Text>}</th>
                  {row.counts.map(({ what, count }) => (
                    <td key={what} data-of={t(`follow.activity.whats.${what}`)}>
                      {count === 0 ? <span className={classes['zero']}>0</span> : (
                        <button type="button" className={classes['number']} aria-label={`${row.staff.name} ${t(`follow.activity.whats.${what}`)} ${count}`} onClick={() => open({ row, what })}>{count}</button>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {behind && <Rows behind={behind} close={() => open(null)} />}
    </>
  );
}

function Rows({ behind: { row, what }, close }: { behind: Behind; close: () => void }) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const titleOf = useCustomerTitle();
  const items = useAsk('activity_rows', { date: row.date, staff: row.staff.id, what });
  return (
    <Dialog title={`${row.staff.name} · ${t(`follow.activity.whats.${what}`)}`} close={close}>
      <ErrorNote error={items.error} />
      {items.isPending && <Loading />}
      <ul className={classes['list']}>
        {items.data?.map((item, index) => (
          <li key={`${item.customer.file} ${index}`} className={classes['head']} data-testid="activity-item">
            <Link to={paths.customer(item.customer.file)} className={classes['name']}>{titleOf(item.customer).title}</Link>
            {what !== 'planned' && <Text span size="sm" c="dimmed">{moment(item.at)}</Text>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
