// One step: what is missing, what it holds, and the way to the next.
import { Button } from '@mantine/core';
import { IconArrowRight, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { STAGES, type CustomerPage, type Missing, type OpportunityPage, type Stage, type Step } from '../../api/types';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import card from '../customer/Customer.module.css';
import { Care } from './Care';
import { Drives } from './Drives';
import { FillSheet } from './FillSheet';
import { isTyped, stepOf } from './facts';
import { LeaveSheet } from './LeaveSheet';
import { Needs } from './Needs';
import { Offers } from './Offers';
import { Presentations } from './Presentations';
import classes from './Process.module.css';

interface Props {
  page: OpportunityPage;
  customer: CustomerPage;
  step: Step;
  onShow: (stage: Stage) => void;
}

export function StepPanel({ page, customer, step, onShow }: Props) {
  const { t } = useTranslation();
  const [filling, fill] = useState<readonly Missing[] | null>(null);
  const [leaving, leave] = useState(false);
  const said = useSaid();
  const complain = useComplain();
  const move = useTell('move_opportunity', { done: (answer, request) => said(t('process.moved', { stage: t(`domain.stages.${request.stage ?? step.stage}`) }))(answer) });
  const go = (to: Stage) =>
    move.mutate({ file: page.customer.file, opportunity: page.opportunity.id, stage: to, grade: null }, { onSuccess: () => onShow(to), onError: complain });
  const next = step.place === 'current' ? STAGES[STAGES.indexOf(step.stage) + 1] : undefined;
  const goesOn = next !== undefined && next !== 'lost' && page.can_edit;
  return (
    <div className={classes['column']}>
      <section className={card['card']} aria-label={t(`domain.stages.${step.stage}`)}>
        <div className={card['cardHead']}>
          <h2>{t(`domain.stages.${step.stage}`)}</h2>
          <span className={classes['small']}>{t('process.step_of', { n: STAGES.indexOf(step.stage) + 1 })}</span>
        </div>
        <span className={classes['small']}>
          {step.missing.length === 0 ? t('process.nothing_missing') : t('process.missing', { count: step.missing.length })}
        </span>
        {step.missing.length > 0 && (
          <ul className={classes['missing']}>
            {step.missing.map((missing) => (
              <li key={missing.fact}><Lack missing={missing} step={step} page={page} onFill={(one) => fill([one])} onShow={onShow} /></li>
            ))}
          </ul>
        )}
        {goesOn && (
          <div className={classes['acts']}>
            <Button variant="light" loading={move.isPending} rightSection={<IconArrowRight size={18} aria-hidden />} onClick={() => (step.missing.length > 0 ? leave(true) : go(next))}>
              {t('process.enter', { stage: t(`domain.stages.${next}`) })}
            </Button>
          </div>
        )}
      </section>
      {step.stage === 'initial_contact' || step.stage === 'needs' ? <Needs customer={customer} opportunity={page.opportunity.id} /> : null}
      {step.stage === 'presentation' && <Presentations page={page} />}
      {step.stage === 'test_drive' && <Drives page={page} />}
      {(step.stage === 'proposal' || step.stage === 'closing') && <Offers page={page} />}
      {step.stage === 'after_delivery' && <Care page={page} customer={customer} />}
      {filling && <FillSheet page={page} customer={customer} missing={filling} onClose={() => fill(null)} />}
      {leaving && goesOn && (
        <LeaveSheet page={page} customer={customer} step={step} to={next} onGo={() => go(next)} onClose={() => leave(false)} />
      )}
    </div>
  );
}

interface LackProps {
  missing: Missing;
  step: Step;
  page: OpportunityPage;
  onFill: (missing: Missing) => void;
  onShow: (stage: Stage) => void;
}

/** What is missing, as the way to write it. */
function Lack({ missing, step, page, onFill, onShow }: LackProps) {
  const { t } = useTranslation();
  const name = t(`process.facts.${missing.fact}`);
  const home = stepOf(missing.place);
  const typed = isTyped(missing.place);
  if (!page.can_edit || (!typed && (home === null || home === step.stage))) return <span className={classes['lack']}>{name}</span>;
  return (
    <button
      type="button"
      className={classes['lack']}
      aria-label={t('process.fill_what', { what: name })}
      onClick={() => (typed ? onFill(missing) : home && onShow(home))}
    >
      <IconPlus size={14} aria-hidden />
      {name}
    </button>
  );
}
