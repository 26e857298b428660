// Chooses who looks after a file. The pool is a choice where the caller allows it.
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import type { StaffId } from '../api/types';
import { useSellers } from './useStaff';

const POOL = 'pool';

interface Props {
  label: string;
  value: StaffId | null;
  onChange: (staff: StaffId | null) => void;
}

export function StaffPicker({ label, value, onChange }: Props) {
  const { t } = useTranslation();
  const sellers = useSellers();
  return (
    <Select
      label={label}
      placeholder={t('records.staff.pick')}
      nothingFoundMessage={t('records.staff.none')}
      searchable
      allowDeselect={false}
      comboboxProps={{ withinPortal: true }}
      data={[
        ...sellers.map((person) => ({ value: person.id, label: person.name })),
        { value: POOL, label: t('domain.pool') },
      ]}
      value={value ?? POOL}
      onChange={(picked) => picked && onChange(picked === POOL ? null : picked)}
    />
  );
}
