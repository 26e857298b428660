// 价格明细: what is added to the cars and what is taken off.
import { ActionIcon, Button, Group, Select, Text, TextInput, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ORDER_LINE_KINDS, type OrderLineKind, type OrderPage } from '../../api/types';
import { asCallError } from '../../api/call';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import classes from './Orders.module.css';
import { useOrderEdit } from './useOrder';

const OFF: readonly OrderLineKind[] = ['discount', 'trade_in'];

export function Lines({ page, locked }: { page: OrderPage; locked: boolean }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const words = useWords();
  const { save, tap } = useOrderEdit(page);
  const [kind, setKind] = useState<OrderLineKind>('insurance');
  const [name, setName] = useState('');
  const [amount, setAmount] = useState('');
  const [error, setError] = useState<string | null>(null);
  const add = async () => {
    try {
      await save({ change: 'line', id: null, kind, name, amount });
      setName('');
      setAmount('');
      setError(null);
    } catch (thrown) {
      setError(t(`errors.${asCallError(thrown).code}`));
    }
  };
  return (
    <section className={classes['section']}>
      <Title order={2}>{t('orders.lines')}</Title>
      {page.order.lines.length === 0 && <Text size="sm" c="dimmed">{t('orders.no_lines')}</Text>}
      {page.order.lines.map((line) => {
        const what = [words('order_line_kinds', line.kind), line.name].filter(Boolean).join(' · ');
        return (
          <div key={line.id} className={classes['line']}>
            <Text size="md">{what}</Text>
            <Text className={classes['amount'] ?? ''}>{OFF.includes(line.kind) ? money(-line.amount) : money(line.amount)}</Text>
            {!locked && (
              <ActionIcon variant="subtle" color="gray" aria-label={t('orders.remove_line', { what })} onClick={() => tap({ change: 'remove_line', id: line.id })}>
                <IconX size={18} />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {!locked && (
        <form onSubmit={(event) => { event.preventDefault(); void add(); }}>
          <Group gap="xs" align="flex-start" mt="xs">
            <Select flex="1 1 40%" aria-label={t('orders.line_kind')} allowDeselect={false} data={ORDER_LINE_KINDS.map((one) => ({ value: one, label: t(`domain.order_line_kinds.${one}`) }))} value={kind} onChange={(picked) => setKind(ORDER_LINE_KINDS.find((one) => one === picked) ?? kind)} />
            <TextInput flex="1 1 40%" aria-label={t('orders.line_name')} placeholder={t('orders.line_name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <TextInput flex="1 1 40%" aria-label={t('orders.amount')} placeholder={t('orders.amount')} leftSection="¥" inputMode="decimal" value={amount} error={error} onChange={(event) => setAmount(event.currentTarget.value)} />
            <Button type="submit" variant="default" disabled={amount.trim() === ''}>{t('orders.add_line')}</Button>
          </Group>
        </form>
      )}
    </section>
  );
}
