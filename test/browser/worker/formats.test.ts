import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, serve } from '../support/page.ts';
import { papersInThreeTopics } from '../support/papers.ts';

/** Files that need a library that is loaded for them, and a title in each. */
const files: [file: string, title: string][] = [
  ['formats/xlsxwriter.xlsx', 'The price of ice'],
  ['formats/odfpy.ods', 'Lichen growth on basalt walls'],
  ['formats/polars.parquet', 'Tidal mixing fronts seen by gliders'],
  ['formats/pax.tar.xz', 'Another paper of a tar archive'],
  ['formats/preferred-citation.cff', 'Tools for gliders: a tutorial'],
];

const folder = mkdtempSync(join(tmpdir(), 'papergraph-formats-'));
let browser: Browser;
let site: { address: string; server: Server };

beforeAll(async () => {
  writeFileSync(join(folder, 'papers.csv'), papersInThreeTopics(8));
  browser = await launch();
  site = await serve();
});
afterAll(async () => {
  await browser?.close();
  site?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(['page', 'single file'])('spreadsheets, Parquet, tar, and xz are read in the browser: %s', async (kind) => {
  const address = kind === 'page' ? site.address : pathToFileURL('dist/web/single.html').href;
  const { page, errors } = await open(browser, address);
  const paths = files.map(([file]) => join('test/fixtures', file));
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([join(folder, 'papers.csv'), ...paths]);
  await page.locator('.legend-label').first().waitFor();
  for (const [, title] of files) {
    await page.locator('input[type=search]').first().fill(title);
    await page.locator('.search-results').getByText(title).first().waitFor();
  }
  // The template of a single file has no map in it, so it looks for one next to it.
  expect(errors.filter((error) => !error.includes('map.json') && !error.includes('Fetch API'))).toEqual([]);
});
