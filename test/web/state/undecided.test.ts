import { expect, test } from 'vitest';
import type { Edit } from '../../../src/edit/edit.ts';
import { findUndecided } from '../../../web/panels/reading/undecided.ts';

const location = (line: number) => ({ file: 'a.bib', line });
const group = { title: 'Title', count: 25, papers: ['a', 'b', 'c'], locations: [1, 2, 3].map(location) };

const listed = (edits: Edit[], known = ['a', 'b', 'c']) =>
  findUndecided([group], edits, new Set(known)).map(({ papers, locations }) => [
    papers,
    locations.map(({ line }) => line),
  ]);

test('papers stay in the list until they are merged or kept separate from the first, in either direction', () => {
  expect(listed([])).toEqual([
    [
      ['a', 'b', 'c'],
      [1, 2, 3],
    ],
  ]);
  expect(listed([{ edit: 'keepSeparate', paper: 'b', from: 'a' }])).toEqual([
    [
      ['a', 'c'],
      [1, 3],
    ],
  ]);
  expect(listed([{ edit: 'keepSeparate', paper: 'a', from: 'c' }])).toEqual([
    [
      ['a', 'b'],
      [1, 2],
    ],
  ]);
  expect(listed([], ['b', 'c'])).toEqual([
    [
      ['b', 'c'],
      [2, 3],
    ],
  ]);
  expect(listed([], ['a'])).toEqual([]);
  expect(listed([], [])).toEqual([]);
  expect(findUndecided([group], [], new Set('abc'))[0]!.others).toBe(22);
});
