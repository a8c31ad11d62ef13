import { expect, test } from 'vitest';
import type { Topic } from '../../src/model/map.ts';
import type { Paper } from '../../src/model/paper.ts';
import { type ComparableMap, diffMaps } from '../../src/update/diff-maps.ts';

const createPaper = (id: string, fields: Partial<Paper> = {}): Paper => ({
  id,
  title: `Title of ${id}`,
  abstract: 'Text.',
  sources: [{ file: 'a.bib', line: 1 }],
  ...fields,
});

/** Creates a map from the ids of the papers of each topic. */
const createMap = (topics: Record<number, string>, fields: Record<string, Partial<Paper>> = {}): ComparableMap => {
  const entries = Object.entries(topics).flatMap(([topic, ids]) => [...ids].map((id) => [id, Number(topic)] as const));
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    papers: sorted.map(([id]) => createPaper(id, fields[id])),
    topicOf: Uint32Array.from(sorted, ([, topic]) => topic),
    topics: Object.entries(topics).map(
      ([id, papers]): Topic => ({
        id: Number(id),
        label: `Topic ${id}`,
        size: papers.length,
        terms: [],
        central: [],
        stability: 1,
      }),
    ),
  };
};

test('lists new, changed, and removed papers, and what became of the topics', () => {
  const earlier = createMap({ 1: 'abcdef', 2: 'xyz' });
  const later = createMap(
    { 1: 'abcghi', 3: 'defn', 2: 'yz' },
    { b: { year: 2020, doi: '10.1/b' }, c: { sources: [] } },
  );
  const { added, changed, removed, topics } = diffMaps(earlier, later);
  expect(added.map(({ id }) => id)).toEqual(['g', 'h', 'i', 'n']);
  expect(changed).toEqual([{ id: 'b', title: 'Title of b', fields: ['doi', 'year'] }]);
  expect(removed).toEqual([{ id: 'x', title: 'Title of x' }]);
  expect(topics.map(({ kind, from, to }) => [kind, from.map(({ id }) => id), to.map(({ id }) => id)])).toEqual([
    ['split', [1], [1, 3]],
    ['kept', [2], [2]],
  ]);
  expect(topics[0]!.to).toEqual([
    { id: 1, label: 'Topic 1', size: 6 },
    { id: 3, label: 'Topic 3', size: 4 },
  ]);
});

test('a map does not differ from itself, and differs from another one in the opposite way', () => {
  const [a, b] = [createMap({ 1: 'abc' }), createMap({ 1: 'abcd' })];
  expect(diffMaps(a, a)).toMatchObject({ added: [], changed: [], removed: [] });
  expect(diffMaps(a, b).added).toEqual(diffMaps(b, a).removed);
});

test('compares the papers behind authors, and topics by authors', () => {
  const [before, after] = [createMap({ 1: 'abc' }), createMap({ 1: 'abcd' })];
  const authors = createMap({ 1: 'xyz' });
  const [earlier, later] = [before, after].map(({ papers }) => ({ ...authors, sourcePapers: papers }));
  const difference = diffMaps(earlier!, later!);
  expect(difference.added.map(({ id }) => id)).toEqual(['d']);
  expect(difference.topics.map(({ kind, from }) => [kind, from[0]!.size])).toEqual([['kept', 3]]);
});
