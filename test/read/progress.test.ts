import { expect, test } from 'vitest';
import { readPapers } from '../../src/read/read.ts';
import type { InputFile } from '../../src/read/record.ts';

const createFile = (name: string, paperCount: number): InputFile => {
  const bytes = new TextEncoder().encode(
    Array.from({ length: paperCount }, (_, i) => `TY  - JOUR\nTI  - Paper ${i} of ${name}\nER  - \n`).join(''),
  );
  return { name, size: bytes.length, bytes: () => [bytes.subarray(0, 100), bytes.subarray(100)] };
};
const files = [createFile('a.ris', 400), createFile('b.ris', 20), createFile('c.ris', 100)];

/** Returns all progress reports. */
async function recordProgress(inputs: Parameters<typeof readPapers>[0]) {
  const reports: [done: number, total: number][] = [];
  await readPapers(inputs, {}, { progress: (_, done, total) => void reports.push([done, total]) });
  return reports;
}

test('reports the total size of a list of files from the start and never decreases', async () => {
  const size = files.reduce((sum, { size }) => sum + size!, 0);
  const reports = await recordProgress(files);
  expect(new Set(reports.map(([, total]) => total))).toEqual(new Set([size]));
  expect(reports.map(([done]) => done)).toEqual(reports.map(([done]) => done).sort((a, b) => a - b));
  expect(reports.at(-1)).toEqual([size, size]);
});

test('adds the size of each file of an async iterable as it arrives', async () => {
  const reports = await recordProgress(
    (async function* () {
      yield* files;
    })(),
  );
  expect(reports[0]![1]).toBe(files[0]!.size);
  expect(reports.every(([done, total]) => done <= total)).toBe(true);
});

test('the total is unknown until the end if the size of a file is', async () => {
  const [first, stream] = [files[0]!, { name: 'stdin', bytes: files[1]!.bytes }];
  const size = files[0]!.size! + files[1]!.size!;
  const reports = await recordProgress([first, stream]);
  expect(reports.length).toBeGreaterThan(2);
  expect(new Set(reports.slice(0, -1).map(([, total]) => total))).toEqual(new Set([0]));
  expect(reports.at(-1)).toEqual([size, size]);
});
