import { TextInput } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { useEffect, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';

import type { PhoneCheck } from '../../api/types';
import classes from './Capture.module.css';
import type { CaptureValues } from './form';

interface Props {
  values: CaptureValues;
  change: (changed: Partial<CaptureValues>) => void;
  check: PhoneCheck | null;
  error: string | undefined;
  /** Enter was pressed. */
  onNext: () => void;
  ref: Ref<HTMLInputElement>;
}

/** The number first, on a number pad; what the core makes of it stands below in a line of fixed height. */
export function PhoneField({ values, change, check, error, onNext, ref }: Props) {
  const { t } = useTranslation();
  const own = useRef<HTMLInputElement>(null);
  const merged = useMergedRef(own, ref);
  useEffect(() => own.current?.focus(), []);
  const said = check ? t(`capture.phone_${check.number.kind}`) : t('capture.phone_start');
  return (
    <div>
      <TextInput
        ref={merged}
        label={t('capture.phone')}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        enterKeyHint="next"
        size="lg"
        maxLength={40}
        value={values.phone}
        error={error}
        classNames={{ input: classes['phone'] ?? '' }}
        aria-describedby="capture-phone-said"
        onChange={(event) => change({ phone: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onNext();
        }}
      />
      <div className={classes['said']}>
        <span id="capture-phone-said" data-kind={check?.number.kind}>{said}</span>
        <button type="button" className={classes['refused']} aria-pressed={values.refused} onClick={() => change({ refused: !values.refused })}>
          {t('capture.refused')}
        </button>
      </div>
    </div>
  );
}
