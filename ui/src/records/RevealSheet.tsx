// 查看号码: a reason in one tap, then the number in full, once. That it was shown is recorded with the reason.
import { Anchor, Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCopy, IconMessage, IconPhone, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../api/hooks';
import type { FileId, Hidden, UnmaskReason } from '../api/types';
import { Dialog } from '../shared/Dialog';
import { ErrorNote } from '../shared/ErrorNote';
import { ChoiceChips } from './ChoiceChips';
import { dial, groupedPhone, text } from './numbers';
import { REVEAL_REASONS } from './reveal';
import classes from './Reveal.module.css';

/** From how few left today the rest is told. */
const TELL_LEFT = 20;

interface Props {
  file: FileId;
  hidden: Hidden;
  /** Whose it is. */
  name: string;
  onClose: () => void;
  /** The customer does not want to be called: the number is shown for other reasons, and offers no call. */
  blocked?: boolean;
  /** The number is called or written to: time to write down how it went. */
  onUsed?: (way: 'call' | 'message') => void;
}

export function RevealSheet({ file, hidden, name, onClose, blocked = false, onUsed }: Props) {
  const { t } = useTranslation();
  const reveal = useTell('unmask');
  const isPhone = hidden.what === 'main_phone' || hidden.what === 'phone';
  const [reason, setReason] = useState<UnmaskReason | null>(isPhone && !blocked ? 'call' : null);
  const reasons = REVEAL_REASONS.filter((one) => !blocked || one !== 'call');
  const used = (way: 'call' | 'message') => () => { if (onUsed) { onClose(); onUsed(way); } };
  const title = t(isPhone ? 'records.reveal.title' : 'records.reveal.title_field', { name });
  if (reveal.data) {
    const { values, left_today: left } = reveal.data;
    const [first = ''] = values;
    const href = isPhone && !blocked ? dial(first) : null;
    const sms = isPhone && !blocked && onUsed ? text(first) : null;
    return (
      <Dialog title={title} close={onClose}>
        <Stack>
          <div className={classes['value']} data-long={!isPhone || undefined} data-testid="revealed" aria-live="polite">
            {values.map((value) => <div key={value}>{isPhone ? groupedPhone(value) : value}</div>)}
          </div>
          <Group grow>
            <CopyButton value={values.join('\n')}>
              {({ copied, copy }) => <Button variant="default" leftSection={<IconCopy size={18} aria-hidden />} onClick={copy}>{t(copied ? 'store.invitation.copied' : 'store.invitation.copy')}</Button>}
            </CopyButton>
            {sms && <Button component="a" href={sms} onClick={used('message')} variant="default" leftSection={<IconMessage size={18} aria-hidden />}>{t('records.reach.message')}</Button>}
            {href && <Button component="a" href={href} onClick={used('call')} leftSection={<IconPhone size={18} aria-hidden />}>{t('records.call')}</Button>}
          </Group>
          {blocked && <Text size="sm">{t('records.do_not_call', { name })}</Text>}
          <Text size="sm" c="dimmed" className={classes['recorded'] ?? ''}><IconShieldCheck size={16} aria-hidden />{t('records.reveal.recorded')}</Text>
          {left !== null && left <= TELL_LEFT && <Text size="sm" c="dimmed" ta="center">{t('records.reveal.left', { count: left })}</Text>}
        </Stack>
      </Dialog>
    );
  }
  return (
    <Dialog title={title} close={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); if (reason) reveal.mutate({ file, hidden, reason }); }}>
        <Stack>
          <ErrorNote error={reveal.error} />
          <ChoiceChips
            label={t('records.reveal.why')}
            options={reasons.map((one) => ({ value: one, label: t(`domain.unmask_reasons.${one}`) }))}
            value={reason}
            onChange={setReason}
          />
          <Text size="sm" c="dimmed">{t('records.reveal.note')}</Text>
          <Button type="submit" data-autofocus disabled={reason === null} loading={reveal.isPending}>{t('records.reveal.show')}</Button>
        </Stack>
      </form>
    </Dialog>
  );
}

/** A small way in beside what is masked. */
export function RevealLink({ file, hidden, name, blocked = false }: Omit<Props, 'onClose' | 'onUsed'>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Anchor component="button" type="button" className={classes['link'] ?? ''} aria-label={t('records.reveal.show_whom', { name })} onClick={() => setOpen(true)}>
        {t('records.reveal.show_short')}
      </Anchor>
      {open && <RevealSheet file={file} hidden={hidden} name={name} blocked={blocked} onClose={() => setOpen(false)} />}
    </>
  );
}
