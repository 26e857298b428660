// Dials. Where no number was left it is not there at all.
import { ActionIcon, Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { dial, groupedPhone } from './numbers';

interface Props {
  phone: string;
  name: string;
  /** Only the icon, for rows. */
  compact?: boolean;
}

export function CallButton({ phone, name, compact = false }: Props) {
  const { t } = useTranslation();
  const href = dial(phone);
  if (!href) return null;
  const label = t('records.call_whom', { name, phone: groupedPhone(phone) });
  if (compact) {
    return (
      <ActionIcon component="a" href={href} variant="default" aria-label={label} title={label}>
        <IconPhone size={18} aria-hidden />
      </ActionIcon>
    );
  }
  return (
    <Button component="a" href={href} variant="default" leftSection={<IconPhone size={18} aria-hidden />} aria-label={label}>
      {t('records.call')}
    </Button>
  );
}
