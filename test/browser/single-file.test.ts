import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { writePage } from '../../src/export/page.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import { readPapers } from '../../src/read/read.ts';
import { seedFiles } from '../seeds.ts';
import { launch, open } from './support/page.ts';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), 'papergraph-'));
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

test('an exported page opens from disk without a network', async () => {
  const collection = await readPapers(seedFiles());
  collection.papers[0]!.title = '</script><img src=x onerror="document.title=1"> & co';
  const map = await analyze(collection);
  const template = await readFile(new URL('../../dist/web/single.html', import.meta.url), 'utf8');
  const file = join(folder, 'map.html');
  await writeFile(file, [...writePage(template, serializeMap(map))].join(''));

  const { page, errors } = await open(browser, `file://${file}`, { offline: true });
  await page.getByText('257 of 257 papers').waitFor();
  await page
    .getByRole('combobox', { name: /search/i })
    .or(page.getByRole('searchbox'))
    .first()
    .fill('astrocyte');
  await page
    .getByText(/Astrocyte-Enabled Advancements/)
    .first()
    .click();
  await page.getByRole('heading', { name: /Astrocyte-Enabled Advancements/ }).waitFor();
  await page
    .getByRole('heading', { name: /related/i })
    .first()
    .waitFor();
  expect(await page.title()).not.toBe('1');
  expect(errors).toEqual([]);
  await page.context().close();
});
