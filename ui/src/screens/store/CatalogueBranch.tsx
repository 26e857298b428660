import { ActionIcon, Badge, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive, IconArchiveOff, IconChevronDown, IconChevronRight, IconDots, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { useTell } from '../../api/hooks';
import { useFormat } from '../../shared/format';
import { useWords } from '../../shared/words';
import type { NodeTask } from './NodeDialog';
import classes from './Store.module.css';
import { levelBelow, type Branch } from './tree';

interface Props {
  branch: Branch;
  edits: boolean;
  start: (task: NodeTask) => void;
  /** Shown unfolded at first. */
  open?: boolean;
}

/** One node of the catalogue with what stands below it. */
export function CatalogueBranch({ branch: { node, below }, edits, start, open = false }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [unfolded, { toggle, open: unfold }] = useDisclosure(open);
  const lower = levelBelow(node.level);
  const { name } = node;
  return (
    <li>
      <div className={classes['node']} data-retired={node.retired || undefined} data-testid="catalogue-node">
        {below.length > 0 ? (
          <ActionIcon aria-expanded={unfolded} aria-label={t(unfolded ? 'store.catalogue.collapse' : 'store.catalogue.expand', { name })} onClick={toggle}>
            {unfolded ? <IconChevronDown size={18} /> : <IconChevronRight size={18} />}
          </ActionIcon>
        ) : (
          <span className={classes['leaf']} />
        )}
        <span className={classes['name']}>{name}</span>
        {node.retired && <Badge variant="light" color="gray" tt="none" flex="none">{t('store.catalogue.retired')}</Badge>}
        {node.price_fen !== null && <Text span size="sm" c="dimmed" flex="none">{format.money(node.price_fen)}</Text>}
        {edits && <NodeMenu node={node} start={start} lower={lower} unfold={unfold} />}
      </div>
      {unfolded && below.length > 0 && (
        <ul>
          {below.map((one) => <CatalogueBranch key={one.node.id} branch={one} edits={edits} start={start} />)}
        </ul>
      )}
    </li>
  );
}

interface MenuProps {
  node: Branch['node'];
  start: (task: NodeTask) => void;
  lower: ReturnType<typeof levelBelow>;
  unfold: () => void;
}

function NodeMenu({ node, start, lower, unfold }: MenuProps) {
  const { t } = useTranslation();
  const word = useWords();
  const { name } = node;
  const retire = useTell('edit_catalogue_node', {
    done: (_, { retired }) => t(retired ? 'store.catalogue.retired_done' : 'store.catalogue.restored_done', { name }),
  });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={t('store.catalogue.actions', { name })}><IconDots size={18} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {lower && (
          <Menu.Item mih={44} leftSection={<IconPlus size={18} />} onClick={() => { unfold(); start({ what: 'add', parent: node, level: lower }); }}>
            {t('store.catalogue.add_below', { name, level: word('catalogue_levels', lower) })}
          </Menu.Item>
        )}
        <Menu.Item mih={44} leftSection={<IconPencil size={18} />} onClick={() => start({ what: 'rename', node })}>{t('store.catalogue.rename')}</Menu.Item>
        <Menu.Item
          mih={44}
          leftSection={node.retired ? <IconArchiveOff size={18} /> : <IconArchive size={18} />}
          onClick={() => retire.mutate({ id: node.id, name: null, retired: !node.retired })}
        >
          {t(node.retired ? 'store.catalogue.restore' : 'store.catalogue.retire')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
