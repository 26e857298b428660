import { Button, Checkbox, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import { SEXES, type CaptureDefaults } from '../../api/types';
import { useSession } from '../../session';
import { Chips, toggled } from '../../shared/Chips';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { useWords } from '../../shared/words';
import { useCapture } from '../capture/useCapture';
import { CONSENT } from './consent';
import classes from './Handed.module.css';

const CHECK_FROM = 7;

/** What a customer is asked, in their words. The consent goes into the file with the wording that was shown. */
export function HandedForm({ defaults, done }: { defaults: CaptureDefaults; done: (name: string) => void }) {
  const { t } = useTranslation();
  const word = useWords();
  const { store } = useSession();
  // A toast with a way back is not for the customer.
  const capture = useCapture(defaults, null, () => '');
  const { values, change, isPending, error } = capture;
  const [missing, setMissing] = useState<'phone' | 'consent' | null>(null);
  const errors = useFieldError(error);
  const typed = values.phone.trim();
  const check = useAsk('check_phone', { typed, except: null }, { enabled: typed.replace(/\D/g, '').length >= CHECK_FROM, keep: true });
  const doubtful = typed !== '' && check.data?.number.typed === typed && check.data.number.kind === 'doubtful';
  const agreed = values.consents.length > 0;

  const submit = async () => {
    setMissing(typed === '' ? 'phone' : agreed ? null : 'consent');
    if (typed === '' || !agreed) return;
    const { name, sex } = values;
    if (await capture.save()) done(name.trim() && sex ? `${name.trim()}${word('sexes', sex)}` : name.trim());
  };

  return (
    <form className={classes['form']} noValidate aria-label={t('handed.title')} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <ErrorNote error={errors.besides('phones', 'name')} />
      <TextInput
        size="xl"
        label={t('handed.phone')}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        value={values.phone}
        error={missing === 'phone' ? t('handed.phone_missing') : errors.at('phones')}
        description={doubtful ? t('handed.phone_doubtful') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => { change({ phone: event.currentTarget.value }); setMissing(null); }}
      />
      <TextInput
        size="xl"
        label={t('handed.name')}
        autoComplete="off"
        maxLength={100}
        value={values.name}
        error={errors.at('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Chips
        quiet
        even
        label={t('capture.sex')}
        choices={SEXES.map((value) => ({ value, label: word('sexes', value) }))}
        chosen={values.sex ? [values.sex] : []}
        onTap={(sex) => change({ sex: values.sex === sex ? null : sex })}
      />
      {defaults.series.length > 0 && (
        <Chips
          label={t('handed.interests')}
          choices={defaults.series.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={values.interests}
          onTap={(id) => change({ interests: toggled(values.interests, id) })}
        />
      )}
      <Checkbox
        size="lg"
        label={t('handed.consent', { store: store.name })}
        description={t('handed.consent_more')}
        checked={agreed}
        error={missing === 'consent' && t('handed.consent_missing')}
        onChange={(event) => { change({ consents: event.currentTarget.checked ? [CONSENT] : [] }); setMissing(null); }}
      />
      <Button type="submit" size="xl" loading={isPending}>{t('handed.send')}</Button>
      <Text size="sm" c="dimmed" ta="center">{t('handed.only')}</Text>
    </form>
  );
}
