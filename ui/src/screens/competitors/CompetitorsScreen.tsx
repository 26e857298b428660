// 竞品分析: what customers look at beside our cars, per series, with n.
import { Progress, Table, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { SeriesCompetitors } from '../../api/types';
import { paths } from '../../paths';
import { Pill } from '../../records/Pill';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import card from '../customer/Customer.module.css';

const WIDTH = 860;
const WHOLE = 100;

export function CompetitorsScreen() {
  const { t } = useTranslation();
  const report = useAsk('competitors', {});
  const named = report.data?.series.filter((one) => one.models.length > 0) ?? [];
  return (
    <Page title={t('process.competitors.title')} back={paths.pipeline} width={WIDTH}>
      <ErrorNote error={report.error} again={() => void report.refetch()} />
      {report.isPending && <Loading />}
      {report.data && named.length === 0 && <EmptyNote icon={IconScale} text={t('process.competitors.none')} />}
      {named.length > 0 && <Text size="sm" c="dimmed" mb="sm">{t('process.competitors.text')}</Text>}
      {named.map((one) => <Series key={one.series} one={one} />)}
    </Page>
  );
}

function Series({ one }: { one: SeriesCompetitors }) {
  const { t } = useTranslation();
  const rows = [...one.models, { model: t('process.competitors.without'), count: one.without }].filter((row) => row.count > 0);
  return (
    <section className={card['card']} aria-label={one.series} style={{ marginBottom: 12 }}>
      <div className={card['cardHead']}>
        <h2>{one.series}</h2>
        <span><Text span size="sm" c="dimmed">n = {one.count}</Text> {one.few && <Pill tone="warn">{t('process.competitors.few')}</Pill>}</span>
      </div>
      <Table>
        <Table.Thead>
          <Table.Tr><Table.Th>{t('process.competitors.model')}</Table.Th><Table.Th w={64}>{t('process.competitors.count')}</Table.Th><Table.Th w="35%">{t('process.competitors.share')}</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const share = one.count === 0 ? 0 : Math.round((row.count / one.count) * WHOLE);
            return (
              <Table.Tr key={row.model}>
                <Table.Td>{row.model}</Table.Td>
                <Table.Td>{row.count}</Table.Td>
                <Table.Td><Text span size="sm">{share}%</Text><Progress value={share} aria-label={`${row.model} ${share}%`} size="sm" /></Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}
