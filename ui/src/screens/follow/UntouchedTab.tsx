// 超时未首联: leads that nobody has contacted within the limit of their source. A manager gives them back to the pool.
import { Button, Checkbox, List, Text } from '@mantine/core';
import { IconPhoneCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useAsk, useTell } from '../../api/hooks';
import { paths } from '../../paths';
import { useChoices } from '../../records/useChoices';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { Dialog } from '../../shared/Dialog';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import classes from './Follow.module.css';

export function UntouchedTab() {
  const { t } = useTranslation();
  const { ago, moment } = useFormat();
  const titleOf = useCustomerTitle();
  const { wordOf } = useChoices('sources');
  const untouched = useAsk('untouched', {});
  const [chosen, choose] = useState<readonly string[]>([]);
  const [asks, ask] = useState(false);
  const give = useTell('assign_files', { done: t('follow.untouched.returned') });
  const { data } = untouched;
  const owned = data?.rows.filter((row) => row.customer.owner !== null) ?? [];
  const picked = owned.filter((row) => chosen.includes(row.customer.file));
  const toggle = (file: string) => choose(chosen.includes(file) ? chosen.filter((one) => one !== file) : [...chosen, file]);
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">{t('follow.untouched.text')}</Text>
      <ErrorNote error={untouched.error} again={() => void untouched.refetch()} />
      {untouched.isPending && <Loading />}
      {data?.rows.length === 0 && <EmptyNote icon={IconPhoneCheck} text={t('follow.untouched.none')} />}
      {data?.can_return && owned.length > 0 && (
        <div className={classes['bar']}>
          <Checkbox
            label={t('follow.untouched.all', { count: owned.length })}
            checked={picked.length === owned.length}
            indeterminate={picked.length > 0 && picked.length < owned.length}
            onChange={() => choose(picked.length === owned.length ? [] : owned.map((row) => row.customer.file))}
          />
          <Button disabled={picked.length === 0} onClick={() => ask(true)}>{t('follow.untouched.return', { count: picked.length })}</Button>
        </div>
      )}
      <ul className={classes['list']}>
        {data?.rows.map((row) => {
          const { title, under } = titleOf(row.customer);
          return (
            <li key={row.customer.file} className={classes['item']} data-testid="untouched-row">
              <div className={classes['head']}>
                {data.can_return && row.customer.owner !== null && (
                  <Checkbox aria-label={t('follow.untouched.choose', { name: title })} checked={chosen.includes(row.customer.file)} onChange={() => toggle(row.customer.file)} />
                )}
                <Link to={paths.customer(row.customer.file)} className={classes['name']}>{title}</Link>
                <Text span size="sm" c="dimmed">{[under, wordOf(row.customer.source), row.customer.owner?.name ?? t('domain.pool')].filter(Boolean).join(' · ')}</Text>
              </div>
              <Text size="sm" c="var(--fc-bad)">{t('follow.untouched.since', { hours: row.limit_hours, when: moment(row.until) })}</Text>
              {row.customer.opened_at !== null && <Text size="xs" c="dimmed">{t('follow.untouched.opened', { when: ago(row.customer.opened_at) })}</Text>}
            </li>
          );
        })}
      </ul>
      {asks && (
        <Dialog title={t('follow.untouched.return', { count: picked.length })} close={() => ask(false)}>
          <ErrorNote error={give.error} />
          <Text mb="xs">{t('follow.untouched.preview')}</Text>
          <List mb="md">
            {picked.slice(0, 20).map((row) => <List.Item key={row.customer.file}>{titleOf(row.customer).title} · {row.customer.owner?.name}</List.Item>)}
          </List>
          <Button
            loading={give.isPending}
            onClick={() => give.mutate({ files: picked.map((row) => row.customer.file), owner: null }, { onSuccess: () => { choose([]); ask(false); } })}
          >
            {t('follow.untouched.go')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
