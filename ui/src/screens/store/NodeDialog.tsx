import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import type { CatalogueLevel, CatalogueNode } from '../../api/types';
import { Dialog } from '../../shared/Dialog';
import { ErrorNote } from '../../shared/ErrorNote';
import { useFieldError } from '../../shared/useFieldError';
import { useWords } from '../../shared/words';

export type NodeTask = { what: 'add'; parent: CatalogueNode | null; level: CatalogueLevel } | { what: 'rename'; node: CatalogueNode };

/** Adds a node to the catalogue, or renames one. */
export function NodeDialog({ task, close }: { task: NodeTask; close: () => void }) {
  const { t } = useTranslation();
  const word = useWords();
  const [name, setName] = useState(task.what === 'rename' ? task.node.name : '');
  const [price, setPrice] = useState('');
  const add = useTell('add_catalogue_node', { done: (_, request) => t('store.catalogue.added', { name: request.name }) });
  const edit = useTell('edit_catalogue_node', { done: t('store.catalogue.renamed') });
  const errors = useFieldError(add.error ?? edit.error);
  const title =
    task.what === 'rename'
      ? t('store.catalogue.rename_what', { name: task.node.name })
      : task.parent
        ? t('store.catalogue.add_below', { name: task.parent.name, level: word('catalogue_levels', task.level) })
        : t('store.catalogue.add_brand');
  const submit = () => {
    if (task.what === 'rename') edit.mutate({ id: task.node.id, name: name.trim(), retired: null }, { onSuccess: close });
    else add.mutate({ parent: task.parent?.id ?? null, level: task.level, name: name.trim(), price: price.trim() }, { onSuccess: close });
  };
  return (
    <Dialog title={title} close={close}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Stack>
          <ErrorNote error={errors.besides('name', 'price')} />
          <TextInput data-autofocus label={t('store.catalogue.name')} autoComplete="off" maxLength={100} value={name} error={errors.at('name')} onChange={(event) => setName(event.currentTarget.value)} />
          {task.what === 'add' && task.level !== 'brand' && (
            <TextInput label={t('store.catalogue.price')} placeholder={t('store.catalogue.price_hint')} autoComplete="off" maxLength={40} value={price} error={errors.at('price')} onChange={(event) => setPrice(event.currentTarget.value)} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('common.cancel')}</Button>
            <Button type="submit" loading={add.isPending || edit.isPending}>{t('common.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
