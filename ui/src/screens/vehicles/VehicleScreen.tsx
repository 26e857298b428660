// 一辆车: everything that after-sales knows of it.
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';

import { useAsk } from '../../api/hooks';
import { VEHICLE_FIELDS } from '../../api/types';
import { FieldRow } from '../../records/FieldRow';
import { useCustomerTitle } from '../../records/useCustomerTitle';
import { paths } from '../../paths';
import { ErrorNote } from '../../shared/ErrorNote';
import { Loading } from '../../shared/Loading';
import { Page } from '../../shared/Page';
import { useWords } from '../../shared/words';
import classes from '../orders/Orders.module.css';

export function VehicleScreen() {
  const { t } = useTranslation();
  const words = useWords();
  const titleOf = useCustomerTitle();
  const { file = '' } = useParams();
  const found = useAsk('vehicle', { file });
  const row = found.data;
  const shown = (field: string, value: string) => (field === 'use' ? words('car_uses', value) : field === 'sold_by_us' ? t('vehicles.yes') : value);
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
            {Object.entries(row.vehicle.mileages).map(([on, km]) => <FieldRow key={on} label={on}><div className={classes['still']}>{`${km} km`}</div></FieldRow>)}
          </section>
        </div>
      )}
    </Page>
  );
}
