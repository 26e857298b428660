// Dials. Where no number was left it is not there at all; a masked one asks for a reason first.
import { ActionIcon, Button } from '@mantine/core';
import { IconPhone, IconPhoneCheck, IconPhoneOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { FileId, Hidden } from '../api/types';
import { dial, groupedPhone } from './numbers';
import { isMasked } from './reveal';
import { RevealSheet } from './RevealSheet';

interface Props {
  phone: string;
  name: string;
  /** Where the number stands, to show it in full where it is masked: the file's main one, or the one named. */
  file: FileId;
  hidden?: Hidden;
  /** The customer does not want to be called: there is a button that says so. */
  blocked?: boolean;
  /** Only the icon, for rows. */
  compact?: boolean;
  /** The telephone dials, or a message begins: time to write down how it went. */
  onUsed?: (way: 'call' | 'message') => void;
}

export function CallButton({ phone, name, file, hidden = { what: 'main_phone' }, blocked = false, compact = false, onUsed }: Props) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const masked = isMasked(phone);
  const href = dial(phone);
  if (!href && !masked) return null;
  if (blocked) return <Blocked name={name} compact={compact} />;
  const label = t('records.call_whom', { name, phone: groupedPhone(phone) });
  const Icon = masked ? IconPhoneCheck : IconPhone;
  const sheet = asks && <RevealSheet file={file} hidden={hidden} name={name} onClose={() => setAsks(false)} {...(onUsed && { onUsed })} />;
  const tap = masked || !href ? { component: 'button' as const, type: 'button' as const, onClick: () => setAsks(true) } : { component: 'a' as const, href, onClick: () => onUsed?.('call') };
  if (compact) {
    return (
      <>
        <ActionIcon {...tap} variant="default" aria-label={label} title={label}><Icon size={18} aria-hidden /></ActionIcon>
        {sheet}
      </>
    );
  }
  return (
    <>
      <Button {...tap} variant="default" leftSection={<Icon size={18} aria-hidden />} aria-label={label}>{t('records.call')}</Button>
      {sheet}
    </>
  );
}

/** Stays reachable by keyboard, so that everybody is told why. */
function Blocked({ name, compact }: { name: string; compact: boolean }) {
  const { t } = useTranslation();
  const why = t('records.do_not_call', { name });
  if (compact) {
    return <ActionIcon variant="default" aria-disabled data-disabled aria-label={why} title={why}><IconPhoneOff size={18} aria-hidden /></ActionIcon>;
  }
  return <Button variant="default" aria-disabled data-disabled leftSection={<IconPhoneOff size={18} aria-hidden />} aria-label={why} title={why}>{t('records.do_not_call_short')}</Button>;
}
