import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import type { CollectionKey } from '../../src/cli/blocks/collection-key.ts';
import { readMessage, writeMessage } from '../../src/cli/blocks/messages.ts';
import { readNeighbors } from '../../src/cli/blocks/read-neighbors.ts';
import { InputError } from '../../src/model/errors.ts';
import { mergeLists } from '../../src/similarity/blocks/join-blocks.ts';
import type { NeighborLists } from '../../src/similarity/join/neighbor-lists.ts';
import { createSampleLines, createTempDirectory, readMapJson, runCli } from './run-cli.ts';

/** A row of the file that `papergraph weigh` writes. */
interface BlockRow extends Record<'starts' | 'terms' | 'weights' | 'max_weights' | 'ids', Uint8Array> {
  first: number;
  papers: number;
  neighbors: number;
  min_dot_product: number;
  collection: string;
}

const readBlocks = async (path: string) =>
  (await parquetReadObjects({ file: await asyncBufferFromFile(path), utf8: false })) as unknown as BlockRow[];

/** Sends a message to `papergraph join-blocks` and returns its answer. */
async function askNode(header: Record<string, unknown>, arrays: Uint8Array[]): Promise<Uint8Array[]> {
  const input = Buffer.concat([...writeMessage({ header, arrays })]);
  const { stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), 'join-blocks'], { input });
  expect(stderr.toString()).toBe('');
  return (
    await readMessage(
      (async function* () {
        yield stdout;
      })(),
    )
  ).arrays;
}

const toLists = (size: number, ids: Uint8Array, dots: Uint8Array): NeighborLists => ({
  size,
  ids: new Uint32Array(ids.buffer),
  dots: new Int32Array(dots.buffer),
});

/** Joins the blocks of a file as the job on Spark does. Returns the rows of the Parquet file that it writes. */
async function joinFile(path: string) {
  const blocks = await readBlocks(path);
  const { neighbors, min_dot_product: minDotProduct, collection } = blocks[0]!;
  const within = await Promise.all(
    blocks.map(({ first, starts, terms, weights }) =>
      askNode({ first: [first], neighbors, minDotProduct }, [
        ...[starts, terms, weights],
        ...blocks.map((block) => block.max_weights),
      ]),
    ),
  );
  const lists = within.map(([ids, dots]) => toLists(neighbors, ids!, dots!));
  for (const [a, left] of blocks.entries())
    for (const [b, right] of [...blocks.entries()].slice(a + 1)) {
      if (!within[a]![3]![b] && !within[b]![3]![a]) continue;
      const header = { first: [left.first, right.first], neighbors, minDotProduct };
      const arrays = [a, b].flatMap((block) => {
        const { starts, terms, weights } = blocks[block]!;
        return [starts, terms, weights, within[block]![2]!];
      });
      const found = await askNode(header, arrays);
      mergeLists(lists[a]!, toLists(neighbors, found[0]!, found[1]!), left.first);
      mergeLists(lists[b]!, toLists(neighbors, found[2]!, found[3]!), right.first);
    }
  return blocks.flatMap(({ first, papers }, block) =>
    Array.from({ length: papers }, (_, i) => {
      const { ids, dots } = lists[block]!;
      const slots = Array.from({ length: neighbors }, (_, k) => i * neighbors + k).filter((slot) => dots[slot]! > 0);
      return {
        paper: first + i,
        neighbors: slots.map((slot) => ids[slot]!),
        similarities: slots.map((slot) => dots[slot]! / 2 ** 30),
        collection,
      };
    }),
  );
}

type Row = Awaited<ReturnType<typeof joinFile>>[number];

