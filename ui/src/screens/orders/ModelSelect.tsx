// 车型: chosen by the catalogue, from the brand down.
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useAsk } from '../../api/hooks';
import type { CarView, CatalogueNode, OrderPage } from '../../api/types';
import { useOrderEdit } from './useOrder';

/** What can be ordered: models and configurations, named from the series down. */
export function orderable(catalogue: readonly CatalogueNode[]): { value: string; label: string }[] {
  const named = (node: CatalogueNode): string => {
    const above = catalogue.find((one) => one.id === node.parent);
    const name = above && above.level !== 'brand' ? named(above) : '';
    return name && !node.name.startsWith(name) ? `${name} ${node.name}` : node.name;
  };
  return catalogue.filter((node) => !node.retired && (node.level === 'model' || node.level === 'configuration')).map((node) => ({ value: node.id, label: named(node) }));
}

export function useOrderable() {
  const store = useAsk('store', {});
  return orderable(store.data?.catalogue ?? []);
}

export function ModelSelect({ page, view }: { page: OrderPage; view: CarView }) {
  const { t } = useTranslation();
  const { tap } = useOrderEdit(page);
  const options = useOrderable();
  return (
    <Select
      searchable
      my="xs"
      label={t('orders.model')}
      placeholder={view.name || t('orders.choose_model')}
      nothingFoundMessage={t('orders.no_model')}
      data={options}
      value={view.car.fields['catalogue'] ?? null}
      allowDeselect={false}
      onChange={(catalogue) => {
        if (catalogue) tap({ change: 'car_model', car: view.car.id, catalogue });
      }}
    />
  );
}
