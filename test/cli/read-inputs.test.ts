import type { Dirent, Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { identifyOutput } from '../../src/cli/output/file-kinds.ts';
import { listInputFiles } from '../../src/cli/read-inputs.ts';

vi.mock('node:fs/promises', { spy: true });
vi.mock('../../src/cli/output/file-kinds.ts', { spy: true });

/** More than the number of arguments that a function call can have. */
const COUNT = 130_000;

test('lists a subdirectory of very many files', async () => {
  // The type of the overload of readdir that the mock is given; the code under test uses another one.
  const entry = (name: string, isDirectory: boolean) =>
    ({ name, isDirectory: () => isDirectory, isFile: () => !isDirectory }) as unknown as Dirent<NonSharedBuffer>;
  const stats = (isDirectory: boolean) => ({ size: 1, isDirectory: () => isDirectory }) as Stats;
  vi.mocked(fs.stat).mockImplementation(async (path) => stats(path === 'library'));
  vi.mocked(fs.realpath).mockImplementation(async (path) => String(path));
  vi.mocked(fs.readdir).mockImplementation(async (path) =>
    path === 'library'
      ? [entry('sub', true)]
      : Array.from({ length: COUNT }, (_, i) => entry(`${String(i).padStart(6, '0')}.bib`, false)),
  );
  vi.mocked(identifyOutput).mockResolvedValue(undefined);
  const files = await listInputFiles(['library']);
  expect(files).toHaveLength(COUNT);
  expect(files[1]!.name).toBe('library/sub/000001.bib');
  vi.restoreAllMocks();
});
