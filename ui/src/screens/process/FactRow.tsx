// A fact as the field that holds it.
import { ACQUISITION_CHANNELS, COMPANY_SIZES, CUSTOMER_KINDS, DECIDERS, INFORMATION_SOURCES, type CustomerPage, type Missing, type OpportunityField, type OpportunityPage } from '../../api/types';
import { useTranslation } from 'react-i18next';

import { FieldRow } from '../../records/FieldRow';
import { InlineDate } from '../../records/InlineDate';
import { InlineSelect } from '../../records/InlineSelect';
import { InlineText } from '../../records/InlineText';
import { useOptions } from '../../records/useChoices';
import { useEdit } from '../../records/useEdit';
import { useWords, type WordList } from '../../shared/words';
import { Interests } from '../customer/Interests';
import { Phones } from '../customer/Phones';

const FEN_PER_YUAN = 100;
const LISTS: Partial<Record<string, { list: WordList; codes: readonly string[] }>> = {
  kind: { list: 'customer_kinds', codes: CUSTOMER_KINDS },
  company_size: { list: 'company_sizes', codes: COMPANY_SIZES },
  acquisition_channel: { list: 'acquisition_channels', codes: ACQUISITION_CHANNELS },
  information_source: { list: 'information_sources', codes: INFORMATION_SOURCES },
};

interface Props {
  page: OpportunityPage;
  customer: CustomerPage;
  missing: Missing;
}

export function FactRow({ page, customer, missing }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const sources = useOptions('sources');
  const { save, tap } = useEdit(page.customer.file);
  const label = t(`process.facts.${missing.fact}`);
  const { place } = missing;
  const opportunity = customer.customer.opportunities.find((one) => one.id === page.opportunity.id) ?? page.opportunity;
  const write = (field: OpportunityField) => (value: string) => save({ edit: 'opportunity', opportunity: opportunity.id, field, value });
  switch (place.at) {
    case 'customer': {
      const value = customer.customer.fields[place.field] ?? '';
      const pick = (text: string) => tap({ edit: 'field', field: place.field, value: text });
      if (place.field === 'source') return <FieldRow label={label}><InlineSelect label={label} value={value} options={sources} onPick={pick} /></FieldRow>;
      const known = LISTS[place.field];
      if (known) {
        const options = known.codes.map((code) => ({ value: code, label: words(known.list, code) }));
        return <FieldRow label={label}><InlineSelect label={label} value={value} options={options} onPick={pick} /></FieldRow>;
      }
      if (place.field === 'birth_on') return <FieldRow label={label}><InlineDate label={label} value={value} onPick={pick} /></FieldRow>;
      return <FieldRow label={label}><InlineText label={label} value={value} onSave={(text) => save({ edit: 'field', field: place.field, value: text })} /></FieldRow>;
    }
    case 'private':
      return (
        <FieldRow label={label}>
          <InlineText label={label} value="" readOnly={!page.can_edit_private} onSave={(text) => save({ edit: 'private_field', field: place.field, value: text })} />
        </FieldRow>
      );
    case 'interest':
      return <FieldRow label={label}><Interests opportunity={opportunity} competing={place.kind === 'competitor'} readOnly={false} onChange={tap} /></FieldRow>;
    case 'phones':
      return <Phones page={customer} title={label} />;
    case 'opportunity':
      if (place.field === 'purchase_on') {
        return <FieldRow label={label}><InlineDate label={label} value={opportunity.purchase_on ?? ''} onPick={(text) => tap({ edit: 'opportunity', opportunity: opportunity.id, field: 'purchase_on', value: text })} /></FieldRow>;
      }
      if (place.field === 'decision_makers') {
        return (
          <>
            <FieldRow label={label}><InlineText label={label} value={opportunity.fields['decision_makers'] ?? ''} onSave={write('decision_makers')} /></FieldRow>
            <FieldRow label={t('domain.opportunity_fields.decider')}>
              <InlineSelect
                label={t('domain.opportunity_fields.decider')}
                value={opportunity.fields['decider'] ?? ''}
                options={DECIDERS.map((one) => ({ value: one, label: t(`process.deciders.${one}`) }))}
                onPick={(value) => tap({ edit: 'opportunity', opportunity: opportunity.id, field: 'decider', value })}
              />
            </FieldRow>
          </>
        );
      }
      return (
        <FieldRow label={label}>
          <InlineText
            label={label}
            value={place.field === 'budget_fen' && opportunity.budget !== null ? String(opportunity.budget / FEN_PER_YUAN) : (opportunity.fields[place.field] ?? '')}
            multiline={place.field === 'motive'}
            onSave={write(place.field)}
          />
        </FieldRow>
      );
    default:
      return null;
  }
}
