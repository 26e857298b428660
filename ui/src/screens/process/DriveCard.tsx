// One test drive: car and time, what was done, what comes next.
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { OpportunityPage, TestDriveAct, TestDriveState, TestDriveView } from '../../api/types';
import { PrintButton } from '../../print/PrintButton';
import { Pill, type Tone } from '../../records/Pill';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { useSession } from '../../session';
import { useFormat } from '../../shared/format';
import { AgreementSheet } from './AgreementSheet';
import { BookSheet } from './BookSheet';
import { DriveFacts } from './DriveFacts';
import { spanText } from './minutes';
import classes from './Process.module.css';
import { StepSheet } from './StepSheet';

const TONES: Record<TestDriveState, Tone> = { booked: 'accent', out: 'warn', done: 'good', cancelled: 'quiet', no_show: 'bad' };
/** In the order in which they are done. */
const ORDER: readonly TestDriveAct[] = ['licence', 'agreement', 'prepare', 'out', 'back', 'feedback', 'move', 'call_off', 'restore'];

const LABELS = {
  licence: 'process.drive.licence_do', agreement: 'process.drive.agreement_do', prepare: 'process.drive.prepared_do', out: 'process.drive.out_do', back: 'process.drive.back_do',
  feedback: 'process.drive.feedback_do', move: 'process.drive.move', call_off: 'process.drive.call_off', restore: 'process.drive.restore',
} as const;

export function DriveCard({ page, view }: { page: OpportunityPage; view: TestDriveView }) {
  const { t } = useTranslation();
  const { today } = useSession();
  const { day } = useFormat();
  const said = useSaid();
  const complain = useComplain();
  const [open, setOpen] = useState<TestDriveAct | null>(null);
  const restore = useTell('edit_test_drive', { done: said(t('process.drive.restored')) });
  const { drive, booking } = view;
  const close = () => setOpen(null);
  const acts = ORDER.filter((act) => view.acts.includes(act) && (act !== 'licence' || drive.way === 'drive'));
  const main = acts.find((act) => (act === 'licence' ? drive.licence === null : act === 'agreement' ? drive.agreement === null : act === 'feedback' ? drive.feedback === '' && drive.back !== null : act === 'out' || act === 'back'));
  const start = (act: TestDriveAct) => {
    if (act === 'restore') restore.mutate({ file: page.customer.file, id: drive.id, edits: [{ edit: 'restore' }] }, { onError: complain });
    else setOpen(act);
  };
  return (
    <article className={classes['entry']} data-testid="test-drive">
      <div className={classes['entryHead']}>
        <h3>{booking ? `${day(booking.slot.on, today)} ${spanText(booking.slot)}` : t('process.drive.title')}</h3>
        <Pill tone={TONES[view.state]}>{t(`process.drive.states.${view.state}`)}</Pill>
        <Pill tone="quiet">{t(`process.drive.ways.${drive.way}`)}</Pill>
      </div>
      {view.clashes.map((clash) => (
        <div key={clash.id} className={classes['note']} role="alert">
          <IconAlertTriangle size={18} aria-hidden />
          <span>
            {t('process.drive.clash', { time: spanText(clash.slot), who: clash.consultant.name })}
            {' '}
            {t(clash.was_first ? 'process.drive.clash_later' : 'process.drive.clash_first')}
          </span>
        </div>
      ))}
      {view.state === 'booked' && booking?.rivals.map((rival) => (
        <div key={rival.at} className={classes['note']}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{t('process.drive.rival', { day: day(rival.on, today), time: spanText(rival) })}</span>
        </div>
      ))}
      <DriveFacts page={page} view={view} />
      <div className={classes['acts']}>
        {page.can_edit && acts.map((act) => (
          <Button key={act} size="sm" variant={act === main ? 'filled' : act === 'call_off' ? 'subtle' : 'default'} color={act === 'call_off' ? 'gray' : undefined} onClick={() => start(act)}>
            {t(LABELS[act])}
          </Button>
        ))}
        <PrintButton file={page.customer.file} subject={{ kind: 'test_drive', id: drive.id }} />
      </div>
      {open === 'move' && <BookSheet page={page} view={view} onClose={close} />}
      {open === 'agreement' && <AgreementSheet page={page} view={view} onClose={close} />}
      {open && open !== 'move' && open !== 'agreement' && <StepSheet page={page} view={view} act={open} onClose={close} />}
    </article>
  );
}
