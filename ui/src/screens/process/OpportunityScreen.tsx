// 商机详情: one purchase as the eight steps of the sales process, what each holds and what it lacks.
import { Button, Text } from '@mantine/core';
import { IconCalendarPlus, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import type { CustomerPage, OpportunityPage, Stage } from '../../api/types';
import { paths } from '../../paths';
import { GradeBadge } from '../../records/GradeBadge';
import { put } from '../../records/filter';
import { StageBadge } from '../../records/StageBadge';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { PlanSheet } from '../customer/PlanSheet';
import classes from './Process.module.css';
import { Qualification } from './Qualification';
import { Stepper } from './Stepper';
import { StepPanel } from './StepPanel';

const WIDTH = 1160;

export function OpportunityScreen() {
  const { t } = useTranslation();
  const { file = '', opportunity = '' } = useParams();
  const page = useAsk('opportunity', { file, opportunity }, { keep: true });
  const customer = useAsk('customer', { file }, { keep: true });
  const titleOf = useCustomerTitle();
  const error = page.error ?? customer.error;
  return (
    <Page
      title={page.data ? t('process.of', { name: titleOf(page.data.customer).title }) : t('process.title')}
      back={paths.customer(file)}
      width={WIDTH}
      actions={
        <Button component={Link} to={paths.customer(file)} variant="default" visibleFrom="sm" leftSection={<IconUser size={18} aria-hidden />}>
          {t('process.to_customer')}
        </Button>
      }
    >
      <ErrorNote error={error} again={() => void page.refetch()} />
      {(page.isPending || customer.isPending) && !error && <Loading />}
      {page.data && customer.data && <Process page={page.data} customer={customer.data} />}
    </Page>
  );
}

function Process({ page, customer }: { page: OpportunityPage; customer: CustomerPage }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { day } = useFormat();
  const [search, setSearch] = useSearchParams();
  const [planning, plan] = useState(false);
  const { process, opportunity } = page;
  const current = process.steps.find((step) => step.place === 'current');
  const shown = process.steps.find((step) => step.stage === search.get('step')) ?? current ?? process.steps[0];
  const show = (stage: Stage) => setSearch(put(search, 'step', stage), { replace: true });
  const { title } = useCustomerTitle()(page.customer);
  return (
    <>
      <div className={classes['head']}>
        <StageBadge stage={opportunity.stage} />
        <GradeBadge grade={opportunity.grade} />
        <span className={classes['meter']}>
          <progress value={process.filled} max={Math.max(process.required, 1)} aria-label={t('process.completeness')} />
          {t('process.complete', { filled: process.filled, required: process.required })}
        </span>
        {page.next_follow_up_on && <Text size="sm" c="dimmed">{t('process.next_follow_up', { day: day(page.next_follow_up_on, today) })}</Text>}
        {page.can_edit && page.offered_follow_up_on && (
          <Button variant="light" size="sm" leftSection={<IconCalendarPlus size={18} aria-hidden />} onClick={() => plan(true)}>
            {t('process.offer_follow_up', { day: day(page.offered_follow_up_on, today) })}
          </Button>
        )}
      </div>
      <Stepper steps={process.steps} shown={shown?.stage ?? null} onShow={show} />
      <div className={classes['columns']}>
        {shown && <StepPanel key={shown.stage} page={page} customer={customer} step={shown} onShow={show} />}
        <div className={classes['column']}><Qualification qualification={page.qualification} /></div>
      </div>
      {planning && <PlanSheet file={page.customer.file} name={title} opportunity={opportunity.id} grade={opportunity.grade} onClose={() => plan(false)} />}
    </>
  );
}
