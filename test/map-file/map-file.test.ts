import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentionsOf } from '../../src/concepts/search/passages.ts';
import { FORMAT, nodesOf, summaryOf } from '../../src/map-file/format.ts';
import { type ByteSource, openMap } from '../../src/map-file/open.ts';
import { mapChunks } from '../../src/map-file/save.ts';
import type { Concepts } from '../../src/model/concepts.ts';
import { InputError } from '../../src/model/errors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { Paper } from '../../src/model/paper.ts';
import { fromBase64, toBase64 } from '../../src/util/base64.ts';

/** Records as JSON.parse makes them. */
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { noNullPrototype: true });

/** Any text, lone surrogates, line ends and names of object members among it. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', '\ud800', 'a\nb\u2028c', '"},\n"index":{', '</script>', '\0'),
);
const uint = fc.nat(0xffffffff);
/** A coordinate: minus zero is zero in JSON, and no picture tells them apart. */
const coordinate = fc.float({ noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x));
const array = (item: fc.Arbitrary<number>, length: number) => fc.array(item, { minLength: length, maxLength: length });

/** Concepts of some papers, with consistent lengths and any content. */
const anyConcepts = (papers: number): fc.Arbitrary<Concepts> => {
  const place = record({
    paper: fc.nat(),
    concept: fc.nat(),
    field: fc.constantFrom('title', 'abstract'),
    from: uint,
    to: uint,
  });
  const list = fc.array(
    fc.record(
      {
        id: text,
        name: text,
        kind: fc.constantFrom('system', 'data set', 'method', 'abbreviation', 'keyphrase'),
        variants: fc.array(text, { maxLength: 3 }),
        abbreviations: fc.array(text, { maxLength: 2 }),
        documents: fc.nat(),
        first: fc.integer({ min: 1, max: 9999 }),
      },
      { requiredKeys: ['id', 'name', 'kind', 'variants', 'abbreviations', 'documents'], noNullPrototype: true },
    ),
    { maxLength: 4 },
  );
  // A paper is a list of concepts, a concept its value and places in the title and in the abstract.
  const places = fc.array(fc.tuple(fc.nat(1 << 20), fc.nat(1 << 20)), { maxLength: 2 });
  const entries = fc.array(fc.tuple(fc.nat(9), fc.nat(0xffff), places, places), { maxLength: 3 });
  return fc
    .tuple(
      list,
      fc.array(entries, { minLength: papers, maxLength: papers }),
      fc.array(place, { maxLength: 2 }),
      fc.array(place.chain((one) => record({ short: text, long: text }).map((names) => ({ ...one, ...names })))),
    )
    .map(([concepts, lines, introductions, definitions]) => {
      const flat = lines.flat();
      const marks = flat.flatMap(([, , titles, abstracts]) => [
        ...titles.map((mark) => [0, ...mark] as const),
        ...abstracts.map((mark) => [1, ...mark] as const),
      ]);
      const sums = (lengths: number[]) => {
        let sum = 0;
        return Uint32Array.from([0, ...lengths.map((length) => (sum += length))]);
      };
      return {
        concepts,
        rows: {
          starts: sums(lines.map((line) => line.length)),
          ids: Uint32Array.from(flat, ([concept]) => concept),
          values: Uint16Array.from(flat, ([, value]) => value),
        },
        mentions: {
          starts: sums(flat.map(([, , titles, abstracts]) => titles.length + abstracts.length)),
          fields: Uint8Array.from(marks, ([field]) => field),
          from: Uint32Array.from(marks, ([, from]) => from),
          to: Uint32Array.from(marks, ([, from, length]) => from + length),
        },
        introductions,
        definitions,
      };
    });
};

