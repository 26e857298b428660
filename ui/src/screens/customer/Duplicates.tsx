// Other files with one of the same numbers.
import { Button, Text } from '@mantine/core';
import { IconChevronRight, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useTell } from '../../api/hooks';
import type { CustomerRow, FileId } from '../../api/types';
import { paths } from '../../paths';
import { GradeBadge } from '../../records/GradeBadge';
import { useComplain } from '../../records/useComplain';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import classes from './Customer.module.css';

interface Props {
  /** The file that they share a number with. */
  file: FileId;
  rows: readonly CustomerRow[];
  canJoin: boolean;
}

export function Duplicates({ file, rows, canJoin }: Props) {
  const { t } = useTranslation();
  const complain = useComplain();
  const join = useTell('join_files', { done: t('trust.joined.done') });
  const judge = useTell('judge_pair', { done: t('merging.judged') });
  const titleOf = useCustomerTitle();
  if (rows.length === 0) return null;
  return (
    <section className={classes['duplicates']} aria-label={t('records.flag.duplicate')}>
      <Text fw={600} size="sm" className={classes['duplicateTitle']}>
        <IconCopy size={18} aria-hidden />
        {t('customer.duplicates.title')}
      </Text>
      {rows.map((row) => {
        const { title, under } = titleOf(row);
        return (
          <div key={row.file} className={classes['duplicateRow']}>
          <Link to={paths.compare(file, row.file)} className={classes['duplicate']} title={t('customer.duplicates.compare')}>
            {row.grade && <GradeBadge grade={row.grade} />}
            <Text span fw={600} size="sm" flex="none" maw="50%" truncate>{title}</Text>
            <Text span c="dimmed" size="sm" truncate>{[under, row.owner?.name ?? t('domain.pool')].join(' · ')}</Text>
            <IconChevronRight size={18} aria-hidden style={{ marginLeft: 'auto', flex: 'none' }} />
          </Link>
          {canJoin && (
            <Button variant="subtle" color="gray" flex="none" disabled={judge.isPending} aria-label={t('merging.apart_whom', { one: title, other: title })} onClick={() => judge.mutate({ one: file, other: row.file, verdict: 'apart' }, { onError: complain })}>
              {t('merging.apart')}
            </Button>
          )}
          {canJoin && (
            <Button variant="default" flex="none" disabled={join.isPending} aria-label={t('trust.joined.join_whom', { name: title })} onClick={() => join.mutate({ one: file, other: row.file }, { onError: complain })}>
              {t('trust.joined.join')}
            </Button>
          )}
          </div>
        );
      })}
    </section>
  );
}
