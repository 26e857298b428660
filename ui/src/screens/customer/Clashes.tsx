// Values that two devices wrote apart: both stand side by side, one tap settles.
import { Button, Text } from '@mantine/core';
import { IconGitFork } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { Clash, CustomerPage, DeviceRow } from '../../api/types';
import { Masked } from '../../records/Masked';
import { useEdit } from '../../records/useEdit';
import { useClashWords, writerOf } from './clash';
import classes from './Customer.module.css';

export function Clashes({ page }: { page: CustomerPage }) {
  const { t } = useTranslation();
  const { tap } = useEdit(page.customer.id);
  const clashes = [...page.customer.clashes, ...(page.private?.clashes ?? [])];
  if (clashes.length === 0) return null;
  return (
    <section className={classes['clashes']} aria-label={t('records.flag.clash', { count: clashes.length })}>
      <Text fw={600} size="sm" className={classes['clashTitle']}>
        <IconGitFork size={18} aria-hidden />
        {t('customer.clashes.title', { count: clashes.length })}
      </Text>
      {clashes.map((clash) => (
        <OneClash
          key={clash.place.join('/')}
          page={page}
          clash={clash}
          canSettle={page.can_edit}
          onKeep={(value) => tap({ edit: 'settle', place: clash.place, value })}
        />
      ))}
    </section>
  );
}

interface Props {
  page: CustomerPage;
  clash: Clash;
  canSettle: boolean;
  onKeep: (value: string) => void;
}

function OneClash({ page, clash, canSettle, onKeep }: Props) {
  const { t } = useTranslation();
  const store = useAsk('store', {});
  const words = useClashWords(page);
  const field = words.field(clash);
  // A device that is called like its owner is told once.
  const nameOf = ({ staff_name: who, name: device }: DeviceRow) => (who === device ? who : t('customer.clashes.by', { who, device }));
  const choices = [
    { value: clash.shown, from: t('customer.clashes.shown') },
    ...clash.others.map((other) => {
      const writer = writerOf(other, store.data?.devices ?? []);
      return {
        value: other.value,
        from: writer ? nameOf(writer) : t('customer.clashes.unknown'),
      };
    }),
  ];
  return (
    <div role="group" aria-label={field} className={classes['clash']}>
      <Masked file={page.customer.id} hidden={{ what: 'clash', place: clash.place }} text={choices.map((choice) => words.value(clash, choice.value)).join(' ')} name={field}>
        <Text size="sm" c="dimmed">{field}</Text>
      </Masked>
      <div className={classes['versions']}>
        {choices.map((choice, index) => (
          // Two versions may read alike; their order tells them apart.
          <div key={`${index}-${choice.value}`} className={classes['version']}>
            <Text size="md" fw={600} style={{ overflowWrap: 'anywhere' }}>{words.value(clash, choice.value)}</Text>
            <Text size="xs" c="dimmed">{choice.from}</Text>
            {canSettle && (
              <Button variant="default" size="sm" mt={4} onClick={() => onKeep(choice.value)} aria-label={`${t('customer.clashes.keep')}: ${words.value(clash, choice.value)}`}>
                {t('customer.clashes.keep')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
