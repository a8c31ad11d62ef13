import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listInputFiles } from '../../src/cli/read-inputs.ts';

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'papergraph-special-'));
  mkdirSync(join(base, 'library'));
  const write = (name: string) => writeFileSync(join(base, name), '@article{a, title = {A title}}\n');
  write('outside.bib');
  write('library/inside.bib');
  symlinkSync('/dev/zero', join(base, 'library/zero.bib'));
  symlinkSync('../outside.bib', join(base, 'library/out.bib'));
  symlinkSync('inside.bib', join(base, 'library/in.bib'));
  symlinkSync('missing.bib', join(base, 'library/broken.bib'));
  symlinkSync('..', join(base, 'library/cycle'));
  execFileSync('mkfifo', [join(base, 'library/pipe.bib')]);
});
afterAll(() => rmSync(base, { recursive: true }));

async function list(input: string) {
  const skipped: string[] = [];
  const files = await listInputFiles([join(base, input)], { onSkip: (message) => skipped.push(message) });
  const shorten = (text: string) => text.replace(`${base}/`, '');
  return { files: files.map(({ name }) => shorten(name)), skipped: skipped.map(shorten).sort() };
}

test('a directory: links out of it, devices, and pipes are skipped with a message', async () => {
  expect(await list('library')).toEqual({
    files: [expect.stringMatching(/^library\/in(?:side)?\.bib$/)],
    skipped: [
      'library/broken.bib: skipped, because it is a link to a missing file',
      'library/cycle: skipped, because it is a link out of the directory; name its target as an input to read it',
      'library/out.bib: skipped, because it is a link out of the directory; name its target as an input to read it',
      'library/pipe.bib: skipped, because it is no regular file',
      'library/zero.bib: skipped, because it is a link out of the directory; name its target as an input to read it',
    ],
  });
});

test('a pattern: devices and pipes are skipped', async () => {
  const { files, skipped } = await list('library/[ziop]*.bib');
  expect(files.filter((name) => /zero|pipe/.test(name))).toEqual([]);
  expect(files.some((name) => name.endsWith('library/out.bib'))).toBe(true);
  for (const message of skipped) expect(message).toMatch(/: skipped, because it is no regular file$/);
});
