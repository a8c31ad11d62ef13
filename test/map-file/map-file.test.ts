import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { inflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { getPaperMentions } from '../../src/concepts/search/passages.ts';
import { isCompressedMap } from '../../src/map-file/blocks/block-format.ts';
import { compressBlocks } from '../../src/map-file/blocks/compress-blocks.ts';
import { buildNodes, buildSummary, MAP_FILE_START } from '../../src/map-file/format.ts';
import { type ByteSource, openMap } from '../../src/map-file/open.ts';
import { hashMap, serializeInThreads, serializeMap } from '../../src/map-file/save.ts';
import { InputError } from '../../src/model/errors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { decodeBase64, encodeBase64 } from '../../src/util/base64.ts';
import { anyMap, emptyMap } from './arbitrary-map.ts';

/** Returns a small map file as it is written. */
const textOf = (map: PaperMap) => Buffer.concat([...serializeMap(map)]);
/** Returns a map file with compressed blocks, as large ones are written. */
function bytesOf(map: PaperMap): Uint8Array {
  const stored = Buffer.concat([...serializeMap(map)]);
  return new Uint8Array(isCompressedMap(stored) ? stored : Buffer.concat([...compressBlocks(serializeMap(map))]));
}
const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (start, end) => bytes.slice(start, end),
});
const open = (bytes: Uint8Array) => openMap(sourceOf(bytes), { name: 'm.json' });

