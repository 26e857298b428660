// 线索是否已成商机: need, money and say, each with the reason.
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { Answer, Qualification as Judgement } from '../../api/types';
import { Pill, type Tone } from '../../records/Pill';
import card from '../customer/Customer.module.css';
import classes from './Process.module.css';

const PARTS = ['need', 'means', 'say'] as const;
const TONES: Record<Answer, Tone> = { yes: 'good', no: 'bad', unknown: 'quiet' };
const SIGNS = { yes: IconCircleCheck, no: IconCircleX, unknown: IconHelpCircle } as const;

export function Qualification({ qualification }: { qualification: Judgement }) {
  const { t } = useTranslation();
  return (
    <section className={card['card']} aria-label={t('process.qualification.title')}>
      <div className={classes['judgement']}>
        <h2>{t('process.qualification.title')}</h2>
        <Pill tone={TONES[qualification.answer]}>{t(`process.qualification.answers.${qualification.answer}`)}</Pill>
      </div>
      <ul className={classes['judged']}>
        {PARTS.map((part) => {
          const { answer, reasons } = qualification[part];
          const Sign = SIGNS[answer];
          return (
            <li key={part}>
              <span data-answer={answer}><Sign size={18} aria-hidden /></span>
              <span>
                {t(`process.qualification.parts.${part}`)}
                {' · '}
                {reasons.map((reason) => t(`process.qualification.reasons.${reason}`)).join(t('common.comma'))}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