function writeRows(path: string, rows: readonly Row[]): void {
  const list = (name: string, type: 'INT32' | 'DOUBLE') => [
    { name, repetition_type: 'OPTIONAL' as const, num_children: 1, converted_type: 'LIST' as const },
    { name: 'list', repetition_type: 'REPEATED' as const, num_children: 1 },
    { name: 'element', type, repetition_type: 'OPTIONAL' as const },
  ];
  const names = ['paper', 'neighbors', 'similarities', 'collection'] as const;
  const bytes = parquetWriteBuffer({
    schema: [
      { name: 'root', num_children: 4 },
      { name: 'paper', type: 'INT32', repetition_type: 'REQUIRED' },
      ...list('neighbors', 'INT32'),
      ...list('similarities', 'DOUBLE'),
      { name: 'collection', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
    ],
    columnData: names.map((name) => ({ name, data: rows.map((row) => row[name]) })),
  });
  writeFileSync(path, new Uint8Array(bytes));
}

const hashOf = (map: string): string => readMapJson(map).index.hash;

describe('papergraph weigh, join-blocks, and build --neighbors-from', () => {
  test('make the same map as a build in one process, of papers with many copies of some texts, from a directory of parts', async () => {
    const directory = createTempDirectory();
    const input = join(directory, 'papers.jsonl');
    const abstracts = createSampleLines(4)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).abstract);
    const copies = Array.from({ length: 60 }, (_, i) => ({
      title: `On copies, part ${i}`,
      abstract: abstracts[i % 4],
    }));
    writeFileSync(input, createSampleLines(40) + copies.map((copy) => `${JSON.stringify(copy)}\n`).join(''));
    const options = ['--neighbors', '3', '--min-similarity', '0.1', '--no-concepts'];
    const [blocks, parts] = [join(directory, 'blocks.parquet'), join(directory, 'neighbors')];
    const [expected, actual] = [join(directory, 'expected.json'), join(directory, 'actual.json')];
    await runCli(['weigh', input, '--block-size', '40', ...options.slice(0, 4), '-o', blocks]);
    const rows = await joinFile(blocks);
    expect(await readBlocks(blocks)).toHaveLength(3);
    mkdirSync(parts);
    writeRows(join(parts, 'part-1.snappy.parquet'), rows.slice(0, 70).reverse());
    writeRows(join(parts, 'part-0.snappy.parquet'), rows.slice(70));
    writeFileSync(join(parts, '_SUCCESS'), '');
    writeFileSync(join(parts, '.part-0.snappy.parquet.crc'), 'crc');
    expect((await runCli(['build', input, ...options, '-o', expected])).stderr).toContain(
      'the same text as more papers',
    );
    expect((await runCli(['build', input, ...options, '-o', actual, '-q', '--neighbors-from', parts])).code).toBe(0);
    expect(hashOf(actual)).toBe(hashOf(expected));
    const other = await runCli([
      'build',
      input,
      '--author-weight',
      '0.3',
      '-q',
      '-o',
      actual,
      '--neighbors-from',
      parts,
    ]);
    expect(other.stderr).toBe(
      `papergraph: ${parts} was computed with authorWeight 0.2, but this map has 0.3: weigh and join these papers again, with the same options\n`,
    );
    const network = await runCli(['build', input, '--network', 'coupling', '--neighbors-from', parts]);
    expect(network.stderr).toBe(
      'papergraph: --neighbors-from has the neighbors of a map of similarities: omit --network\n',
    );
  });

  test('neighbors of other papers, with other options, and incomplete or damaged ones are refused in one line', async () => {
    const directory = createTempDirectory();
    const path = join(directory, 'neighbors.parquet');
    const key: CollectionKey = {
      format: 'papergraph neighbors 1',
      version: '0.2.0',
      papers: 4,
      neighbors: 2,
      options: { authorWeight: 0.2, neighbors: 2 },
      ids: 'a',
      rows: 'b',
    };
    const rows: Row[] = [0, 1, 2, 3].map((paper) => ({
      paper,
      neighbors: paper < 3 ? [(paper + 1) % 3, (paper + 2) % 3] : [],
      similarities: paper < 3 ? [0.5, 0.25] : [],
      collection: JSON.stringify(key),
    }));
    writeRows(path, rows);
    expect(await readNeighbors(path, key, [])).toEqual({
      starts: Uint32Array.of(0, 2, 4, 6, 6),
      ids: Uint32Array.of(1, 2, 2, 0, 0, 1),
      values: Float64Array.of(0.5, 0.25, 0.5, 0.25, 0.5, 0.25),
    });
    const refuse = async (written: readonly Row[], message: string, expected = key) => {
      writeRows(path, written);
      const reading = readNeighbors(path, expected, []);
      await expect(reading).rejects.toThrow(InputError);
      await expect(reading).rejects.toThrow(message.replaceAll('FILE', path));
    };
    const options = { authorWeight: 0.2, neighbors: 5 };
    await refuse(rows, 'FILE was computed with neighbors 2, but this map has 5: weigh and join', { ...key, options });
    await refuse(rows, 'FILE has the neighbors of 4 papers, but there are 5: weigh and', { ...key, papers: 5 });
    await refuse(rows, 'FILE has the neighbors of other papers: weigh and join', { ...key, ids: 'c' });
    await refuse(rows, 'FILE was computed from other texts of these papers', { ...key, rows: 'c' });
    await refuse(
      rows.slice(2),
      'FILE has no neighbors of 2 of 4 papers, the first is number 0: was the join interrupted?',
    );
    await refuse([...rows, rows[3]!], 'FILE: the neighbors of paper 3 occur twice: join again');
    const change = (values: Partial<Row>) => [{ ...rows[0]!, ...values }, ...rows.slice(1)];
    for (const values of [
      { neighbors: [0], similarities: [0.5] },
      { neighbors: [99], similarities: [0.5] },
      { neighbors: [1], similarities: [0.1] },
      { neighbors: [1], similarities: [1.5] },
      { neighbors: [1, 2], similarities: [0.25, 0.5] },
      { neighbors: [1], similarities: [] },
      { neighbors: [1, 2, 3], similarities: [0.5, 0.5, 0.5] },
    ])
      await refuse(change(values), 'FILE is damaged: the neighbors of paper 0 are invalid; join again');
    await refuse(change({ paper: 4 }), 'FILE is damaged: a row has no paper or no lists; join again');
    const later = '{"format":"papergraph neighbors 9"}';
    await refuse(change({ collection: later }), 'FILE has the format "papergraph neighbors 9", not');
    await refuse(change({ collection: '3' }), 'FILE has no neighbors: name the output of the join on Spark');
    await expect(readNeighbors(join(directory, 'none'), key, [])).rejects.toThrow('none: no such file or directory');
    writeFileSync(path, createSampleLines(3));
    await expect(readNeighbors(path, key, [])).rejects.toThrow('cannot be read as Parquet');
    await expect(readNeighbors(resolve('seeds'), key, [])).rejects.toThrow('seeds has no Parquet files');
  });

  test('join-blocks reports input that is no message or ends too soon', async () => {
    const message = Buffer.concat([...writeMessage({ header: { first: [0] }, arrays: [new Uint8Array(100)] })]);
    const ask = async (input: Uint8Array | string) => (await runCli(['join-blocks'], { input })).stderr;
    expect(await ask(message.subarray(0, 90))).toContain('the blocks on stdin end too soon');
    expect(await ask('something else')).toContain('stdin has no blocks');
    expect(await ask(message)).toContain('the blocks on stdin are of another version of papergraph');
  });
});
