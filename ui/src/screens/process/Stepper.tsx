// The eight steps in a row; on the phone they are swiped. Each says how much of it is known.
import { IconCheck, IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { Stage, Step } from '../../api/types';
import classes from './Process.module.css';

/** On the phone the steps are wider than the screen. */
function bringIntoView(button: HTMLElement | null) {
  button?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

interface Props {
  steps: readonly Step[];
  shown: Stage | null;
  onShow: (stage: Stage) => void;
}

export function Stepper({ steps, shown, onShow }: Props) {
  const { t } = useTranslation();
  return (
    <ol className={classes['steps']} aria-label={t('process.steps')}>
      {steps.map((step, index) => {
        const full = step.filled === step.required;
        return (
          <li key={step.stage}>
            <button
              type="button"
              ref={step.stage === shown ? bringIntoView : undefined}
              className={classes['step']}
              data-place={step.place}
              aria-pressed={step.stage === shown}
              aria-current={step.place === 'current' ? 'step' : undefined}
              onClick={() => onShow(step.stage)}
            >
              <span className={classes['stepName']}>{index + 1} {t(`domain.stages.${step.stage}`)}</span>
              <span className={classes['stepCount']} data-full={full || undefined}>
                {full && <IconCheck size={14} aria-hidden />}
                {step.place === 'current' && !full && <IconMapPin size={14} aria-hidden />}
                {t('process.step_count', { filled: step.filled, required: step.required })}
                {step.place === 'current' && <span className="fc-visually-hidden">{t('process.current')}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
