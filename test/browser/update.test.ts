import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from '../../src/server/server.ts';
import { axeViolations } from './support/axe.ts';
import { useExplorer } from './support/explorer.ts';
import { papersInThreeTopics, writeMap } from './support/papers.ts';
import { drop, waitForMap } from './support/steps.ts';

const explorer = useExplorer();

/** The first papers of a table. */
const firstPapers = (table: string, count: number) =>
  `${table
    .split('\n')
    .slice(0, count + 1)
    .join('\n')}\n`;
const ALL = papersInThreeTopics(8);

test('papers dropped on an open map are added to it, highlighted, listed, and shown from before to now', async () => {
  const { page, errors } = await explorer.openPapers(firstPapers(ALL, 20));
  await drop(page, [{ name: 'new.csv', text: ALL }]);
  await page.getByRole('button', { name: 'Add to map' }).click();
  await expect.poll(() => page.locator('.visible-count').innerText()).toBe('24 of 24 papers');
  const bar = page.getByRole('region', { name: 'Since the last update' });
  await bar.getByText('4 new papers').waitFor();
  expect(await page.locator('.highlight-badge').innerText()).toMatch(/^New papers/);
  await bar.getByRole('button', { name: 'Add to reading list' }).click();
  await expect.poll(() => page.locator('.tab-count').innerText()).toBe('4');
  const slider = bar.getByRole('slider');
  await slider.fill('0');
  expect(await slider.getAttribute('aria-valuetext')).toBe('before');
  await slider.fill('0.5');
  expect(await slider.getAttribute('aria-valuetext')).toBe('50%');
  await slider.fill('1');
  expect(await slider.getAttribute('aria-valuetext')).toBe('now');
  expect(await axeViolations(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test('a map dropped on an open map replaces it without a question', async () => {
  const mapFile = join(explorer.folder, 'dropped.json');
  await writeMap(mapFile, ALL);
  const { page, errors } = await explorer.openPapers(firstPapers(ALL, 20));
  await drop(page, [{ name: 'dropped.json', text: [...readFileSync(mapFile)] }]);
  await expect.poll(() => page.locator('.visible-count').innerText()).toBe('24 of 24 papers');
  expect(errors).toEqual([]);
});

test('the page follows the map of the server', async () => {
  const mapFile = join(explorer.folder, 'followed.json');
  await writeMap(mapFile, firstPapers(ALL, 20));
  const server = await startServer({ mapFile, token: 'secret-token', webDirectory: 'dist/web' }, 0);
  const { page, errors } = await explorer.open({ address: server.url });
  await waitForMap(page);
  expect(await page.locator('.visible-count').innerText()).toBe('20 of 20 papers');
  await writeMap(mapFile, ALL);
  await expect.poll(() => page.locator('.visible-count').innerText(), { timeout: 30_000 }).toBe('24 of 24 papers');
  expect(errors).toEqual([]);
  await server.close();
});
