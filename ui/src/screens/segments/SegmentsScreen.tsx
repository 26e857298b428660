// 车型客户特征 (C16): who looks at, and who buys, which model. Few customers are flagged: their shares say little.
import { SegmentedControl, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { Counted, ModelSegment } from '../../api/types';
import { put } from '../../records/filter';
import { Pill } from '../../records/Pill';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { useWords, type WordList } from '../../shared/words';
import classes from './Segments.module.css';

const PARTS = [
  { part: 'sexes', list: 'sexes', label: 'domain.customer_fields.sex' },
  { part: 'ages', list: 'age_bands', label: 'domain.customer_fields.age_band' },
  { part: 'educations', list: 'educations', label: 'domain.customer_fields.education' },
] as const;

export function SegmentsScreen() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const bought = search.get('of') === 'bought';
  const report = useAsk('segments', { bought }, { keep: true });
  const rate = useAsk('referral_rate', { from: null, until: null });
  return (
    <Page title={t('merging.segments.title')} width={960}>
      <div className={classes['head']}>
        <SegmentedControl
          aria-label={t('merging.segments.of')}
          value={bought ? 'bought' : 'interested'}
          data={[{ value: 'interested', label: t('merging.segments.interested') }, { value: 'bought', label: t('merging.segments.bought') }]}
          onChange={(picked) => setSearch(put(search, 'of', picked === 'bought' ? 'bought' : ''), { replace: true })}
        />
        {rate.data && rate.data.n > 0 && (
          <Text size="sm">
            {t('merging.segments.referral', { share: percent(rate.data.referred, rate.data.n), referred: rate.data.referred, n: rate.data.n })}
            {rate.data.is_small && <> <Pill tone="warn">{t('merging.segments.small')}</Pill></>}
          </Text>
        )}
      </div>
      <ErrorNote error={report.error} again={() => void report.refetch()} />
      {report.isPending && <Loading />}
      {report.data?.models.length === 0 && <EmptyNote icon={IconUsersGroup} text={t('merging.segments.none')} />}
      <div className={classes['models']}>{report.data?.models.map((model) => <Model key={model.name} model={model} />)}</div>
    </Page>
  );
}

function Model({ model }: { model: ModelSegment }) {
  const { t } = useTranslation();
  return (
    <section className={classes['model']} aria-label={model.name} data-testid="segment">
      <h2>{model.name} <Text span size="sm" c="dimmed" fw={400}>{t('merging.segments.n', { n: model.n })}</Text> {model.is_small && <Pill tone="warn">{t('merging.segments.small')}</Pill>}</h2>
      {PARTS.map(({ part, list, label }) => (
        <div key={part}>
          <Text size="sm" c="dimmed">{t(label)}</Text>
          <ul className={classes['bars']}>{model[part].map((one) => <Bar key={one.word} of={one} n={model.n} list={list} />)}</ul>
        </div>
      ))}
    </section>
  );
}

function Bar({ of, n, list }: { of: Counted; n: number; list: WordList }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <li className={classes['bar']}>
      <span>{of.word === '' ? t('merging.segments.unsaid') : words(list, of.word)}</span>
      <span className={classes['track']} aria-hidden><span className={classes['fill']} data-unsaid={of.word === '' || undefined} style={{ width: percent(of.count, n) }} /></span>
      <span className={classes['share']}>{percent(of.count, n)} · {of.count}</span>
    </li>
  );
}

const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`;
