import { Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';

import { INFORMATION_SOURCES, type CaptureDefaults } from '../../api/types';
import { useCalendar } from '../../records/useCalendar';
import { useSession } from '../../session';
import { useFormat } from '../../shared/format';
import type { useFieldError } from '../../shared/useFieldError';
import { useWords } from '../../shared/words';
import { ruledFollowUp, type CaptureValues } from './form';

interface Props {
  values: CaptureValues;
  defaults: CaptureDefaults;
  change: (changed: Partial<CaptureValues>) => void;
  errors: ReturnType<typeof useFieldError>;
}

/** What a lead may also tell; nothing here is needed to save. */
export function MoreFields({ values, defaults, change, errors }: Props) {
  const { t } = useTranslation();
  const calendar = useCalendar(true);
  const word = useWords();
  const format = useFormat();
  const { today } = useSession();
  const ruled = ruledFollowUp(defaults, values.grade);
  const sources = INFORMATION_SOURCES.map((value) => ({ value, label: word('information_sources', value) }));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="sm">
      <Select
        label={t('capture.event')}
        placeholder={t('capture.no_event')}
        data={defaults.events.map((event) => ({ value: event.file, label: event.name }))}
        value={values.event}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        onChange={(event) => change({ event })}
      />
      <DateInput
        label={t('capture.next_label')}
        placeholder={ruled ? t('capture.next_hint', { date: format.date(ruled, today) }) : ''}
        {...calendar}
        value={values.nextOn}
        minDate={today}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        error={errors.at('next_follow_up_on')}
        onChange={(nextOn) => change({ nextOn })}
      />
      <TextInput
        label={t('capture.budget')}
        placeholder={t('capture.budget_hint')}
        autoComplete="off"
        maxLength={40}
        value={values.budget}
        error={errors.at('budget')}
        onChange={(event) => change({ budget: event.currentTarget.value })}
      />
      <DateInput
        label={t('capture.purchase_on')}
        {...calendar}
        value={values.purchaseOn}
        minDate={today}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        error={errors.at('purchase_on')}
        onChange={(purchaseOn) => change({ purchaseOn })}
      />
      {defaults.series.length > 0 && (
        <TextInput
          label={t('capture.model')}
          placeholder={t('capture.several')}
          autoComplete="off"
          value={values.model}
          error={errors.at('named')}
          onChange={(event) => change({ model: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t('capture.competitor')}
        placeholder={t('capture.several')}
        autoComplete="off"
        value={values.competitor}
        onChange={(event) => change({ competitor: event.currentTarget.value })}
      />
      <Select
        label={t('capture.heard')}
        data={sources}
        value={values.heard}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        onChange={(heard) => change({ heard: INFORMATION_SOURCES.find((one) => one === heard) ?? null })}
      />
      <Textarea
        label={t('capture.remark')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={values.remark}
        error={errors.at('remark')}
        onChange={(event) => change({ remark: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
