// What is known of a test drive, line by line; what was not done yet says so.
import { useTranslation } from 'react-i18next';

import type { OpportunityPage, StaffId, TestDriveView } from '../../api/types';
import { nameIn } from './names';
import classes from './Process.module.css';
import { SignatureView } from './SignatureView';

export function DriveFacts({ page, view }: { page: OpportunityPage; view: TestDriveView }) {
  const { t } = useTranslation();
  const { drive, booking } = view;
  const who = (id: StaffId) => nameIn(page.names)(id);
  const points = t('process.drive.points', { returnObjects: true });
  const consultant = booking ? nameIn(page.names)(booking.slot.consultant) : '';
  const rows: { label: string; value: string | null; signature?: string | null }[] = [
    { label: t('process.drive.car'), value: [view.car, consultant].filter(Boolean).join(' · ') || null },
    { label: t('process.drive.route'), value: drive.route || null },
    {
      label: t('process.drive.licence'),
      value: drive.licence ? t('process.drive.licence_ok', { kind: drive.licence.kind, who: who(drive.licence.by) }) : drive.way === 'ride' ? t('process.drive.licence_ride') : null,
    },
    {
      label: t('process.drive.agreement'),
      value: drive.agreement ? t('process.drive.agreement_ok', { way: t(`process.drive.agreement_ways.${drive.agreement.way}`), who: who(drive.agreement.by) }) : null,
      signature: drive.agreement?.strokes ?? null,
    },
    {
      label: t('process.drive.prepared'),
      value: drive.prepared ? t('process.drive.prepared_ok', { done: drive.prepared.points.length, all: Object.keys(points).length }) : null,
    },
    { label: t('process.drive.out'), value: drive.out ? t('process.drive.mileage_out', { km: drive.out.mileage_km }) : null },
    {
      label: t('process.drive.back'),
      value: drive.back ? t('process.drive.mileage_back', { km: drive.back.mileage_km, driven: drive.back.mileage_km - (drive.out?.mileage_km ?? drive.back.mileage_km) }) : null,
    },
    {
      label: t('process.drive.feedback'),
      value: [drive.reaction && t(`process.reactions.${drive.reaction}`), drive.feedback].filter(Boolean).join(' · ') || null,
    },
    ...(drive.not_held ? [{ label: t('process.drive.why'), value: [t(`process.drive.whys.${drive.not_held.why}`), drive.not_held.text].filter(Boolean).join(' · ') }] : []),
  ];
  const isOver = view.state === 'cancelled' || view.state === 'no_show';
  return (
    <dl className={classes['rows']}>
      {rows.filter((row) => row.value !== null || !isOver).map((row) => (
        <div key={row.label} style={{ display: 'contents' }}>
          <dt>{row.label}</dt>
          <dd data-open={row.value === null || undefined}>
            {row.value ?? t('process.drive.not_yet')}
            {row.signature && <SignatureView strokes={row.signature} label={t('process.drive.agreement')} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
