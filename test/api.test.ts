import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import {
  analyze,
  createIndex,
  explain,
  findRelated,
  InputError,
  openMap,
  type PaperInput,
  readPapers,
  relatedPapers,
  serializeMap,
  topicsOf,
  weighText,
} from '../src/index.ts';
import * as node from '../src/node.ts';
import { mergeParts } from '../src/similarity/merge-parts.ts';

const directory = mkdtempSync(join(tmpdir(), 'papergraph-api-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const collection = await node.readFiles('seeds');
const map = await analyze(collection);
const path = join(directory, 'map.json');

/** Asserts that a call fails with one line for the user. */
const expectInputError = async (call: () => unknown, message: RegExp) => {
  const error: unknown = await (async () => call())().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  const text = error instanceof Error ? error.message : '';
  expect(text).toMatch(message);
  expect(text).not.toContain('\n');
};

/** Calls a function with arguments of types that TypeScript rejects. */
const callLoosely = (run: unknown, ...values: unknown[]): unknown =>
  typeof run === 'function' ? run(...values) : expect.fail('not a function');

describe('readPapers', () => {
  const name = 'a.jsonl';
  const text = '{"title":"Ein Käfer","abstract":"a beetle"}\n{"title":"Two cats","abstract":"cats sat here"}\n';
  const bytes = new TextEncoder().encode(text);
  const inputs: [string, PaperInput][] = [
    ['a text', { name, bytes: text }],
    ['bytes', { name, bytes }],
    ['a function that returns a text', { name, bytes: () => text }],
    ['a function that returns bytes', { name, bytes: () => bytes }],
    ['chunks', { name, bytes: () => [bytes.subarray(0, 17), bytes.subarray(17)] }],
    ['a File', new File([bytes], name)],
  ];
  test.each(inputs)('accepts %s', async (_, input) => {
    const expected = await readPapers([{ name, bytes: () => [bytes] }]);
    expect(expected.papers).toHaveLength(2);
    expect(await readPapers([input])).toEqual(expected);
    async function* list() {
      yield input;
    }
    expect(await readPapers(list())).toEqual(expected);
  });

  test('names a Blob "input" and knows the size of all inputs', async () => {
    const totals: number[] = [];
    const progress = (_: string, __: number, total: number) => totals.push(total);
    const { papers } = await readPapers([new Blob([bytes]), { name, bytes: text }], {}, { progress });
    expect(papers[0]!.sources.map(({ file }) => file)).toContain('input');
    expect(new Set(totals)).toEqual(new Set([2 * bytes.length]));
  });

  test.each([
    ['a path', 'library.bib', /"library\.bib" is a text: readFiles of papergraph\/node/],
    ['a list of paths', ['library.bib'], /each file must be .*readFiles/],
    ['a file without a list', new File([bytes], name), /must be a list, such as \[file\]/],
    ['bytes without a list', bytes, /must be a list/],
    ['nothing', undefined, /must be a list/],
    ['null', [null], /this is null/],
    ['a file without bytes', [{ name }], /each file must be/],
    ['bytes that are a number', [{ name, bytes: () => 5 }], /the bytes of a\.jsonl must be/],
  ])('rejects %s', (_, value, message) => expectInputError(() => callLoosely(readPapers, value), message));
});

describe('maps', () => {
  test('are saved and opened again from a path, a Blob, and bytes', async () => {
    const hash = await node.saveMap(map, path);
    await node.saveMap(map, path);
    const bytes = readFileSync(path);
    expect(bytes.equals(Buffer.concat([...serializeMap(map)]))).toBe(true);
    const opened = await node.openMap(path);
    for (const file of [opened, await openMap(new Blob([bytes])), await openMap(bytes)]) {
      expect(file.hash).toBe(hash);
      expect(await file.readAll()).toEqual(map);
    }
    await opened.close();
  });

  test('stay the same when another file takes their place, until they are closed', async () => {
    const replaced = join(directory, 'replaced.json');
    const hash = await node.saveMap(map, replaced);
    const file = await node.openMap(replaced);
    const smaller = await analyze({ ...collection, papers: collection.papers.slice(0, 40) }, { concepts: false });
    expect(await node.saveMap(smaller, replaced)).not.toBe(hash);
    expect(await file.readAll()).toEqual(map);
    await file.close();
    await expectInputError(() => file.summary(), /replaced\.json is closed: open it again/);
    await file.close();
    const reopened = await node.openMap(replaced);
    expect((await reopened.summary()).papers).toBe(40);
    await reopened.close();
  });

  test('are rejected if they are no maps', async () => {
    await expectInputError(() => node.openMap(join(directory, 'none.json')), /none\.json: no such file/);
    await expectInputError(() => node.openMap(directory), /not a file/);
    await expectInputError(() => callLoosely(node.openMap, new Blob([])), /opens a path/);
    await expectInputError(() => callLoosely(openMap, path), /openMap of papergraph\/node opens a path/);
    await expectInputError(() => callLoosely(openMap, undefined), /must be a Blob/);
    await expectInputError(() => callLoosely(node.saveMap, collection), /give a map/);
    await expectInputError(() => callLoosely(analyze, collection.papers), /as returned by readPapers/);
    await expectInputError(() => callLoosely(node.readFiles, 5), /a path or a list of paths/);
  });
});

test('topicsOf returns each paper with a topic once, without subtopics', () => {
  const topics = topicsOf(map);
  for (const { terms, keyTerms } of topics) {
    expect(keyTerms.length).toBeGreaterThan(0);
    expect(keyTerms).toEqual(terms.map((term) => map.vocabulary.forms[term]));
  }
  expect(map.topics.some(({ parent }) => parent !== undefined)).toBe(true);
  expect(topics.map(({ id }) => id)).toEqual(
    map.topics.filter(({ parent }) => parent === undefined).map(({ id }) => id),
  );
  for (const { papers, size } of topics) expect(papers).toHaveLength(size);
  const expected = map.papers.filter((_, i) => map.topicOf[i] !== 0);
  expect(new Set(topics.flatMap(({ papers }) => papers))).toEqual(new Set(expected));
});

test('explain with ids gives the shares of the rows by name, with phrases and their parts as one term', () => {
  const paper = fc.nat({ max: map.papers.length - 1 });
  fc.assert(
    fc.property(paper, paper, (a, b) => {
      const shares = mergeParts(explain(map.rows, a, b), map.vocabulary).map(({ term, share }) => ({
        term: map.vocabulary.forms[term]!,
        share,
      }));
      expect(explain(map, map.papers[a]!.id, map.papers[b]!.id)).toEqual(shares);
      expect(explain(map, a, b)).toEqual(shares);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('explain rejects papers that do not exist', async () => {
  const { id } = map.papers[0]!;
  await expectInputError(() => explain(map, id, 'none'), /no paper with the id "none"/);
  await expectInputError(() => explain(map, 0, 1e6), /integer from 0 to/);
  await expectInputError(() => callLoosely(explain, map.rows, id, id), /give the map instead of its rows/);
  await expectInputError(() => callLoosely(explain, undefined, 0, 1), /give a map/);
});

describe('relatedPapers', () => {
  const index = createIndex(map.rows, map.vocabulary.keys.length);
  const expandWith = map.neighbors;
  const idsOf = (found: { paper: number }[]) => found.map(({ paper }) => map.papers[paper]!.id);

  test('finds the same papers as findRelated, for an id, a title, and a text', async () => {
    const paper = map.papers[7]!;
    const expected = await findRelated(await index, 7, { count: 5, expandWith });
    const found = await relatedPapers(map, paper.id, { count: 5 });
    expect(found.map(({ paper: { id } }) => id)).toEqual(idsOf(expected));
    expect(found.map(({ similarity }) => similarity)).toEqual(expected.map(({ similarity }) => similarity));
    const plain = await relatedPapers(map, paper.id, { count: 1, expand: false });
    expect(plain[0]!.terms).toEqual(explain(map, paper.id, plain[0]!.paper.id));
    expect(await relatedPapers(map, paper.title, { count: 5 })).toEqual(found);
    const text = 'astrocytes modulate synapses';
    const byText = await relatedPapers(map, text);
    expect(byText).toHaveLength(10);
    expect(byText.map(({ paper: { id } }) => id)).toEqual(
      idsOf(await findRelated(await index, weighText(map.vocabulary, text), { expandWith })),
    );
  });

  test('weighs text with the options of the map', async () => {
    const plain = await analyze(collection, { stem: 'none', concepts: false });
    const { abstract } = plain.papers[7]!;
    const [first] = await relatedPapers(plain, abstract, { count: 1, expand: false });
    const row = weighText(plain.vocabulary, abstract, { stem: 'none' });
    const [expected] = await findRelated(await createIndex(plain.rows, plain.vocabulary.keys.length), row);
    expect(first!.similarity).toBe(expected!.similarity);
  });

  test('rejects other arguments', async () => {
    await expectInputError(() => callLoosely(relatedPapers, map, 5), /the query must be/);
    await expectInputError(() => callLoosely(relatedPapers, collection, 'cats'), /give a map/);
    await expectInputError(() => callLoosely(relatedPapers, map, 'cats', { limit: 3 }), /limit/);
    await expectInputError(() => callLoosely(findRelated, map, 0), /as returned by createIndex/);
    await expectInputError(async () => findRelated(await index, 1e6), /index of a paper, 0 to/);
    await expectInputError(async () => callLoosely(findRelated, await index, 'cats'), /index of a paper/);
  });
});
