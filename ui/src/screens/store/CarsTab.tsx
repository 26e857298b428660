import { Button, Paper, Text } from '@mantine/core';
import { IconPlus, IconSteeringWheel } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { TestCar } from '../../api/types';
import { Pill } from '../../records/Pill';
import { useComplain } from '../../records/useComplain';
import { useSaid } from '../../records/useSaid';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { useFormat } from '../../shared/format';
import { CarDialog } from './CarDialog';
import classes from './Store.module.css';

/** The cars that customers drive. */
export function CarsTab({ cars }: { cars: readonly TestCar[] }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const said = useSaid();
  const format = useFormat();
  const complain = useComplain();
  const edits = can('edit_store');
  const [editing, edit] = useState<TestCar | 'new' | null>(null);
  const save = useTell('save_test_car', { done: said(t('process.cars.saved')) });
  const add = <Button leftSection={<IconPlus size={18} />} onClick={() => edit('new')}>{t('process.cars.add')}</Button>;
  const retire = (car: TestCar, retired: boolean) =>
    save.mutate({ id: car.id, plate: car.plate, model: car.model, mileage_km: car.mileage_km, retired }, { onError: complain });
  return (
    <>
      {cars.length === 0 && <EmptyNote icon={IconSteeringWheel} text={t('process.cars.empty')} action={edits && add} />}
      {cars.length > 0 && (
        <>
          {edits ? add : <Text c="dimmed" size="sm">{t('store.read_only')}</Text>}
          <Paper px="md" py="xs" mt="sm">
            {cars.map((car) => (
              <div key={car.id} className={classes['carRow']}>
                <div>
                  <Text fw={500}>{car.model} {car.retired && <Pill tone="quiet">{t('process.cars.retired')}</Pill>}</Text>
                  <Text size="sm" c="dimmed">{[car.plate, car.mileage_km === null ? '' : format.km(car.mileage_km)].filter(Boolean).join(' · ')}</Text>
                </div>
                {edits && (
                  <span>
                    <Button variant="default" size="sm" aria-label={`${t('process.cars.edit')} ${car.plate}`} onClick={() => edit(car)}>{t('common.edit')}</Button>
                    <Button variant="subtle" color="gray" size="sm" aria-label={`${t(car.retired ? 'process.cars.bring_back' : 'process.cars.retire')} ${car.plate}`} onClick={() => retire(car, !car.retired)}>
                      {t(car.retired ? 'process.cars.bring_back' : 'process.cars.retire')}
                    </Button>
                  </span>
                )}
              </div>
            ))}
          </Paper>
        </>
      )}
      {editing && <CarDialog car={editing === 'new' ? null : editing} close={() => edit(null)} />}
    </>
  );
}
