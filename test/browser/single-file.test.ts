import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { writePage } from '../../src/export/page.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import { readPapers } from '../../src/read/read.ts';
import { seedFiles } from '../seeds.ts';
import { useExplorer } from './support/explorer.ts';

const explorer = useExplorer();

test('an exported page opens from disk without a network', async () => {
  const collection = await readPapers(seedFiles());
  collection.papers[0]!.title = '</script><img src=x onerror="document.title=1"> & co';
  const map = await analyze(collection);
  const template = await readFile(new URL('../../dist/web/single.html', import.meta.url), 'utf8');
  const file = join(explorer.folder, 'Our papers.html');
  await writeFile(file, [...writePage(template, serializeMap(map))].join(''));

  const { page, errors } = await explorer.open({ address: `file://${file}`, offline: true });
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
  // What the page loads later is in the file, too.
  await page.getByRole('button', { name: 'Density', exact: true }).click();
  await page.waitForFunction(() => performance.getEntriesByName('density drawn').length > 0);
  await page.locator('.toolbar > .icon-button').last().click();
  await page.locator('.table-panel .paper-link, .table-panel tbody tr').first().waitFor();
  await page.locator('.search input').fill('');
  await page.getByRole('tab', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Edit thesaurus…' }).click();
  await page.getByRole('dialog', { name: 'Thesaurus' }).waitFor();
  expect(await page.title()).toBe('Our papers – papergraph');
  expect(errors).toEqual([]);
});
