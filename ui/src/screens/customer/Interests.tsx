// Series, models and competitors a customer looks at. From the catalogue where it has them, in words where it has not.
import { Autocomplete, Pill as RemovablePill, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { CustomerChange, Opportunity } from '../../api/types';
import { catalogueChoices } from '../../records/catalogue';
import classes from './Customer.module.css';

interface Props {
  opportunity: Opportunity;
  /** Competitors, or what we sell. */
  competing: boolean;
  readOnly: boolean;
  onChange: (edit: CustomerChange) => void;
}

export function Interests({ opportunity, competing, readOnly, onChange }: Props) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const shown = opportunity.interests.filter((interest) => (interest.kind === 'competitor') === competing);
  const addLabel = competing ? t('customer.opportunity.add_competitor') : t('customer.opportunity.add_interest');
  return (
    <div className={classes['interests']}>
      {shown.map((interest) => (
        <RemovablePill
          key={interest.id}
          size="md"
          withRemoveButton={!readOnly}
          removeButtonProps={{ 'aria-label': t('customer.opportunity.remove_interest', { name: interest.name }), tabIndex: 0, 'aria-hidden': false }}
          onRemove={() => onChange({ edit: 'remove_interest', opportunity: opportunity.id, id: interest.id })}
        >
          {interest.name}
        </RemovablePill>
      ))}
      {!readOnly &&
        (adding ? (
          <AddInterest
            label={addLabel}
            competing={competing}
            onAdd={(edit) => onChange({ ...edit, opportunity: opportunity.id })}
            onLeave={() => setAdding(false)}
          />
        ) : (
          <UnstyledButton className={classes['addPill']} aria-label={addLabel} onClick={() => setAdding(true)}>
            <IconPlus size={16} aria-hidden />
            {shown.length === 0 && addLabel}
          </UnstyledButton>
        ))}
    </div>
  );
}

type Added =
  | { edit: 'add_interest'; catalogue: string }
  | { edit: 'name_interest'; kind: 'model' | 'competitor'; name: string };

interface AddProps {
  label: string;
  competing: boolean;
  onAdd: (edit: Added) => void;
  onLeave: () => void;
}

function AddInterest({ label, competing, onAdd, onLeave }: AddProps) {
  const store = useAsk('store', {});
  const [typed, setTyped] = useState('');
  const choices = competing ? [] : catalogueChoices(store.data?.catalogue ?? []);
  const add = (text: string) => {
    const name = text.trim();
    const choice = choices.find((one) => one.label === name);
    if (choice) onAdd({ edit: 'add_interest', catalogue: choice.id });
    else if (name) onAdd({ edit: 'name_interest', kind: competing ? 'competitor' : 'model', name });
    setTyped('');
  };
  // While the catalogue has something like it, only a choice from the list counts.
  const isOwnWord = !choices.some((choice) => choice.label.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <Autocomplete
      size="sm"
      w={200}
      aria-label={label}
      placeholder={label}
      data={[...new Set(choices.map((choice) => choice.label))]}
      limit={50}
      maxDropdownHeight={280}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={(label) => {
        add(label);
        // The field takes over the chosen label after this; it is wanted empty, for the next one.
        setTimeout(() => setTyped(''), 0);
      }}
      onBlur={() => {
        if (isOwnWord) add(typed);
        onLeave();
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          onLeave();
        }
        if (event.key === 'Enter' && isOwnWord) {
          event.preventDefault();
          add(typed);
        }
      }}
      comboboxProps={{ withinPortal: true, width: 240, position: 'bottom-start' }}
      ref={(input) => input?.focus()}
    />
  );
}
