// Somebody who may be the visitor: a hint, or certain by the whole number.
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { KnownVisitor } from '../../api/types';
import { GradeBadge } from '../../records/GradeBadge';
import { Pill } from '../../records/Pill';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { useFormat } from '../../shared/format';
import classes from './Reception.module.css';

export function Hit({ known, onPick }: { known: KnownVisitor; onPick: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { customer } = known;
  const { title, under } = useCustomerTitle()(customer);
  return (
    <li className={classes['hit']} data-sure={known.is_certain || undefined} data-testid="known-visitor">
      <div className={classes['body']}>
        <div className={classes['who']}>
          {customer.grade && <GradeBadge grade={customer.grade} />}
          <Text span fw={600}>{title}</Text>
          <Pill tone={known.is_certain ? 'accent' : 'quiet'}>{t(known.is_certain ? 'reception.box.sure' : 'reception.box.maybe')}</Pill>
          {known.here && <Pill tone="warn">{t('reception.box.here')}</Pill>}
        </div>
        <Text size="sm" c="dimmed">
          {[
            under,
            customer.owner ? t('reception.box.owner', { name: customer.owner.name }) : t('reception.box.pool'),
            known.visits > 0 ? t('reception.box.visits', { count: known.visits }) : null,
            customer.last_contact_at === null ? null : t('reception.box.last', { when: format.ago(customer.last_contact_at) }),
          ].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Button variant="default" onClick={onPick}>{t('reception.box.it_is')}</Button>
    </li>
  );
}
