import { expect, it } from 'vitest';

import type { CatalogueLevel, CatalogueNode } from '../api/types';
import { catalogueChoices } from './catalogue';

const node = (id: string, parent: string | null, level: CatalogueLevel, name: string, retired = false): CatalogueNode => ({
  id, parent, level, name, price_fen: null, order: 0, retired,
});

it('names every entry in full and leaves out what is no longer offered', () => {
  const choices = catalogueChoices([
    node('b', null, 'brand', '奥迪'),
    node('s', 'b', 'series', 'A6L'),
    node('m', 's', 'model', 'A6L 豪华型'),
    node('n', 's', 'model', '舒适型'),
    node('o', 's', 'model', '老款', true),
    node('c', 'm', 'configuration', '选装包'),
  ]);
  expect(choices.map((choice) => choice.label)).toEqual(['奥迪', '奥迪 A6L', '奥迪 A6L 豪华型', '奥迪 A6L 舒适型']);
});
