import { Button, Paper, Text } from '@mantine/core';
import { IconCar, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CatalogueNode } from '../../api/types';
import { useSession } from '../../session';
import { EmptyNote } from '../../shared/EmptyNote';
import { CatalogueBranch } from './CatalogueBranch';
import { NodeDialog, type NodeTask } from './NodeDialog';
import classes from './Store.module.css';
import { branches } from './tree';

/** Brands, series, models and configurations. */
export function CatalogueTab({ nodes }: { nodes: readonly CatalogueNode[] }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const edits = can('edit_store');
  const [task, setTask] = useState<NodeTask | null>(null);
  const add = (
    <Button leftSection={<IconPlus size={18} />} onClick={() => setTask({ what: 'add', parent: null, level: 'brand' })}>{t('store.catalogue.add_brand')}</Button>
  );
  return (
    <>
      {nodes.length === 0 && <EmptyNote icon={IconCar} text={t('store.catalogue.empty')} action={edits && add} />}
      {nodes.length > 0 && (
        <>
          {edits ? add : <Text c="dimmed" size="sm">{t('store.read_only')}</Text>}
          <Paper px="xs" mt="sm">
            <ul className={classes['tree']}>
              {branches(nodes).map((branch) => <CatalogueBranch key={branch.node.id} branch={branch} edits={edits} start={setTask} open />)}
            </ul>
          </Paper>
        </>
      )}
      {task && <NodeDialog task={task} close={() => setTask(null)} />}
    </>
  );
}
