import { expect, it } from 'vitest';

import { readBy, readPipelineFilter, without } from './view';

const at = (text: string) => new URLSearchParams(text);

it('shows a board of stages unless the address asks for the table of grades', () => {
  expect(readBy(at(''))).toBe('stage');
  expect(readBy(at('view=table'))).toBe('grade');
});

it('filters by person, source and event; stages and grades are its columns', () => {
  const filter = readPipelineFilter(at('owner=a&source=web&event=e&stage=needs&grade=H&need=clash'));
  expect(filter).toMatchObject({ owners: ['a'], sources: ['web'], event: 'e', stages: [], grades: [], need: null });
});

it('counts the choices of a dimension as if none were made in it', () => {
  const filter = readPipelineFilter(at('owner=a&source=web&event=e'));
  expect(without(filter, 'owners')).toMatchObject({ owners: [], sources: ['web'], event: 'e' });
  expect(without(filter, 'sources')).toMatchObject({ owners: ['a'], sources: [], event: 'e' });
  expect(without(filter, 'event')).toMatchObject({ owners: ['a'], sources: ['web'], event: null });
});
