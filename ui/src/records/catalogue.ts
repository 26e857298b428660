// The catalogue as a list to choose from: brand, series and models by their full names.
import type { CatalogueId, CatalogueNode } from '../api/types';

export interface CatalogueChoice {
  id: CatalogueId;
  label: string;
}

/** What is still offered, in the catalogue's order. Configurations are chosen with an order, not as an interest. */
export function catalogueChoices(nodes: readonly CatalogueNode[]): CatalogueChoice[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return nodes
    .filter((node) => !node.retired && node.level !== 'configuration')
    .map((node) => ({ id: node.id, label: fullName(node, byId) }));
}

/** The name with those above it, unless it already begins with them: `奥迪 A6L 豪华型`. */
function fullName(node: CatalogueNode, byId: ReadonlyMap<CatalogueId, CatalogueNode>): string {
  const above = node.parent === null ? undefined : byId.get(node.parent);
  if (!above) return node.name;
  const prefix = fullName(above, byId);
  if (node.name.startsWith(prefix)) return node.name;
  return node.name.startsWith(above.name) ? `${prefix}${node.name.slice(above.name.length)}` : `${prefix} ${node.name}`;
}
