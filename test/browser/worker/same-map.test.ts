import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { exportFile, openExportMenu, waitForMap } from '../support/steps.ts';

const explorer = useExplorer();

/** Returns the hash in a map file. */
const hashOf = (file: Buffer) => /"hash":"([0-9a-f]{64})"/.exec(file.toString())?.[1];

test('the page computes the same map of the sample papers as the command line', async () => {
  const { page, errors } = await explorer.open();
  const names = readdirSync('seeds');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(names.map((name) => join('seeds', name)));
  await waitForMap(page);
  await openExportMenu(page);
  const saved = await exportFile(page, 'Map file');
  const map = join(explorer.folder, 'seeds.json');
  execFileSync(process.execPath, [resolve('dist/cli.js'), 'build', ...names, '-o', map], {
    cwd: 'seeds',
    stdio: 'pipe',
  });
  expect(hashOf(saved)).toBe(hashOf(readFileSync(map)));
  expect(errors).toEqual([]);
});
