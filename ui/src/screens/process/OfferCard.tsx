// One quotation: what it comes to, what is in it, and what may become of it. A draft is edited where it stands.
import { Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OpportunityPage, QuotationState, QuotationView } from '../../api/types';
import { PrintButton } from '../../print/PrintButton';
import { Pill, type Tone } from '../../records/Pill';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { useFormat } from '../../shared/format';
import { DeclineSheet } from './DeclineSheet';
import { nameIn } from './names';
import { OfferFields } from './OfferFields';
import { OfferLines } from './OfferLines';
import { OfferOrder } from './OfferOrder';
import classes from './Process.module.css';
import { useYuan } from './useYuan';

const TONES: Record<QuotationState, Tone> = { draft: 'quiet', given: 'accent', accepted: 'good', declined: 'bad', superseded: 'quiet' };

export function OfferCard({ page, view }: { page: OpportunityPage; view: QuotationView }) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const yuan = useYuan();
  const said = useSaid();
  const complain = useComplain();
  const [declining, decline] = useState(false);
  const { quotation, totals } = view;
  const { file } = page.customer;
  const decide = useTell('decide_quotation', { done: (answer, request) => said(t(`process.offer.said.${request.to === 'accepted' ? 'accepted' : 'given'}`))(answer) });
  const copy = useTell('add_quotation', { done: said(t('process.offer.made')) });
  const answer = (to: QuotationState) => (to === 'declined' ? decline(true) : decide.mutate({ file, id: quotation.id, to, text: '' }, { onError: complain }));
  const sums = [
    { label: t('process.offer.total'), fen: totals.total_fen },
    ...(totals.monthly_fen === null
      ? []
      : [
          { label: t('process.offer.down'), fen: totals.down_fen },
          { label: t('process.offer.lent'), fen: totals.lent_fen },
          { label: t('process.offer.monthly'), fen: totals.monthly_fen },
          { label: t('process.offer.interest'), fen: totals.interest_fen ?? 0 },
        ]),
  ];
  return (
    <article className={classes['entry']} data-testid="quotation">
      <div className={classes['entryHead']}>
        <h3>{quotation.fields['configuration'] || t('process.offer.title')}</h3>
        <Pill tone="quiet">{t('process.offer.version', { n: quotation.version })}</Pill>
        <Pill tone={TONES[view.state]}>{t(`process.offer.states.${view.state}`)}</Pill>
      </div>
      {view.doubts.map((doubt) => (
        <div key={doubt} className={classes['note']} data-mild>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{t(`process.offer.doubts.${doubt}`)}</span>
        </div>
      ))}
      <dl className={classes['totals']}>
        {sums.map((sum) => <div key={sum.label}><dt>{sum.label}</dt><dd>{yuan(sum.fen)}</dd></div>)}
      </dl>
      <OfferFields page={page} view={view} />
      <OfferLines page={page} view={view} />
      {quotation.word && (
        <span className={classes['small']}>
          {t('process.offer.told', { state: t(`process.offer.states.${quotation.word.state}`), who: nameIn(page.names)(quotation.word.by), at: moment(quotation.word.at) })}
          {quotation.word.total !== totals.total_fen && ` · ${t('process.offer.told_total', { total: yuan(quotation.word.total) })}`}
          {quotation.word.text && ` · ${quotation.word.text}`}
        </span>
      )}
      <Group gap="xs" className={classes['acts'] ?? ''}>
        {page.can_edit && view.may_become.map((to) => (to === 'given' || to === 'accepted' || to === 'declined') && (
          <Button key={to} size="sm" variant={to === 'declined' ? 'subtle' : 'filled'} color={to === 'declined' ? 'gray' : undefined} loading={decide.isPending} onClick={() => answer(to)}>
            {t(`process.offer.to.${to}`)}
          </Button>
        ))}
        <OfferOrder page={page} view={view} />
        {page.can_edit && !view.is_draft && (
          <Button size="sm" variant="default" loading={copy.isPending} onClick={() => copy.mutate({ file, opportunity: page.opportunity.id, copy_of: quotation.id }, { onError: complain })}>
            {t('process.offer.copy')}
          </Button>
        )}
        <PrintButton file={file} subject={{ kind: 'proposal', id: quotation.id }} />
      </Group>
      {declining && <DeclineSheet page={page} view={view} onClose={() => decline(false)} />}
    </article>
  );
}
