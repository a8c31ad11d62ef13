import { expect, test } from 'vitest';
import { readPapers } from '../../src/read/read.ts';
import type { InputFile } from '../../src/read/record.ts';

const file = (name: string, papers: number): InputFile => {
  const bytes = new TextEncoder().encode(
    Array.from({ length: papers }, (_, i) => `TY  - JOUR\nTI  - Paper ${i} of ${name}\nER  - \n`).join(''),
  );
  return { name, size: bytes.length, bytes: () => [bytes.subarray(0, 100), bytes.subarray(100)] };
};
const FILES = [file('a.ris', 400), file('b.ris', 20), file('c.ris', 100)];

async function told(files: Parameters<typeof readPapers>[0]) {
  const steps: [done: number, total: number][] = [];
  await readPapers(files, {}, { progress: (_, done, total) => void steps.push([done, total]) });
  return steps;
}

test('progress tells from the first how much there is to read in all the files, and never goes back', async () => {
  const size = FILES.reduce((sum, { size }) => sum + size!, 0);
  const steps = await told(FILES);
  expect(new Set(steps.map(([, total]) => total))).toEqual(new Set([size]));
  expect(steps.map(([done]) => done)).toEqual(steps.map(([done]) => done).sort((a, b) => a - b));
  expect(steps.at(-1)).toEqual([size, size]);
});

test('files that come one by one are counted as they come', async () => {
  const steps = await told(
    (async function* () {
      yield* FILES;
    })(),
  );
  expect(steps[0]![1]).toBe(FILES[0]!.size);
  expect(steps.every(([done, total]) => done <= total)).toBe(true);
});
