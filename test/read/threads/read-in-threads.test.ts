import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Hooks } from '../../../src/model/options.ts';
import { readPapers } from '../../../src/read/read.ts';
import { createReadOutput } from '../../../src/read/read-file.ts';
import type { InputFile, ReadOptions } from '../../../src/read/record.ts';
import { readInThreads } from '../../../src/read/threads/read-in-threads.ts';
import { ReadTasks } from '../../../src/read/threads/read-tasks.ts';
import { seedFiles } from '../../seeds.ts';
import { createCopyingPool } from '../../workers/copying-pool.ts';
import { createInput } from '../helpers.ts';

const FIXTURES = 'test/fixtures';

/** Files of many formats, archives, and files with problems. Some have the columns that the options name. */
const createFiles = (): InputFile[] => [
  ...(readdirSync(FIXTURES, { recursive: true }) as string[])
    .sort()
    .filter((name) => statSync(join(FIXTURES, name)).isFile())
    .map((name) => createInput(name, readFileSync(join(FIXTURES, name)), 5000)),
  ...seedFiles(),
  createInput('empty.bib', ''),
  createInput(
    'noise.bin',
    Uint8Array.from({ length: 1000 }, (_, i) => (i * 97) % 251),
  ),
  createInput('large.ris', 'TY  - JOUR\nTI  - Café 漢\nSN  - 1234-5678\nER  - \n'.repeat(20_000), 600_000),
  createInput('list.csv.gz', gzipSync('Name,Summary\nOne,Text\n,No title\nTwo,Text\n')),
];
const options: ReadOptions = { columns: { title: 'Name', abstract: 'Summary' } };
/** A size that makes every file worth a thread. */
const SIZE = 1 << 24;
const withSize = (files: InputFile[], size = SIZE) => files.map((file) => ({ ...file, size }));

test.each([1, 3, 16])('%i threads read the same as one', async (threads) => {
  const files = createFiles();
  const expected = createReadOutput();
  const serial = await readPapers(files, { ...options, threads: 1 });
  const foundColumns = new Set<string>();
  const pool = createCopyingPool(threads, () => new ReadTasks());
  let bytes = 0;
  const onRead = (count: number) => {
    bytes += count;
  };
  await readInThreads(pool, files, { ...options, foundColumns }, expected, onRead, {});
  expect(expected.records.length + expected.problems.length).toBe(serial.records);
  expect(expected.problems.length).toBe(serial.problems.length);
  expect(new Set(expected.problems)).toEqual(new Set(serial.problems));
  expect([...expected.formats.keys()].sort()).toEqual(
    serial.files.flatMap(({ file, format }) => (format ? [file] : [])),
  );
  expect(foundColumns).toEqual(new Set(['Name', 'Summary']));
  expect(bytes).toBe(files.reduce((sum, file) => sum + lengthOf(file), 0));
});

const lengthOf = (file: InputFile) =>
  [...(file.bytes() as Iterable<Uint8Array>)].reduce((sum, { length }) => sum + length, 0);

test('workers read the same as the calling thread', async () => {
  const files = withSize(createFiles());
  const [used, progress]: [number[], number[]] = [[], []];
  const hooks: Hooks = {
    onThreads: (_, count) => used.push(count),
    progress: (_, done) => progress.push(done),
  };
  const found = await readPapers(files, { ...options, threads: 2 }, hooks);
  expect(used).toEqual([2]);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(found).toEqual(await readPapers(files, { ...options, threads: 1 }));
  expect(await readPapers(files.toReversed(), { ...options, threads: 2 })).toEqual(found);
});

test('a column that no file has is reported', async () => {
  const files = withSize([createInput('a.csv', 'Name,Summary\nOne,Text\n'), createInput('b.ris', 'TY  - JOUR\n')]);
  await expect(readPapers(files, { columns: { title: 'Nam' }, threads: 2 })).rejects.toThrow(
    'no input has a column "Nam"',
  );
});

test('an error while a file is read ends all threads', async () => {
  const failing: InputFile = {
    name: 'b.ris',
    size: SIZE,
    async *bytes() {
      yield new TextEncoder().encode('TY  - JOUR\nTI  - One\n');
      throw new Error('the disk is gone');
    },
  };
  const files = [...withSize(seedFiles()), failing];
  await expect(readPapers(files, { threads: 2 })).rejects.toThrow('the disk is gone');
});

test('aborting ends all threads', async () => {
  const controller = new AbortController();
  const endless: InputFile = {
    name: 'endless.ris',
    size: SIZE,
    async *bytes() {
      for (;;) yield new TextEncoder().encode('TY  - JOUR\nTI  - One\nER  - \n');
    },
  };
  const hooks: Hooks = { signal: controller.signal, progress: () => controller.abort(new Error('enough')) };
  await expect(readPapers([endless, ...withSize(seedFiles())], { threads: 2 }, hooks)).rejects.toThrow('enough');
});

test('small inputs are read on the calling thread', async () => {
  const used: number[] = [];
  await readPapers(withSize(seedFiles(), 1000), { threads: 2 }, { onThreads: (_, count) => used.push(count) });
  expect(used).toEqual([]);
});
