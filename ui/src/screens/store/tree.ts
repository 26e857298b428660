// The catalogue as a tree, in the order the store gave it.
import { CATALOGUE_LEVELS, type CatalogueLevel, type CatalogueNode } from '../../api/types';

export interface Branch {
  node: CatalogueNode;
  below: Branch[];
}

/** The branches under `parent`; a node whose parent is missing is not shown. */
export function branches(nodes: readonly CatalogueNode[], parent: string | null = null): Branch[] {
  const among = new Map<string | null, CatalogueNode[]>();
  for (const node of nodes) among.set(node.parent, [...(among.get(node.parent) ?? []), node]);
  const grow = (under: string | null): Branch[] =>
    [...(among.get(under) ?? [])]
      .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'zh-CN'))
      .map((node) => ({ node, below: grow(node.id) }));
  return grow(parent);
}

/** The level below, if there is one. */
export const levelBelow = (level: CatalogueLevel): CatalogueLevel | null => CATALOGUE_LEVELS[CATALOGUE_LEVELS.indexOf(level) + 1] ?? null;
