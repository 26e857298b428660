// Before a step is left: what it lacks, to be filled in or skipped. A step that lacks nothing is left at once.
import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { CustomerPage, OpportunityPage, Stage, Step } from '../../api/types';
import { Sheet } from '../../records/Sheet';
import { FactRow } from './FactRow';
import { isTyped } from './facts';
import classes from './Process.module.css';

interface Props {
  page: OpportunityPage;
  customer: CustomerPage;
  step: Step;
  to: Stage;
  /** Moves on. */
  onGo: () => void;
  onClose: () => void;
}

export function LeaveSheet({ page: first, customer: known, step: left, to, onGo, onClose }: Props) {
  const { t } = useTranslation();
  const stage = t(`domain.stages.${to}`);
  // What is filled in here counts at once.
  const page = useAsk('opportunity', { file: first.customer.file, opportunity: first.opportunity.id }, { keep: true }).data ?? first;
  const customer = useAsk('customer', { file: first.customer.file }, { keep: true }).data ?? known;
  const step = page.process.steps.find((one) => one.stage === left.stage) ?? left;
  // What was missing when the sheet opened stays on it while it is being filled in.
  const [asked] = useState(left.missing);
  const typed = asked.filter((one) => isTyped(one.place));
  const others = step.missing.filter((one) => !isTyped(one.place));
  const go = () => {
    onClose();
    onGo();
  };
  const lacks = step.missing.length > 0;
  return (
    <Sheet
      opened
      title={t('process.leaving', { stage: t(`domain.stages.${step.stage}`) })}
      onClose={onClose}
      onSubmit={go}
      actions={
        <Button type="submit" data-autofocus variant={lacks ? 'default' : 'filled'}>
          {t(lacks ? 'process.skip' : 'process.go_on', { stage })}
        </Button>
      }
    >
      <Text size="sm" c="dimmed">{t(asked.length > 0 ? 'process.leaving_text' : 'process.nothing_missing')}</Text>
      {typed.map((one) => <FactRow key={one.fact} page={page} customer={customer} missing={one} />)}
      {others.length > 0 && (
        <ul className={classes['missing']}>
          {others.map((one) => <li key={one.fact} className={classes['lack']}>{t(`process.facts.${one.fact}`)}</li>)}
        </ul>
      )}
    </Sheet>
  );
}
