// 一辆车: everything that after-sales knows of it.
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import { VEHICLE_FIELDS } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { paths } from '../../paths';
import { useSession } from '../../session';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFormat } from '../../shared/format';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { useWords } from '../../shared/words';
import classes from '../orders/Orders.module.css';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** How a field is read: most stand as they are. */
function useShown() {
  const { t } = useTranslation();
  const words = useWords();
  const { today } = useSession();
  const { date, km } = useFormat();
  return (field: string, value: string): string => {
    if (field === 'use') return words('car_uses', value);
    if (field === 'sold_by_us') return t('vehicles.yes');
    if (field.endsWith('_km')) return km(value);
    return DATE.test(value) ? date(value, today) : value;
  };
}

export function VehicleScreen() {
  const { t } = useTranslation();
  const shown = useShown();
  const { km } = useFormat();
  const titleOf = useCustomerTitle();
  const { file = '' } = useParams();
  const found = useAsk('vehicle', { file });
  const row = found.data;
  return (
    <Page title={row?.name || t('vehicles.one')} back={paths.vehicles} width={800}>
      <ErrorNote error={found.error} again={() => void found.refetch()} />
      {found.isPending && <Loading />}
      {row && (
        <div className={classes['stack']}>
          <section className={classes['section']}>
            <Title order={2}>{t('vehicles.facts')}</Title>
            {row.customer && <FieldRow label={t('vehicles.owner')}><div className={classes['still']}><Link to={paths.customer(row.customer.file)} className={classes['link'] ?? ''}>{titleOf(row.customer).title}</Link></div></FieldRow>}
            {VEHICLE_FIELDS.filter((field) => row.vehicle.fields[field]).map((field) => (
              <FieldRow key={field} label={t(`domain.vehicle_fields.${field}`)}><div className={classes['still']}>{shown(field, row.vehicle.fields[field] ?? '')}</div></FieldRow>
            ))}
          </section>
          <section className={classes['section']}>
            <Title order={2}>{t('vehicles.mileages')}</Title>
            {Object.keys(row.vehicle.mileages).length === 0 && <Text size="sm" c="dimmed">{t('vehicles.no_mileage')}</Text>}
            {Object.entries(row.vehicle.mileages).map(([on, driven]) => <FieldRow key={on} label={shown('on', on)}><div className={classes['still']}>{km(driven)}</div></FieldRow>)}
          </section>
        </div>
      )}
    </Page>
  );
}
