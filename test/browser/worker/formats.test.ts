import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { waitForMap } from '../support/steps.ts';

/** Files that need a library that is loaded for them, and a title in each. */
const files: [file: string, title: string][] = [
  ['formats/xlsxwriter.xlsx', 'The price of ice'],
  ['formats/odfpy.ods', 'Lichen growth on basalt walls'],
  ['formats/polars.parquet', 'Tidal mixing fronts seen by gliders'],
  ['formats/pax.tar.xz', 'Another paper of a tar archive'],
  ['formats/preferred-citation.cff', 'Tools for gliders: a tutorial'],
];

const explorer = useExplorer();

test.each(['page', 'single file'])('spreadsheets, Parquet, tar, and xz are read in the browser: %s', async (kind) => {
  const address = kind === 'page' ? explorer.address : pathToFileURL('dist/web/single.html').href;
  const { page, errors } = await explorer.open({ address });
  const csv = join(explorer.folder, 'papers.csv');
  writeFileSync(csv, papersInThreeTopics(8));
  const paths = files.map(([file]) => join('test/fixtures', file));
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([csv, ...paths]);
  await waitForMap(page);
  for (const [, title] of files) {
    await page.locator('input[type=search]').first().fill(title);
    await page.locator('.search-results').getByText(title).first().waitFor();
  }
  // The template of a single file has no map in it, so it looks for one next to it.
  expect(errors.filter((error) => !error.includes('map.json') && !error.includes('Fetch API'))).toEqual([]);
});
