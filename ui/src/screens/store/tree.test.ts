import { expect, it } from 'vitest';

import type { CatalogueNode } from '../../api/types';
import { branches, levelBelow } from './tree';

const node = (id: string, parent: string | null, order: number, name = id): CatalogueNode => ({ id, parent, level: 'series', name, price_fen: null, order, retired: false });

it('grows in the order the store gave it, equal places by name', () => {
  const grown = branches([node('b', null, 2), node('a', null, 1), node('a2', 'a', 0, '张'), node('a1', 'a', 0, '李'), node('lost', 'gone', 0)]);
  expect(grown.map((one) => one.node.id)).toEqual(['a', 'b']);
  expect(grown[0]?.below.map((one) => one.node.id)).toEqual(['a1', 'a2']);
});

it('ends at the configuration', () => {
  expect([levelBelow('brand'), levelBelow('model'), levelBelow('configuration')]).toEqual(['series', 'configuration', null]);
});
