// 审计日志: who did what, in plain words, newest first; whether the log is whole; the same rows as a file.
import { Button, Text } from '@mantine/core';
import { IconDownload, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useTell } from '../../api/hooks';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Page } from '../../shared/Page';
import { saveText } from '../../shared/saveText';
import { usePhone } from '../../shared/usePhone';
import { AuditFilter } from './AuditFilter';
import { AuditRows } from './AuditRows';
import { ChainState } from './ChainState';
import { filterOf } from './audit';

export function AuditScreen() {
  const { t } = useTranslation();
  const { can } = useSession();
  const phone = usePhone();
  const [search] = useSearchParams();
  const filter = filterOf(search);
  const table = useTell('export_audit', { done: ({ rows }) => t('audit.exported', { count: rows }) });
  const save = () => table.mutate({ filter }, { onSuccess: ({ file_name, csv }) => saveText(file_name, csv) });
  return (
    <Page
      title={t('audit.title')}
      back={paths.me}
      width={960}
      actions={can('see_audit') && can('export') && (
        <Button variant="default" px={phone ? 'sm' : 'md'} leftSection={<IconDownload size={18} aria-hidden />} loading={table.isPending} onClick={save}>{t('audit.export')}</Button>
      )}
    >
      <Text c="dimmed" mb="sm">{t('audit.text')}</Text>
      <ErrorNote error={table.error} />
      {can('see_audit') ? (
        <>
          <ChainState />
          <AuditFilter />
          <AuditRows key={search.toString()} filter={filter} />
        </>
      ) : <EmptyNote icon={IconLock} text={t('audit.not_yours')} />}
    </Page>
  );
}