describe('the map file', () => {
  test('reads back exactly what was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyMap, async (map) => {
        const file = await open(bytesOf(map));
        expect(await file.readAll()).toStrictEqual(map);
        const plain = await open(textOf(map));
        expect(plain.hash).toBe(file.hash);
        expect(await plain.readAll()).toStrictEqual(map);
        expect(await file.summary()).toStrictEqual(buildSummary(map));
        expect(await file.nodes()).toStrictEqual(buildNodes(map));
        for (let i = 0; i < map.papers.length; i++) expect(await file.paper(i)).toStrictEqual(map.papers[i]);
        await expect(file.paper(map.papers.length)).rejects.toThrow(RangeError);
        expect(file.hasConcepts).toBe(map.concepts !== undefined);
        if (map.concepts) {
          const { mentions: _, ...list } = map.concepts;
          expect(await file.concepts()).toStrictEqual(list);
          for (let i = 0; i < map.papers.length; i++)
            expect(await file.mentions(i)).toStrictEqual(getPaperMentions(map.concepts, i));
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test('is valid JSON for arbitrary content after decompression', () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        const parsed = JSON.parse(textOf(map).toString());
        expect(parsed.papers).toStrictEqual(JSON.parse(JSON.stringify(map.papers)));
        const { dtype, planes, base64 } = parsed.rowIds;
        const bytes = Buffer.from(base64, 'base64');
        expect(dtype).toBe('<u4');
        const sumBytes = (k: number) =>
          Array.from({ length: planes }, (_, plane) => bytes[plane * map.rows.ids.length + k]! * 256 ** plane);
        const ids = Array.from(map.rows.ids, (_, k) => sumBytes(k).reduce((sum, byte) => sum + byte, 0));
        expect(ids).toEqual([...map.rows.ids]);
      }),
      { numRuns: 30, seed: 4 },
    );
  });

  test('can be written and read without papers', async () => {
    expect(await (await open(bytesOf(emptyMap))).readAll()).toStrictEqual(emptyMap);
  });

  test('rejects reading concepts if the map has none', async () => {
    const file = await open(bytesOf(emptyMap));
    for (const request of [file.concepts(), file.mentions(0)])
      await expect(request).rejects.toThrow(/^m\.json has no concepts: build the map again/);
  });

  test('has a hash that depends on every field, and checksums that standard tools can verify', async () => {
    const chunks = serializeMap(emptyMap);
    let next = chunks.next();
    while (!next.done) next = chunks.next();
    const bytes = textOf(emptyMap);
    const { sections, hash } = JSON.parse(Buffer.from(bytes).toString()).index;
    expect(next.value).toBe(hash);
    expect(hashMap(emptyMap)).toBe(hash);
    expect((await open(bytesOf(emptyMap))).hash).toBe(hash);
    expect(hash).toBe(createHash('sha256').update(JSON.stringify(sections)).digest('hex'));
    for (const [start, end, checksum] of Object.values<[number, number, string]>(sections))
      expect(createHash('sha256').update(bytes.subarray(start, end)).digest('hex')).toBe(checksum);
    expect((await open(bytesOf({ ...emptyMap, options: { seed: 2 } }))).hash).not.toBe(hash);
  });

  test('reports non-decreasing progress and stops when aborted', () => {
    const fractions: number[] = [];
    const progress = (stage: string, done: number, total: number) => {
      expect(stage).toBe('write');
      fractions.push(done / total);
    };
    for (const _ of serializeMap(emptyMap, undefined, { progress }));
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    const stopped = serializeMap(emptyMap, undefined, { signal: AbortSignal.abort(new Error('enough')) });
    expect(() => [...stopped]).toThrow('enough');
  });

  test('does not depend on the implementation of SHA-256', () => {
    expect(Buffer.concat([...serializeMap(emptyMap, () => createHash('sha256'))])).toEqual(textOf(emptyMap));
  });

  test('is readable JSON if it is small, and compressed otherwise', async () => {
    for (const [count, isPlain] of [
      [1000, true],
      [200_000, false],
    ] as const) {
      const keys = Array.from({ length: count }, (_, i) => `key ${i * i}`);
      const map = { ...emptyMap, vocabulary: { ...emptyMap.vocabulary, keys } };
      const bytes = Buffer.concat([...serializeMap(map)]);
      expect(bytes[0]).toBe(isPlain ? '{'.charCodeAt(0) : 31);
      const text = isPlain ? bytes : gunzipSync(bytes);
      expect(JSON.parse(text.toString()).vocabulary.keys).toEqual(keys);
      expect((await open(bytes)).hash).toBe(hashMap(map));
      const chunks: Uint8Array[] = [];
      for await (const chunk of serializeInThreads(map, () => createHash('sha256'), {}, {})) chunks.push(chunk);
      expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
    }
  });

  test('is the same on any number of threads, which an aborted signal stops', async () => {
    const vocabulary = { ...emptyMap.vocabulary, keys: Array.from({ length: 200_000 }, (_, i) => `key ${i * i}`) };
    const map = { ...emptyMap, vocabulary };
    const expected = textOf(map);
    const hasher = () => createHash('sha256');
    for (const threads of [1, 2]) {
      const counts: number[] = [];
      const onThreads = (_: string, count: number) => counts.push(count);
      const chunks: Uint8Array[] = [];
      for await (const chunk of serializeInThreads(map, hasher, { threads }, { onThreads })) chunks.push(chunk);
      expect(Buffer.concat(chunks).equals(expected)).toBe(true);
      expect(counts).toEqual([Math.min(threads, availableParallelism())]);
    }
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(serializeInThreads(map, hasher, { threads: 2 }, { signal: aborted }).next()).rejects.toThrow('enough');
  });

  test('does not depend on the implementation of decompression', async () => {
    const bytes = bytesOf(emptyMap);
    const file = await openMap(bytes, { inflate: (data) => inflateSync(data) });
    expect(await file.readAll()).toStrictEqual(emptyMap);
    const failing = openMap(bytes, { inflate: () => new Uint8Array(3) });
    await expect(failing).rejects.toThrow(/^map is damaged at byte \d+: build it again/);
  });

  test('reads one section without the others', async () => {
    const papers = Array.from({ length: 5000 }, (_, i) => ({
      id: `p${i}`,
      title: 't',
      // Digits without a pattern, which hardly compress.
      abstract: createHash('sha512').update(`${i}`).digest('hex').repeat(9),
      sources: [],
    }));
    const bytes = bytesOf({
      ...emptyMap,
      papers,
      topicOf: new Uint32Array(5000),
      subtopicOf: new Uint32Array(5000),
      secondTopic: new Uint32Array(5000),
      confidence: new Float32Array(5000),
      positions: new Float32Array(10_000),
    });
    let bytesRead = 0;
    const file = await openMap({
      size: bytes.length,
      read: async (start, end) => {
        bytesRead += end - start;
        return bytes.slice(start, end);
      },
    });
    bytesRead = 0;
    await file.nodes();
    expect((await file.paper(2500)).id).toBe('p2500');
    expect(bytesRead).toBeLessThan(bytes.length / 10);
  });
});

