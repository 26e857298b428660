import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { TestCar } from '../../api/types';
import { useSaid } from '../../records/useSaid';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';

/** Adds a test car, or changes one. */
export function CarDialog({ car, close }: { car: TestCar | null; close: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const [plate, setPlate] = useState(car?.plate ?? '');
  const [model, setModel] = useState(car?.model ?? '');
  const [km, setKm] = useState<number | string>(car?.mileage_km ?? '');
  const save = useTell('save_test_car', { done: said(t('process.cars.saved')) });
  const errors = useFieldError(save.error);
  const submit = () =>
    save.mutate({ id: car?.id ?? null, plate, model, mileage_km: km === '' ? null : Number(km), retired: car?.retired ?? false }, { onSuccess: close });
  return (
    <Dialog title={t(car ? 'process.cars.edit' : 'process.cars.add')} close={close}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Stack>
          <ErrorNote error={errors.besides('plate', 'model', 'mileage_km')} />
          <TextInput data-autofocus label={t('process.cars.plate')} autoComplete="off" value={plate} error={errors.at('plate')} onChange={(event) => setPlate(event.currentTarget.value)} />
          <TextInput label={t('process.cars.model')} autoComplete="off" value={model} error={errors.at('model')} onChange={(event) => setModel(event.currentTarget.value)} />
          <NumberInput label={t('process.cars.mileage')} min={0} allowDecimal={false} allowNegative={false} hideControls value={km} error={errors.at('mileage_km')} onChange={setKm} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
            <Button type="submit" loading={save.isPending}>{t('common.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
