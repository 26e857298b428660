// 短信、邮件: handed over to the program of this device that sends them; how it went is asked for when one comes back.
import { Button } from '@mantine/core';
import { IconMail, IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import type { Reach } from '../api/types';
import { mail, text } from './numbers';

interface Props {
  reach: readonly Reach[];
  phone: string;
  email: string;
  name: string;
  onUsed: (way: 'message' | 'email') => void;
}

export function ReachButtons({ reach, phone, email, name, onUsed }: Props) {
  return (
    <>
      {reach.map(({ way, refused }) => {
        if (way === 'message') return <Way key={way} way={way} href={text(phone)} refused={refused !== null} name={name} onUsed={onUsed} />;
        if (way === 'email') return <Way key={way} way={way} href={mail(email)} refused={refused !== null} name={name} onUsed={onUsed} />;
        return null;
      })}
    </>
  );
}

interface WayProps {
  way: 'message' | 'email';
  href: string | null;
  refused: boolean;
  name: string;
  onUsed: (way: 'message' | 'email') => void;
}

function Way({ way, href, refused, name, onUsed }: WayProps) {
  const { t } = useTranslation();
  const Icon = way === 'message' ? IconMessage : IconMail;
  // Whom the store must not disturb is told beside the number already.
  if (refused || href === null) return null;
  return (
    <Button component="a" href={href} onClick={() => onUsed(way)} variant="default" leftSection={<Icon size={18} aria-hidden />} aria-label={t(`records.reach.${way}_whom`, { name })}>
      {t(`records.reach.${way}`)}
    </Button>
  );
}