describe('an invalid map file', () => {
  const map = { ...emptyMap, papers: [{ id: 'a', title: 'A', abstract: '', sources: [] }] };
  const bytes = bytesOf(map);

  test('cut at any position gives a one-line error', async () => {
    for (let length = 0; length < bytes.length; length++) {
      const cut = open(bytes.subarray(0, length));
      await expect(cut).rejects.toThrow(InputError);
      await expect(cut).rejects.toThrow(/^m\.json (is not a papergraph map|is cut short or damaged)[^\n]*$/);
    }
  });

  test('with any byte changed gives a one-line error, never another map', async () => {
    for (let position = 0; position < bytes.length; position++) {
      const flipped = bytes.slice();
      flipped[position]! ^= 1;
      const result = await open(flipped)
        .then((file) => file.readAll())
        .catch((error: unknown) => error);
      if (result instanceof InputError) expect(result.message).toMatch(/^m\.json [^\n]*$/);
      else expect(result).toStrictEqual(map);
    }
  });

  test.each(['', '{}', '{"nodes":[]}', '\x1f\x8b\0\0', '<gexf>', MAP_FILE_START])(
    'in another format is rejected: %j',
    async (content) => {
      await expect(open(new TextEncoder().encode(content))).rejects.toThrow(/is not a papergraph map: create one with/);
    },
  );

  test('of a newer version is rejected', async () => {
    const newer = textOf(map).toString().replace('"version":3', '"version":33');
    await expect(open(new TextEncoder().encode(newer))).rejects.toThrow(/newer papergraph \(map version 33.*update/);
    const newerForm = bytes.slice();
    newerForm[newerForm.indexOf('1'.charCodeAt(0))] = '2'.charCodeAt(0);
    await expect(open(newerForm)).rejects.toThrow(/newer papergraph: update/);
  });
});

test('a map of version 1 opens, with today’s names', async () => {
  const bytes = await readFile(new URL('../fixtures/maps/version-1.json', import.meta.url));
  const file = await open(new Uint8Array(bytes));
  const map = await file.readAll();
  expect(map.papers).toHaveLength(5);
  expect(map.papers.find(({ title }) => title.startsWith('Spiking'))).toMatchObject({
    organization: 'Analytical Engines',
  });
  expect(map.papers.some((paper) => 'organisation' in paper)).toBe(false);
  expect(map.options).toMatchObject({ neighbors: 3, authorWeight: 0.2 });
  expect((await file.summary()).options).toEqual(map.options);
  expect((await file.metadata()).authors[0]).toBeDefined();
  expect(map.neighbors.starts).toHaveLength(6);
  // Saved again, it is a map of the current version with the same content.
  expect(await (await open(bytesOf(map))).readAll()).toStrictEqual(map);
});

test('a map of version 2 opens and has the same content as the one of version 1 that it was saved from', async () => {
  const [first, second] = await Promise.all(
    [1, 2].map(async (version) => open(new Uint8Array(await readFile(`test/fixtures/maps/version-${version}.json`)))),
  );
  expect(await second!.readAll()).toStrictEqual(await first!.readAll());
  expect(await second!.nodes()).toStrictEqual(await first!.nodes());
});

test('base64 is encoded as in Node, and invalid base64 is rejected', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = Buffer.from(encodeBase64(bytes)).toString();
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(encodeBase64(bytes))).toStrictEqual(bytes);
    }),
    { seed: 5 },
  );
  for (const wrong of ['A', 'AA=', 'A*==', 'AAA\n', '=AAA', '===='])
    expect(decodeBase64(new TextEncoder().encode(wrong))).toBeUndefined();
});
