// 客流分析: footfall, campaign effect, coaching, experience, verification; every share with its n.
import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { Countable, FootfallReport } from '../../api/types';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Grades, Tile } from './DayTiles';
import { FigureRows as Rows } from './FigureRows';
import { RangeBar } from './RangeBar';
import { rangeOf, type Range } from './range';
import { RateText } from './RateText';
import classes from './Reception.module.css';
import { useReceptionWords } from './words';

const DAYS = 30;

export function Footfall() {
  const { t } = useTranslation();
  const { today } = useSession();
  const [search] = useSearchParams();
  const range = rangeOf(search, today, DAYS);
  const report = useAsk('footfall', { ...range, consultant: null }, { keep: true });
  return (
    <>
      <section className={classes['filters']} aria-label={t('reception.register.filter')}><RangeBar range={range} /></section>
      <ErrorNote error={report.error} again={() => void report.refetch()} />
      {report.isPending && <Loading />}
      {report.data && (report.data.days.length === 0 ? <EmptyNote text={t('reception.figures.none')} /> : <Report report={report.data} range={range} />)}
    </>
  );
}

/** A number that opens the rows it counts, of the same days. */
function Opens({ counted, range, children }: { counted: Countable; range: Range; children: ReactNode }) {
  const address = new URLSearchParams({ ...range, rows: counted });
  return <Anchor component={Link} to={`${paths.receptionRates}?${address}`} inherit>{children}</Anchor>;
}

function Report({ report, range }: { report: FootfallReport; range: Range }) {
  const { t } = useTranslation();
  const word = useReceptionWords();
  const format = useFormat();
  const { today } = useSession();
  const { all } = report;
  const minutes = (count: number | null) => (count === null ? t('reception.figures.no_n') : t('reception.figures.minutes', { count }));
  return (
    <>
      {report.own_only && <Text size="sm" c="dimmed">{t('reception.figures.own_only')}</Text>}
      <Section title={t('reception.figures.manage')}>
        <dl className={classes['tiles']}>
          <Tile name={t('reception.figures.traffic')}>{all.traffic}</Tile>
          <Tile name={t('reception.figures.people')}>{all.people}</Tile>
          <Tile name={t('reception.figures.footfall')}><Opens counted="footfall" range={range}>{all.footfall}</Opens></Tile>
          <Tile name={t('reception.figures.new_footfall')}><Opens counted="new_footfall" range={range}>{all.new_footfall}</Opens></Tile>
          <Tile name={t('reception.figures.calls')}>{all.calls}</Tile>
          <Tile name={t('reception.figures.capture')} hint={t('reception.figures.capture_why')}><Opens counted="captured" range={range}><RateText rate={all.capture} /></Opens></Tile>
          <Tile name={t('reception.figures.capture_unclosed')}><RateText rate={all.capture_unclosed} /></Tile>
          <Tile name={t('reception.figures.capture_of_all')}><RateText rate={all.capture_of_all} /></Tile>
          <Tile name={t('reception.figures.deals_first')}>{all.deals_first}</Tile>
          <Tile name={t('reception.figures.deals_follow_up')}>{all.deals_follow_up}</Tile>
          <Tile name={t('reception.figures.closing')}><Opens counted="deals" range={range}><RateText rate={all.closing} /></Opens></Tile>
          <Tile name={t('reception.figures.test_drives')} hint={t('reception.figures.test_drives_why')}><Opens counted="test_drives" range={range}><RateText rate={all.test_drives} /></Opens></Tile>
        </dl>
        <Grades grades={report.grades} />
        <Text size="sm" mt={8}><Anchor component={Link} to={`${paths.receptionRates}?${new URLSearchParams({ ...range })}`} inherit>{t('reception.tabs.rates')}</Anchor></Text>
      </Section>
      <Section title={t('reception.figures.verification')}>
        <dl className={classes['tiles']}>
          <Tile name={t('reception.figures.complete')}><RateText rate={all.complete} /></Tile>
          <Tile name={t('reception.figures.correct')}><RateText rate={all.correct} /></Tile>
          <Tile name={t('reception.figures.timely')} hint={t('reception.figures.timely_why', { count: report.timely_minutes })}><RateText rate={all.timely} /></Tile>
        </dl>
        <Text size="sm" mt={8}><Anchor component={Link} to={paths.receptionCheck} inherit>{t('reception.tabs.check')}</Anchor></Text>
      </Section>
      <Section title={t('reception.figures.experience')}>
        <dl className={classes['tiles']}>
          <Tile name={t('reception.figures.wait')}>{minutes(all.wait_minutes)}</Tile>
          <Tile name={t('reception.figures.stay')}>{minutes(all.stay_minutes)}</Tile>
        </dl>
      </Section>
      <Rows title={t('reception.figures.coaching')} first={t('reception.figures.consultant')} rows={report.consultants.map(({ staff, figures }) => [staff?.name ?? t('reception.figures.nobody'), figures])} />
      <Rows title={t('reception.figures.ways')} first={t('reception.figures.way')} rows={report.ways.map(({ came_by, figures }) => [word('came_by', came_by), figures])} />
      <Rows title={t('reception.figures.effect')} first={t('reception.figures.event')} rows={report.events.map(({ event, figures }) => [event.name, figures])} />
      <Rows title={t('reception.figures.series')} first={t('reception.figures.model')} rows={report.series.map(({ name, figures }) => [name, figures])} />
      <Rows title={t('reception.figures.days')} first={t('reception.figures.day')} rows={report.days.toReversed().map(({ day, figures }) => [format.day(day, today), figures])} />
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return <section className={classes['section']} aria-label={title}><h2>{title}</h2>{children}</section>;
}
