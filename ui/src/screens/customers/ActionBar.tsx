// What can be done with the chosen rows, at the foot of the list.
import { Button, CloseButton, Group, Text } from '@mantine/core';
import { IconArrowRight, IconTag, IconUserShare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import { count } from '../../records/numbers';
import classes from './Many.module.css';
import { ManySheet, type Deed } from './ManySheet';
import type { Chosen } from './useSelection';

interface Props {
  chosen: Chosen;
  /** Rows that the filter lets through. */
  total: number;
}

export function ActionBar({ chosen, total }: Props) {
  const { t } = useTranslation();
  const choices = useAsk('many_choices', {}).data;
  const [deed, setDeed] = useState<Deed | null>(null);
  const [taking, setTaking] = useState(false);
  const { ids } = chosen.selection;
  if (!chosen.choosing || !choices) return null;
  const takeAll = async () => {
    setTaking(true);
    try {
      await chosen.all();
    } finally {
      setTaking(false);
    }
  };
  const button = (name: Deed, icon: React.ReactNode) => (
    <Button variant="default" leftSection={icon} disabled={ids.size === 0} onClick={() => setDeed(name)}>
      {t(`hands.many.${name}`)}
    </Button>
  );
  return (
    <section className={classes['bar']} aria-label={t('hands.many.title')} data-testid="action-bar">
      <Group gap={4} wrap="nowrap">
        <CloseButton aria-label={t('hands.many.clear')} onClick={chosen.clear} />
        <Text fw={600} role="status">{t('hands.many.chosen', { count: ids.size, formatted: count(ids.size) })}</Text>
        {ids.size < Math.min(total, chosen.most) && (
          <Button variant="subtle" loading={taking} onClick={() => void takeAll()}>
            {t(total > chosen.most ? 'hands.many.first' : 'hands.many.all', { count: Math.min(total, chosen.most), formatted: count(Math.min(total, chosen.most)) })}
          </Button>
        )}
      </Group>
      <Group gap={8} className={classes['deeds'] ?? ''}>
        {choices.can_assign && button('owner', <IconUserShare size={18} aria-hidden />)}
        {choices.can_edit && button('stage', <IconArrowRight size={18} aria-hidden />)}
        {choices.can_edit && button('tag', <IconTag size={18} aria-hidden />)}
      </Group>
      {deed && (
        <ManySheet
          deed={deed}
          files={[...ids]}
          onClose={() => setDeed(null)}
          onDone={() => {
            setDeed(null);
            chosen.clear();
          }}
        />
      )}
    </section>
  );
}
