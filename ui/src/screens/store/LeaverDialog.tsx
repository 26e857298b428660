// Somebody leaves: one act shuts out the person and every device, then their customers pass on.
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconDeviceMobileOff, IconInbox, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useTell } from '../../api/hooks';
import type { StaffRow, StorePage } from '../../api/types';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import trust from '../trust/Trust.module.css';
import { HandOver } from './HandOver';
import { WipeChoice } from './WipeChoice';

type Step = 'tell' | 'hand_over' | 'done';

export function LeaverDialog({ staff, store, start = 'tell', close }: { staff: StaffRow; store: StorePage; start?: Step; close: () => void }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const [step, setStep] = useState<Step>(start);
  // What the wizard began with stays true while answers come in.
  const [files] = useState(staff.files);
  const [passed, setPassed] = useState<string | null>(null);
  const [wipe, setWipe] = useState(true);
  const revoke = useTell('revoke_staff');
  const devices = store.devices.filter((device) => device.staff === staff.id && !device.revoked).length;
  const passes = can('hand_over_books');
  const go = () => revoke.mutate({ staff: staff.id, wipe }, { onSuccess: () => setStep(passes && files > 0 ? 'hand_over' : 'done') });
  return (
    <Dialog title={t(step === 'hand_over' ? 'store.leaver.hand_over_of' : 'store.leaver.title', { name: staff.name })} close={close}>
      {step === 'tell' && (
        <form onSubmit={(event) => { event.preventDefault(); go(); }}>
          <Stack>
            <Text>{t('store.leaver.text', { name: staff.name })}</Text>
            <ul className={trust['steps']}>
              {devices > 0 && <li className={trust['step']}><IconDeviceMobileOff size={20} stroke={1.6} aria-hidden /><Text span>{t('store.leaver.devices', { count: devices })}</Text></li>}
              <li className={trust['step']}><IconInbox size={20} stroke={1.6} aria-hidden /><Text span>{t('store.leaver.unsent')}</Text></li>
              {(files > 0 || !passes) && <li className={trust['step']}><IconUsers size={20} stroke={1.6} aria-hidden /><Text span>{passes ? t('store.leaver.book_next', { count: files }) : t('store.leaver.book_manager')}</Text></li>}
            </ul>
            <WipeChoice wipe={wipe} onChange={setWipe} />
            <ErrorNote error={revoke.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
              <Button type="submit" color="red" loading={revoke.isPending}>{t('store.leaver.go', { name: staff.name })}</Button>
            </Group>
          </Stack>
        </form>
      )}
      {step === 'hand_over' && (
        <HandOver staff={staff} files={files} later={() => setStep('done')} done={(to) => { setPassed(to); setStep('done'); }} />
      )}
      {step === 'done' && (
        <Stack>
          <ul className={trust['steps']} aria-live="polite">
            <li className={trust['step']} data-tone="good"><IconCircleCheck size={20} aria-hidden /><Text span>{t('store.leaver.done', { name: staff.name })}</Text></li>
            {passed !== null && <li className={trust['step']} data-tone="good"><IconCircleCheck size={20} aria-hidden /><Text span>{t('store.leaver.passed', { count: files, to: passed })}</Text></li>}
            {passed === null && (files > 0 || staff.book_is_open) && <li className={trust['step']}><IconUsers size={20} stroke={1.6} aria-hidden /><Text span>{t('store.leaver.book_open')}</Text></li>}
            <li className={trust['step']}><IconInbox size={20} stroke={1.6} aria-hidden /><Text span>{t('store.leaver.review')}</Text></li>
          </ul>
          <Group justify="flex-end">
            {can('review_late') && <Button component={Link} to={paths.review} variant="default">{t('store.leaver.to_review')}</Button>}
            <Button onClick={close}>{t('common.done')}</Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
