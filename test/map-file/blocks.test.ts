import * as zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BlockCompressor, gzipWithFflate } from '../../src/map-file/blocks/block-compressor.ts';
import { BLOCK_SIZE, MAX_MEMBER_SIZE, MEMBER_FRAME } from '../../src/map-file/blocks/block-format.ts';
import { compressBlocks } from '../../src/map-file/blocks/compress-blocks.ts';
import { crc32 } from '../../src/map-file/blocks/crc32.ts';
import { openMap } from '../../src/map-file/open.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { createRandom } from '../../src/util/random.ts';
import { emptyMap } from './arbitrary-map.ts';

const COMPRESSORS = { Node: new BlockCompressor(), fflate: new BlockCompressor(gzipWithFflate) };

/** Returns bytes that cannot be compressed. */
function noise(length: number): Uint8Array {
  const random = createRandom(1);
  return Uint8Array.from({ length }, () => 256 * random());
}

describe.each(Object.entries(COMPRESSORS))('blocks compressed by %s', (_, compressor) => {
  test('contain the bytes, one member for each block, with the header of the format', () => {
    const inputs = [noise(2 * BLOCK_SIZE + 7), new Uint8Array(BLOCK_SIZE), new Uint8Array([1])];
    for (const input of inputs) {
      const members = compressor.compress(input);
      expect(members.length).toBe(Math.ceil(input.length / BLOCK_SIZE));
      for (const [i, member] of members.entries()) {
        const block = input.subarray(i * BLOCK_SIZE, (i + 1) * BLOCK_SIZE);
        expect(zlib.gunzipSync(member).equals(block)).toBe(true);
        expect([...member.subarray(0, MEMBER_FRAME.before)]).toEqual([31, 139, 8, 0, 0, 0, 0, 0, 0, 255]);
        expect(member.length).toBeLessThanOrEqual(MAX_MEMBER_SIZE);
        // A part of a larger buffer would be sent to other threads as a whole.
        expect(member.byteLength).toBe(member.buffer.byteLength);
      }
    }
  });

  test('open, with the hash of the map', async () => {
    const text = Buffer.concat([...serializeMap(emptyMap)]);
    const chunks = compressBlocks(split(text, 1000), compressor);
    const map = await openMap(new Uint8Array(Buffer.concat([...chunks])));
    expect(map.hash).toBe((await openMap(new Uint8Array(text))).hash);
    expect(await map.readAll()).toStrictEqual(emptyMap);
  });
});

function* split(bytes: Uint8Array, size: number): Generator<Uint8Array, undefined, undefined> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

test('checksums are those of zlib', () => {
  const bytes = noise(1000);
  for (const [start, end] of [
    [0, 0],
    [0, 1],
    [1, 4],
    [2, 9],
    [3, 1000],
    [0, 1000],
  ] as const) {
    const part = bytes.subarray(start, end);
    expect(crc32(part)).toBe(zlib.crc32(part));
  }
});

test('papers of any length are lines that can be read separately', async () => {
  const lengths = [0, 10, 70_000, 5, 300_000, 1, 87_380, 87_381, 87_382];
  const papers = lengths.map((length, i) => ({
    ...{ id: `p${i}`, title: 'É', abstract: '…'.repeat(length) },
    ...{ authors: [], sources: [{ file: 'a', line: i }] },
  }));
  const map: PaperMap = { ...emptyMap, papers };
  const file = await openMap(new Uint8Array(Buffer.concat([...serializeMap(map)])));
  for (const [i, paper] of papers.entries()) expect(await file.paper(i)).toStrictEqual(paper);
});
