// 现实客户跟踪: the return visits of an owner, planned and done, and the form that fills the step.
import { Anchor, Button, Text } from '@mantine/core';
import { IconCalendarPlus, IconHeartHandshake, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { CustomerPage, FollowUp, OpportunityPage } from '../../api/types';
import { paths } from '../../paths';
import { DueWords } from '../../records/DueWords';
import { Pill, type Tone } from '../../records/Pill';
import { RecordSheet } from '../../records/RecordSheet';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { WayIcon } from '../../records/WayIcon';
import { EmptyNote } from '../../shared/EmptyNote';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import card from '../customer/Customer.module.css';
import { PlanSheet } from '../customer/PlanSheet';
import { visitLines } from '../customer/visitLines';
import { nameIn } from './names';
import classes from './Process.module.css';

const TONES: Record<string, Tone> = { very: 'good', mostly: 'accent', dissatisfied: 'warn' };

export function Care({ page, customer }: { page: OpportunityPage; customer: CustomerPage }) {
  const { t } = useTranslation();
  const words = useWords();
  const { list } = useFormat();
  const [recording, record] = useState<FollowUp | null>(null);
  const [planning, plan] = useState(false);
  const { title } = useCustomerTitle()(page.customer);
  const { opportunity, return_visits: visits } = page;
  const lacks = customer.about.required.map((field) => words('customer_fields', field));
  const why = (visit: FollowUp) => [t(`domain.ways.${visit.way}`), words('care_aims', visit.aim)].filter(Boolean).join(' · ');
  const isPlanned = visits.some((visit) => visit.result === null);
  const add = page.can_edit && (
    <Button variant={visits.length === 0 ? 'filled' : 'default'} leftSection={<IconCalendarPlus size={18} aria-hidden />} onClick={() => plan(true)}>{t('care.plan')}</Button>
  );
  return (
    <section className={card['card']} aria-label={t('care.title')}>
      <div className={card['cardHead']}>
        <h2>{t('care.title')}</h2>
        {visits.length > 0 && !isPlanned && add}
      </div>
      {visits.length === 0 && <EmptyNote icon={IconHeartHandshake} text={t('care.none')} action={add} />}
      {visits.map((visit) => <Visit key={visit.id} visit={visit} why={why(visit)} page={page} onRecord={() => record(visit)} />)}
      {lacks.length > 0 && (
        <Text size="sm" mt="xs">{t('care.lacks', { what: list(lacks) })} <Anchor component={Link} to={paths.customer(page.customer.file)} size="sm" underline="always">{t('process.to_customer')}</Anchor></Text>
      )}
      {recording && (
        <RecordSheet
          task={{ file: page.customer.file, followUp: recording.id, title, why: why(recording), grade: opportunity.grade, stage: opportunity.stage, visit: true }}
          onClose={() => record(null)}
          onDone={() => record(null)}
        />
      )}
      {planning && <PlanSheet file={page.customer.file} name={title} opportunity={opportunity.id} grade={opportunity.grade} onClose={() => plan(false)} />}
    </section>
  );
}

interface VisitProps {
  visit: FollowUp;
  why: string;
  page: OpportunityPage;
  onRecord: () => void;
}

function Visit({ visit, why, page, onRecord }: VisitProps) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const { result } = visit;
  const satisfaction = result?.visit?.satisfaction;
  return (
    <article className={classes['entry']}>
      <div className={classes['entryHead']}>
        <WayIcon way={visit.way} size={18} />
        <h3>{why}</h3>
        {result === null ? <DueWords on={visit.due_on} /> : <Pill tone="quiet">{t(`domain.outcomes.${result.outcome}`)}</Pill>}
        {satisfaction && <Pill tone={TONES[satisfaction] ?? 'quiet'}>{t(`domain.satisfactions.${satisfaction}`)}</Pill>}
      </div>
      {result && [result.text, ...visitLines(result.visit, t)].filter(Boolean).map((line) => <p key={line} className={classes['words']}>{line}</p>)}
      {result && <span className={classes['small']}>{[moment(result.at), nameIn(page.names)(result.by)].filter(Boolean).join(' · ')}</span>}
      {result === null && page.can_edit && (
        <div className={classes['acts']}>
          <Button variant="light" size="sm" leftSection={<IconPencil size={16} aria-hidden />} onClick={onRecord}>{t('care.record')}</Button>
        </div>
      )}
    </article>
  );
}