/** Maps whose arrays have the right types and lengths and any content at all: the file has no business understanding it. */
const anyMap: fc.Arbitrary<PaperMap> = fc
  .record({ papers: fc.nat(6), terms: fc.nat(5), edges: fc.nat(5), found: fc.nat(9) })
  .chain(({ papers, terms, edges, found }) => {
    const starts = array(uint, papers + 1).map((list) => Uint32Array.from(list));
    const ids = array(uint, found).map((list) => Uint32Array.from(list));
    const perPaper = array(uint, papers).map((list) => Uint32Array.from(list));
    const double = fc.double({ noNaN: true });
    const place = record({ file: text, line: fc.nat() });
    const problems = fc.array(record({ file: text, line: fc.nat(), reason: text }), { maxLength: 2 });
    const paper: fc.Arbitrary<Paper> = fc.record(
      {
        id: text,
        title: text,
        abstract: text,
        sources: fc.array(place, { maxLength: 2 }),
        authors: fc.array(text, { maxLength: 3 }),
        year: fc.integer({ min: -3000, max: 100_000 }),
        venue: text,
        citations: fc.nat(),
      },
      { requiredKeys: ['id', 'title', 'abstract', 'sources'], noNullPrototype: true },
    );
    return record({
      papers: fc.array(paper, { minLength: papers, maxLength: papers }),
      records: fc.nat(),
      merged: fc.nat(),
      problems,
      notes: problems,
      vocabulary: record({
        keys: fc.array(text, { minLength: terms, maxLength: terms }),
        forms: fc.array(text, { minLength: terms, maxLength: terms }),
        documents: array(uint, terms).map((list) => Uint32Array.from(list)),
        idf: array(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0.1 }), terms).map((list) =>
          Float64Array.from(list),
        ),
        longForms: fc.array(fc.tuple(text, text)).map((pairs) => new Map(pairs)),
      }),
      rows: record({ starts, ids, values: array(fc.nat(0xffff), found).map((list) => Uint16Array.from(list)) }),
      neighbours: record({ starts, ids, values: array(double, found).map((list) => Float64Array.from(list)) }),
      edges: record({
        sources: array(fc.nat(Math.max(0, papers - 1)), edges).map((list) => Uint32Array.from(list)),
        targets: array(fc.nat(Math.max(0, papers - 1)), edges).map((list) => Uint32Array.from(list)),
        weights: array(double, edges).map((list) => Float64Array.from(list)),
      }),
      topics: fc.array(
        record({
          id: fc.nat(),
          label: text,
          size: fc.nat(),
          terms: fc.array(fc.nat()),
          central: fc.array(fc.nat()),
          stability: fc.constantFrom(0, 0.5, 1),
        }),
      ),
      topicOf: perPaper,
      subtopicOf: perPaper,
      confidence: array(fc.float({ min: 0, max: 1, noNaN: true }), papers).map((list) =>
        Float32Array.from(list, (x) => (x === 0 ? 0 : x)),
      ),
      secondTopic: perPaper,
      resolution: fc.constantFrom(1, 0.5),
      positions: array(coordinate, 2 * papers).map((list) => Float32Array.from(list)),
      quality: fc.constant({ modularity: 0.5, silhouette: -0.25, stability: 1, trustworthiness: 0 }),
      options: fc.dictionary(fc.constantFrom('seed', 'neighbours'), fc.nat(), { noNullPrototype: true }),
    }).chain((map) =>
      fc.option(anyConcepts(papers), { nil: undefined }).map((concepts) => (concepts ? { ...map, concepts } : map)),
    );
  });

const emptyMap: PaperMap = {
  papers: [],
  records: 0,
  merged: 0,
  problems: [],
  notes: [],
  vocabulary: { keys: [], forms: [], documents: new Uint32Array(), idf: new Float64Array(), longForms: new Map() },
  rows: { starts: new Uint32Array(1), ids: new Uint32Array(), values: new Uint16Array() },
  neighbours: { starts: new Uint32Array(1), ids: new Uint32Array(), values: new Float64Array() },
  edges: { sources: new Uint32Array(), targets: new Uint32Array(), weights: new Float64Array() },
  topics: [],
  topicOf: new Uint32Array(),
  subtopicOf: new Uint32Array(),
  confidence: new Float32Array(),
  secondTopic: new Uint32Array(),
  resolution: 1,
  positions: new Float32Array(),
  quality: { modularity: 0, silhouette: 0, stability: 0, trustworthiness: 0 },
  options: {},
};

const bytesOf = (map: PaperMap) => new Uint8Array(Buffer.concat([...mapChunks(map)]));
const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (start, end) => bytes.slice(start, end),
});
const open = (bytes: Uint8Array) => openMap(sourceOf(bytes), { name: 'm.json' });

