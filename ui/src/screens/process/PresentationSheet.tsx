// One showing: cars, way, reaction and words.
import { Button, TagsInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk, useTell } from '../../api/hooks';
import { PRESENTATION_WAYS, REACTIONS, type OpportunityPage, type Presentation, type PresentationWay, type Reaction } from '../../api/types';
import { ChoiceChips } from '../../records/ChoiceChips';
import { Sheet } from '../../records/Sheet';
import { useSaid } from '../../records/useSaid';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

interface Props {
  page: OpportunityPage;
  shown: Presentation | null;
  onClose: () => void;
}

export function PresentationSheet({ page, shown, onClose }: Props) {
  const { t } = useTranslation();
  const said = useSaid();
  const store = useAsk('store', {});
  const wanted = page.opportunity.interests.filter((one) => one.kind !== 'competitor').map((one) => one.name);
  const [cars, setCars] = useState<string[]>(shown?.cars ?? wanted.slice(0, 1));
  const [way, setWay] = useState<PresentationWay>(shown?.way ?? 'static');
  const [reaction, setReaction] = useState<Reaction | null>(shown?.reaction ?? null);
  const [feedback, setFeedback] = useState(shown?.feedback ?? '');
  const tell = useTell('save_presentation', { done: said(t('process.presentation.saved')) });
  const field = useFieldError(tell.error);
  const offered = store.data?.catalogue.filter((node) => !node.retired && node.level !== 'brand').map((node) => node.name) ?? [];
  const save = () =>
    tell.mutate(
      { file: page.customer.file, opportunity: page.opportunity.id, id: shown?.id ?? null, cars, way, reaction, feedback },
      { onSuccess: onClose },
    );
  return (
    <Sheet
      opened
      title={t(shown ? 'process.presentation.edit' : 'process.presentation.add')}
      onClose={onClose}
      onSubmit={save}
      actions={<Button type="submit" loading={tell.isPending}>{t('common.save')}</Button>}
    >
      <ErrorNote error={field.besides('cars', 'feedback')} />
      <TagsInput
        label={t('process.presentation.cars')}
        placeholder={cars.length === 0 ? t('process.presentation.cars_hint') : ''}
        data={[...new Set([...wanted, ...offered])]}
        value={cars}
        error={field.at('cars')}
        acceptValueOnBlur
        comboboxProps={{ withinPortal: true }}
        onChange={setCars}
      />
      <ChoiceChips label={t('process.presentation.way')} options={PRESENTATION_WAYS.map((one) => ({ value: one, label: t(`process.presentation.ways.${one}`) }))} value={way} onChange={setWay} />
      <ChoiceChips label={t('process.presentation.reaction')} options={REACTIONS.map((one) => ({ value: one, label: t(`process.reactions.${one}`) }))} value={reaction} onChange={setReaction} />
      <Textarea
        label={t('process.presentation.feedback')}
        autosize
        minRows={3}
        value={feedback}
        error={field.at('feedback')}
        onChange={(event) => setFeedback(event.currentTarget.value)}
      />
    </Sheet>
  );
}
