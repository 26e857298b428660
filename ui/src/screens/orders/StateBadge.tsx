// Where an order stands, as a word on a tint.
import { useTranslation } from 'react-i18next';

import type { OrderState } from '../../api/types';
import { Pill, type Tone } from '../../records/Pill';
import { useWords } from '../../shared/words';

const TONES: Record<OrderState, Tone> = {
  draft: 'quiet', signed: 'accent', deposit_paid: 'accent', allotted: 'accent', invoiced: 'warn', delivered: 'good', cancelled: 'bad',
};

export function StateBadge({ state, contested = false }: { state: OrderState; contested?: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <>
      <Pill tone={TONES[state] ?? 'quiet'}>{words('order_states', state)}</Pill>
      {contested && <Pill tone="clash">{t('orders.contested')}</Pill>}
    </>
  );
}
