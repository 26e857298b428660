// 车辆: which car it is, its VIN, its papers, and its delivery.
import { Badge, Button, Collapse, Group, Text, Title } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import type { CarField, CarView, OrderPage } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { InlineDate } from '../../records/InlineDate';
import { InlineSelect } from '../../records/InlineSelect';
import { InlineText } from '../../records/InlineText';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { useFormat } from '../../shared/format';
import { AllotSheet } from './AllotSheet';
import { Delivery } from './Delivery';
import { ModelSelect } from './ModelSelect';
import classes from './Orders.module.css';
import { asYuan, useOrderEdit } from './useOrder';

const SOLD = ['colour', 'interior', 'price_fen'] as const satisfies readonly CarField[];
const PAPERS = [
  'engine_no', 'gearbox_no', 'plate', 'permit', 'permit_on', 'licensed_on', 'produced_on', 'pdi_on', 'insurer', 'policy_no', 'insured_until', 'inspection_until',
  'first_service_on', 'first_service_km', 'mileage_km', 'use', 'usual_driver',
] as const satisfies readonly CarField[];
const DATES: readonly CarField[] = ['permit_on', 'licensed_on', 'produced_on', 'pdi_on', 'insured_until', 'inspection_until', 'first_service_on', 'deliver_on'];
const KILOMETRES: readonly CarField[] = ['first_service_km', 'mileage_km'];
const USES = ['private', 'official', 'commercial'] as const;

interface Props {
  page: OrderPage;
  view: CarView;
  /** Whether what was sold stands. */
  priced: boolean;
}

export function CarSection({ page, view, priced }: Props) {
  const { t } = useTranslation();
  const [allotting, setAllotting] = useState(false);
  const { tap } = useOrderEdit(page);
  const { car } = view;
  const gone = car.delivery.handed_over !== null;
  const readOnly = !page.can_edit || page.state === 'cancelled';
  const [open, setOpen] = useState(page.state === 'allotted' || page.state === 'invoiced');
  return (
    <section className={classes['section']} data-testid="order-car">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2}>{view.name || t('orders.which_car')}</Title>
        {!priced && !gone && <Button flex="none" variant="subtle" color="gray" size="compact-sm" onClick={() => tap({ change: 'remove_car', car: car.id })}>{t('orders.remove_car')}</Button>}
      </Group>
      {!priced && !gone && <ModelSelect page={page} view={view} />}
      <FieldRow label={t('domain.car_fields.vin')}>
        <div className={classes['still']}>
          {view.vin ? <span className={classes['vin']}>{view.vin}</span> : <Text size="md" c="dimmed">{t('orders.not_allotted')}</Text>}
          {!readOnly && (!gone || view.is_lost) && <Button size="compact-md" variant="default" onClick={() => setAllotting(true)}>{t(view.vin ? 'orders.change_vin' : 'orders.allot')}</Button>}
          {view.vehicle && <Link to={paths.vehicle(view.vehicle)} className={classes['link'] ?? ''}>{t('orders.vehicle_file')}</Link>}
        </div>
        {view.rivals.map((rival) => (
          <Text key={rival.number} size="sm" c="red">{t('orders.rival', { number: rival.number, name: rival.consultant?.name ?? '' })}</Text>
        ))}
        {view.is_lost && <Text role="alert" size="sm" c="red">{t('orders.lost_vin')}</Text>}
        {view.vin === null && car.returned && <Text size="sm">{t('orders.returned', { reason: car.returned.reason })}</Text>}
      </FieldRow>
      {SOLD.map((field) => <CarRow key={field} page={page} view={view} field={field} readOnly={readOnly || priced || gone} />)}
      <CarRow page={page} view={view} field="deliver_on" readOnly={readOnly || gone} />
      <Group justify="space-between" mt="xs">
        <Button variant="subtle" color="gray" px={8} ml={-8} rightSection={open ? <IconChevronUp size={18} aria-hidden /> : <IconChevronDown size={18} aria-hidden />} aria-expanded={open} onClick={() => setOpen(!open)}>{t(open ? 'orders.fewer_papers' : 'orders.papers')}</Button>
        {view.doubts.length > 0 && <Badge color="orange" variant="light">{t('orders.doubts', { count: view.doubts.length })}</Badge>}
      </Group>
      <Collapse expanded={open}>
        {PAPERS.map((field) => <CarRow key={field} page={page} view={view} field={field} readOnly={readOnly} />)}
      </Collapse>
      <Delivery page={page} view={view} />
      {allotting && <AllotSheet page={page} view={view} onClose={() => setAllotting(false)} />}
    </section>
  );
}

function CarRow({ page, view, field, readOnly }: { page: OrderPage; view: CarView; field: CarField; readOnly: boolean }) {
  const { t } = useTranslation();
  const { money, km, date } = useFormat();
  const { today } = useSession();
  const { save, tap } = useOrderEdit(page);
  const label = t(`domain.car_fields.${field}`);
  const value = view.car.fields[field] ?? '';
  const write = (text: string) => save({ change: 'car', car: view.car.id, field, value: text });
  const pick = (text: string) => tap({ change: 'car', car: view.car.id, field, value: text });
  const doubts = view.doubts.filter((doubt) => doubt.field === field);
  const byRule = value === '' ? view.by_rule.find((one) => one.field === field)?.value : undefined;
  if (readOnly && value === '') return null;
  return (
    <FieldRow label={label}>
      {DATES.includes(field) ? (
        <InlineDate label={label} value={value} readOnly={readOnly} onPick={pick} />
      ) : field === 'use' ? (
        <InlineSelect label={label} value={value} options={USES.map((use) => ({ value: use, label: t(`domain.car_uses.${use}`) }))} readOnly={readOnly} onPick={pick} />
      ) : field === 'price_fen' ? (
        <InlineText label={label} value={asYuan(value)} shown={value && money(Number(value))} readOnly={readOnly} onSave={write} />
      ) : KILOMETRES.includes(field) ? (
        <InlineText label={label} value={value} shown={km(value)} readOnly={readOnly} onSave={write} />
      ) : (
        <InlineText label={label} value={value} readOnly={readOnly} onSave={write} />
      )}
      {byRule && <Text size="sm" c="dimmed">{t('orders.by_rule', { value: KILOMETRES.includes(field) ? km(byRule) : date(byRule, today) })}</Text>}
      {doubts.map((doubt) => <Text key={doubt.code} size="sm" c="orange">{t(`domain.warnings.${doubt.code}`)}</Text>)}
    </FieldRow>
  );
}
