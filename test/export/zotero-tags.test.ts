import { expect, test } from 'vitest';
import { writeZoteroTags } from '../../src/export/references/zotero-tags.ts';
import type { Topic } from '../../src/model/map.ts';
import type { Paper } from '../../src/model/paper.ts';

const topic = (id: number, label: string): Topic => ({ id, label, size: 1, terms: [], central: [], stability: 1 });
const paper = (identifiers?: string[]): Paper => ({
  id: identifiers?.[0] ?? 'x',
  title: '`; alert(1)',
  abstract: '',
  sources: [],
  ...(identifiers && { identifiers }),
});
const map = {
  papers: [
    paper(['zotero:ABCD2345']),
    paper(),
    paper(['openalex:W1', 'zotero:groups/77/EFGH2345']),
    paper(['zotero:GONE2345']),
  ],
  topics: [topic(1, 'Tides'), topic(2, '"Fronts`\u2028</script>')],
  topicOf: Uint32Array.of(1, 1, 0, 1),
  subtopicOf: Uint32Array.of(2, 0, 0, 0),
};

/** Runs the script in a Zotero that has some items. */
async function runInZotero(script: string) {
  const tags: Record<string, string[]> = {};
  const createItem = (name: string) => ({
    addTag(tag: string) {
      tags[name] ??= [];
      tags[name].push(tag);
    },
    saveTx: async () => tags[name]!.push('saved'),
  });
  const items = new Map(['1/ABCD2345', '9/EFGH2345'].map((name) => [name, createItem(name)]));
  const Zotero = {
    Libraries: { userLibraryID: 1 },
    Groups: { getLibraryIDFromGroupID: (group: number) => (group === 77 ? 9 : false) },
    Items: { getByLibraryAndKeyAsync: async (library: number, key: string) => items.get(`${library}/${key}`) ?? false },
  };
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as FunctionConstructor;
  return { result: (await new AsyncFunction('Zotero', script)(Zotero)) as string, tags };
}

test('items get their topics as tags, whatever the topics are called', async () => {
  const { result, tags } = await runInZotero([...writeZoteroTags(map)].join(''));
  expect(result).toBe('2 of 3 items were tagged');
  expect(tags).toEqual({
    '1/ABCD2345': ['papergraph', 'papergraph: Tides', `papergraph: ${map.topics[1]!.label}`, 'saved'],
    '9/EFGH2345': ['papergraph', 'saved'],
  });
});

test('only the selected papers are tagged', async () => {
  const { tags } = await runInZotero([...writeZoteroTags(map, { papers: [1, 2] })].join(''));
  expect(Object.keys(tags)).toEqual(['9/EFGH2345']);
});

test('papers without a key of Zotero are refused', () => {
  expect(() => writeZoteroTags(map, { papers: [1] })).toThrow(
    'none of the papers is known by its key in Zotero: build the map from "papergraph fetch zotero"',
  );
});