describe('the map file', () => {
  test('gives back what was written, bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(anyMap, async (map) => {
        const file = await open(bytesOf(map));
        expect(await file.whole()).toStrictEqual(map);
        expect(await file.summary()).toStrictEqual(summaryOf(map));
        expect(await file.nodes()).toStrictEqual(nodesOf(map));
        for (let i = 0; i < map.papers.length; i++) expect(await file.paper(i)).toStrictEqual(map.papers[i]);
        await expect(file.paper(map.papers.length)).rejects.toThrow(RangeError);
        expect(file.hasConcepts).toBe(map.concepts !== undefined);
        if (map.concepts) {
          const { mentions: _, ...list } = map.concepts;
          expect(await file.concepts()).toStrictEqual(list);
          for (let i = 0; i < map.papers.length; i++)
            expect(await file.mentions(i)).toStrictEqual(mentionsOf(map.concepts, i));
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test('is one JSON value, whatever it holds', () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        const parsed = JSON.parse(Buffer.from(bytesOf(map)).toString());
        expect(parsed.papers).toStrictEqual(JSON.parse(JSON.stringify(map.papers)));
        const ids = Buffer.from(parsed.rowIds.base64, 'base64');
        expect([...map.rows.ids]).toEqual(Array.from(map.rows.ids, (_, k) => ids.readUInt32LE(4 * k)));
      }),
      { numRuns: 30, seed: 4 },
    );
  });

  test('of no papers at all can be written and read', async () => {
    expect(await (await open(bytesOf(emptyMap))).whole()).toStrictEqual(emptyMap);
  });

  test('of papers without concepts says so when it is asked for them', async () => {
    const file = await open(bytesOf(emptyMap));
    for (const asked of [file.concepts(), file.mentions(0)])
      await expect(asked).rejects.toThrow(/^m\.json has no concepts: build the map again/);
  });

  test('carries a hash that changes with every field, and parts that standard tools can check', async () => {
    const chunks = mapChunks(emptyMap);
    let next = chunks.next();
    while (!next.done) next = chunks.next();
    const bytes = bytesOf(emptyMap);
    const { parts, hash } = JSON.parse(Buffer.from(bytes).toString()).index;
    expect(next.value).toBe(hash);
    expect((await open(bytes)).hash).toBe(hash);
    expect(hash).toBe(createHash('sha256').update(JSON.stringify(parts)).digest('hex'));
    for (const [start, end, sum] of Object.values<[number, number, string]>(parts))
      expect(createHash('sha256').update(bytes.subarray(start, end)).digest('hex')).toBe(sum);
    expect((await open(bytesOf({ ...emptyMap, options: { seed: 2 } }))).hash).not.toBe(hash);
  });

  test('tells how far its writing is, never backwards, and stops when told to', () => {
    const seen: number[] = [];
    const progress = (stage: string, done: number, total: number) => {
      expect(stage).toBe('write');
      seen.push(done / total);
    };
    for (const _ of mapChunks(emptyMap, undefined, { progress }));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    const stopped = mapChunks(emptyMap, undefined, { signal: AbortSignal.abort(new Error('enough')) });
    expect(() => [...stopped]).toThrow('enough');
  });

  test('is the same with a faster SHA-256', () => {
    expect(Buffer.concat([...mapChunks(emptyMap, () => createHash('sha256'))])).toEqual(Buffer.from(bytesOf(emptyMap)));
  });

  test('reads a part without the others', async () => {
    const papers = Array.from({ length: 500 }, (_, i) => ({
      id: `p${i}`,
      title: 't',
      abstract: 'a'.repeat(999),
      sources: [],
    }));
    const bytes = bytesOf({
      ...emptyMap,
      papers,
      topicOf: new Uint32Array(500),
      subtopicOf: new Uint32Array(500),
      secondTopic: new Uint32Array(500),
      confidence: new Float32Array(500),
      positions: new Float32Array(1000),
    });
    let read = 0;
    const file = await openMap({
      size: bytes.length,
      read: async (start, end) => {
        read += end - start;
        return bytes.slice(start, end);
      },
    });
    read = 0;
    await file.nodes();
    expect((await file.paper(250)).id).toBe('p250');
    expect(read).toBeLessThan(bytes.length / 10);
  });
});

describe('a file that cannot be used', () => {
  const map = { ...emptyMap, papers: [{ id: 'a', title: 'A', abstract: '', sources: [] }] };
  const bytes = bytesOf(map);

  test('cut anywhere: one clear error', async () => {
    for (let length = 0; length < bytes.length; length++) {
      const cut = open(bytes.subarray(0, length));
      await expect(cut).rejects.toThrow(InputError);
      await expect(cut).rejects.toThrow(/^m\.json (is not a papergraph map|is cut short or damaged)[^\n]*$/);
    }
  });

  test('with any byte flipped: one clear error, never another map', async () => {
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice();
      flipped[at]! ^= 1;
      const read = await open(flipped)
        .then((file) => file.whole())
        .catch((error: unknown) => error);
      if (read instanceof InputError) expect(read.message).toMatch(/^m\.json [^\n]*$/);
      else expect(read).toStrictEqual(map);
    }
  });

  test.each(['', '{}', '{"nodes":[]}', '\x1f\x8b\0\0', '<gexf>', FORMAT])('foreign: %j', async (content) => {
    await expect(open(new TextEncoder().encode(content))).rejects.toThrow(/is not a papergraph map: make one with/);
  });

  test('newer: says so', async () => {
    const newer = Buffer.from(bytes).toString().replace('"version":1', '"version":22');
    await expect(open(new TextEncoder().encode(newer))).rejects.toThrow(/newer papergraph \(map version 22.*update/);
  });
});

test('base64 is what Node makes of it, and nothing else is taken for it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = Buffer.from(toBase64(bytes)).toString();
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(toBase64(bytes))).toStrictEqual(bytes);
    }),
    { seed: 5 },
  );
  for (const wrong of ['A', 'AA=', 'A*==', 'AAA\n', '=AAA', '===='])
    expect(fromBase64(new TextEncoder().encode(wrong))).toBeUndefined();
});
