import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { StaffRow } from '../../api/types';
import { useSellers } from '../../records/useStaff';
import { ErrorNote } from '../../shared/ErrorNote';

const POOL = 'pool';

interface Props {
  staff: StaffRow;
  files: number;
  later: () => void;
  /** Told to whom the book went. */
  done: (to: string) => void;
}

/** Gives all customers of somebody who left to one successor, or into the pool. */
export function HandOver({ staff, files, later, done }: Props) {
  const { t } = useTranslation();
  const others = useSellers().filter((one) => one.id !== staff.id && one.state !== 'revoked');
  const [to, setTo] = useState<string | null>(null);
  const pass = useTell('hand_over_book');
  const name = to === POOL ? t('domain.pool') : (others.find((one) => one.id === to)?.name ?? '');
  const go = () => pass.mutate({ from: staff.id, to: to === POOL ? null : to }, { onSuccess: () => done(name) });
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (to !== null) go(); }}>
      <Stack>
        <Text>{t('store.leaver.book', { name: staff.name, count: files })}</Text>
        <Select
          label={t('store.leaver.successor')}
          placeholder={t('records.staff.pick')}
          nothingFoundMessage={t('records.staff.none')}
          searchable
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          data={[...others.map((one) => ({ value: one.id, label: one.name })), { value: POOL, label: t('store.leaver.pool') }]}
          value={to}
          onChange={setTo}
        />
        <Text size="sm" c="dimmed">{t('store.leaver.book_text')}</Text>
        <ErrorNote error={pass.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={later}>{t('store.leaver.later')}</Button>
          <Button type="submit" disabled={to === null} loading={pass.isPending}>{t('store.leaver.pass', { count: files })}</Button>
        </Group>
      </Stack>
    </form>
  );
}
