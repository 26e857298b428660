import { Button, Collapse, Group, TextInput } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconArrowRight, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import { SEXES, type CaptureDefaults, type Grade } from '../../api/types';
import { useOptions } from '../../records/useChoices';
import { useSession } from '../../session';
import { Chips, toggled } from '../../shared/Chips';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { useFieldError } from '../../shared/useFieldError';
import { useWords } from '../../shared/words';
import classes from './Capture.module.css';
import { ruledFollowUp } from './form';
import { KnownPhones } from './KnownPhones';
import { MoreFields } from './MoreFields';
import { PerhapsKnown } from './PerhapsKnown';
import { PhoneField } from './PhoneField';
import type { useCapture } from './useCapture';

const CHIP_GRADES: readonly Grade[] = ['H', 'A', 'B', 'C'];
const CHECK_FROM = 7;
const HERE = ['phones', 'name', 'budget', 'purchase_on', 'next_follow_up_on', 'named', 'remark'];

interface Props {
  defaults: CaptureDefaults;
  capture: ReturnType<typeof useCapture>;
  save: (next: boolean) => Promise<boolean>;
}

export function CaptureForm({ defaults, capture, save }: Props) {
  const { t } = useTranslation();
  const word = useWords();
  const format = useFormat();
  const { today } = useSession();
  const { values, change, isPending, error } = capture;
  const sources = useOptions('sources', values.source);
  const [more, { toggle, open }] = useDisclosure(false);
  const [stillNew, setStillNew] = useState('');
  const phone = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const chips = useRef<HTMLDivElement>(null);
  const errors = useFieldError(error);

  const typed = values.phone.trim();
  const asks = typed.replace(/\D/g, '').length >= CHECK_FROM;
  const check = useAsk('check_phone', { typed, except: null }, { enabled: asks, keep: true });
  const known = asks && stillNew !== typed ? (check.data?.known ?? []) : [];
  const nextOn = values.nextOn ?? ruledFollowUp(defaults, values.grade);
  const event = defaults.events.find((one) => one.file === values.event);

  const submit = async (next: boolean) => {
    if (await save(next)) phone.current?.focus();
    else if (error?.field && !['phones', 'name'].includes(error.field)) open();
  };

  useHotkeys([['mod+Enter', () => void submit(true)]], []);

  const quiet = [
    event?.name ?? t('capture.no_event'),
    defaults.owner.name,
    t('capture.now'),
    nextOn ? t('capture.next', { date: format.date(nextOn, today) }) : null,
  ].filter(Boolean);

  return (
    <form
      className={classes['form']}
      aria-label={t('capture.title')}
      noValidate
      onSubmit={(submitted) => { submitted.preventDefault(); void submit(true); }}
    >
      <div className={classes['scroll']}>
        <PhoneField
          ref={phone}
          values={values}
          change={change}
          check={asks ? (check.data ?? null) : null}
          error={errors.at('phones')}
          onNext={() => name.current?.focus()}
        />
        <KnownPhones known={known} onStillNew={() => { setStillNew(typed); name.current?.focus(); }} />
        {asks && known.length === 0 && check.data?.perhaps && check.data.number.typed === typed && <PerhapsKnown key={typed} typed={typed} />}
        <div className={classes['who']}>
          <TextInput
            ref={name}
            label={t('capture.name')}
            autoComplete="off"
            enterKeyHint="done"
            maxLength={100}
            value={values.name}
            error={errors.at('name')}
            onChange={(typing) => change({ name: typing.currentTarget.value })}
            onKeyDown={(pressed) => {
              if (pressed.key !== 'Enter' || pressed.nativeEvent.isComposing || pressed.ctrlKey || pressed.metaKey) return;
              pressed.preventDefault();
              chips.current?.querySelector<HTMLElement>('button, input')?.focus();
            }}
          />
          <Chips
            quiet
            even
            label={t('capture.sex')}
            choices={SEXES.map((value) => ({ value, label: word('sexes', value) }))}
            chosen={values.sex ? [values.sex] : []}
            onTap={(sex) => change({ sex: values.sex === sex ? null : sex })}
          />
        </div>
        <div ref={chips}>
          {defaults.series.length > 0 ? (
            <Chips
              label={t('capture.interests')}
              choices={defaults.series.map(({ id, name: label }) => ({ value: id, label }))}
              chosen={values.interests}
              onTap={(id) => change({ interests: toggled(values.interests, id) })}
            />
          ) : (
            // A store without a catalogue still hears which car is wanted.
            <TextInput label={t('capture.interests')} placeholder={t('capture.several')} autoComplete="off" value={values.model} error={errors.at('named')} onChange={(typing) => change({ model: typing.currentTarget.value })} />
          )}
        </div>
        <Chips
          even
          label={t('capture.grade')}
          choices={CHIP_GRADES.map((value) => ({ value, label: value, hint: word('grade_hints', value) }))}
          chosen={values.grade ? [values.grade] : []}
          onTap={(grade) => change({ grade: values.grade === grade ? null : grade })}
        />
        <Chips
          line
          label={t('capture.source')}
          choices={[...sources].sort((a, b) => Number(b.value === 'event') - Number(a.value === 'event'))}
          chosen={values.source ? [values.source] : []}
          onTap={(source) => change({ source: values.source === source ? null : source })}
        />
        <div>
          <button type="button" className={classes['quiet']} aria-expanded={more} aria-label={`${quiet.join(t('common.list_gap'))}${t('common.sentence_gap')}${t('capture.quiet')}`} onClick={toggle}>
            <span>{quiet.join(' · ')}</span>
            {t('capture.more')}
            {more ? <IconChevronUp size={18} aria-hidden /> : <IconChevronDown size={18} aria-hidden />}
          </button>
          <Collapse expanded={more} transitionDuration={140}>
            <MoreFields values={values} defaults={defaults} change={change} errors={errors} />
          </Collapse>
        </div>
      </div>
      <div className={classes['foot']}>
        <ErrorNote error={errors.besides(...HERE)} />
        <Group gap="sm" grow preventGrowOverflow={false} wrap="nowrap">
          <Button variant="default" disabled={isPending} onClick={() => void submit(false)}>{t('capture.save')}</Button>
          <Button type="submit" disabled={isPending} rightSection={<IconArrowRight size={18} />} style={{ flexGrow: 2 }}>{t('capture.save_next')}</Button>
        </Group>
      </div>
    </form>
  );
}
