import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openMap } from '../../src/map-file/open.ts';
import { startServer } from '../../src/server/server.ts';
import { axeViolations } from './support/axe.ts';
import { chooseFile, useExplorer } from './support/explorer.ts';
import { paintedTexts, recordLabels } from './support/painted-labels.ts';
import { papersInThreeTopics, writeMap } from './support/papers.ts';
import { drop, exportFile, openExportMenu, waitForMap } from './support/steps.ts';

const explorer = useExplorer();

/** The first papers of a table. */
const firstPapers = (table: string, count: number) =>
  `${table
    .split('\n')
    .slice(0, count + 1)
    .join('\n')}\n`;
const ALL = papersInThreeTopics(8);

/** Accepts all dialogs of the browser, and returns a list of their types. */
function acceptDialogs(page: Page): string[] {
  const types: string[] = [];
  page.on('dialog', (dialog) => {
    types.push(dialog.type());
    void dialog.accept();
  });
  return types;
}

test('papers dropped on an open map are added to it, highlighted, listed, and shown from before to now', async () => {
  const { page, errors } = await explorer.open({ address: 'about:blank' });
  await recordLabels(page);
  await page.goto(explorer.address);
  await chooseFile(page, 'papers.csv', firstPapers(ALL, 20));
  await waitForMap(page);
  await drop(page, [{ name: 'new.csv', text: ALL }]);
  await page.getByRole('button', { name: 'Add to map' }).click();
  await expect.poll(() => page.locator('.visible-count').innerText()).toBe('24 of 24 papers');
  const bar = page.getByRole('region', { name: 'Since the last update' });
  await bar.getByText('4 new papers').waitFor();
  expect(await page.locator('.highlight-badge').innerText()).toMatch(/^New papers/);
  // Nothing covers the bar while the minimap is shown.
  await page.locator('.minimap:not(.inactive)').waitFor();
  for (const name of ['Highlight', 'Add to reading list'])
    expect(
      await bar.getByRole('button', { name }).evaluate((button) => {
        const { x, y, width, height } = button.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) === button;
      }),
    ).toBe(true);
  await bar.getByRole('button', { name: 'Add to reading list' }).click();
  await page.getByText('4 papers on the reading list').first().waitFor();
  await expect.poll(() => page.locator('.tab-count').innerText()).toBe('4');
  const slider = bar.getByRole('slider');
  await slider.fill('0');
  expect(await slider.getAttribute('aria-valuetext')).toBe('before');
  // New papers are not in the earlier map, and neither are their titles.
  const listHighlighted = async () => (await paintedTexts(page)).filter(({ text }) => text.startsWith('Speech study'));
  await expect.poll(listHighlighted).toEqual([]);
  await slider.fill('0.5');
  expect(await slider.getAttribute('aria-valuetext')).toBe('50%');
  await slider.fill('1');
  expect(await slider.getAttribute('aria-valuetext')).toBe('now');
  await expect.poll(async () => (await listHighlighted()).length).toBeGreaterThan(0);
  expect(await axeViolations(page)).toEqual([]);

  // The browser asks before the page is closed, and a reload adds the papers again.
  const dialogs = acceptDialogs(page);
  await page.reload();
  expect(dialogs).toEqual(['beforeunload']);
  await page.getByText('papers.csv and new.csv were open').waitFor();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await bar.getByText('4 new papers').waitFor();
  expect(await page.locator('.visible-count').innerText()).toBe('24 of 24 papers');
  await expect.poll(() => page.locator('.tab-count').innerText()).toBe('4');
  await openExportMenu(page);
  const saved = await openMap(await exportFile(page, 'Map file'));
  expect((await saved.update())!.added).toHaveLength(4);
  await page.reload();
  expect(dialogs).toEqual(['beforeunload']);
  expect(errors).toEqual([]);
});

test('new papers are those of all networks of papers', async () => {
  const [header, ...rows] = ALL.trim().split('\n');
  const cited = rows.map(
    (row, i) => `${row},10.1000/shared.${i % 3}; 10.1000/own.${i},Ada Moor ${i % 3}; Bo Lind ${i}`,
  );
  const table = [`${header},references,authors`, ...cited].join('\n');
  const { page, errors } = await explorer.openPapers(firstPapers(table, 20));
  await drop(page, [{ name: 'new.csv', text: table }]);
  await page.getByRole('button', { name: 'Add to map' }).click();
  const bar = page.getByRole('region', { name: 'Since the last update' });
  await bar.getByText('4 new papers').waitFor();
  const network = page.locator('.toolbar select >> nth=0');
  await network.selectOption('shared references');
  await expect.poll(() => page.locator('.toolbar-slider').innerText()).toContain('Link strength');
  await bar.getByRole('button', { name: 'Highlight' }).click();
  await expect.poll(() => page.locator('.highlight-badge').innerText()).toMatch(/^New papers.*4/);
  await network.selectOption('co-authors');
  await expect.poll(() => page.locator('.map-status').innerText()).toMatch(/authors/);
  await bar.waitFor({ state: 'detached' });
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
  const count = () => page.locator('.visible-count').innerText();
  await expect.poll(count, { timeout: 30_000 }).toBe('24 of 24 papers');

  // Large files that were added must be chosen again after a reload.
  const large = `title,abstract,year\nOne more study,Astrocytes modulate calcium again.,2024${' '.repeat(2_100_000)}\n`;
  await drop(page, [{ name: 'large.csv', text: large }]);
  await page.getByRole('button', { name: 'Add to map' }).click();
  await expect.poll(count).toBe('25 of 25 papers');
  acceptDialogs(page);
  await page.reload();
  await page.getByText('the papers of large.csv were added').waitFor();
  expect(await count()).toBe('24 of 24 papers');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add to map' }).click();
  await (await chooser).setFiles([{ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from(large) }]);
  await expect.poll(count).toBe('25 of 25 papers');
  expect(errors).toEqual([]);
  await server.close();
});

/** A promise that is given later. */
function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

test('papers that are added while the server answers stay, although its map was replaced', async () => {
  const mapFile = join(explorer.folder, 'raced.json');
  await writeMap(mapFile, firstPapers(ALL, 20));
  const server = await startServer({ mapFile, token: 'secret-token', webDirectory: 'dist/web' }, 0);
  const { page, errors } = await explorer.open({ address: server.url });
  await waitForMap(page);
  // The first question after the map was replaced gets its answer when this test allows it.
  let isReplaced = false;
  const [asked, allowed] = [signal(), signal()];
  let reads = 0;
  await page.route('**/map.json', async (route) => {
    if (route.request().method() !== 'HEAD') {
      reads++;
      return route.continue();
    }
    if (!isReplaced) return route.continue();
    asked.give();
    await allowed.given;
    await route.continue();
  });
  await page.waitForResponse((response) => response.request().method() === 'HEAD');
  await writeMap(mapFile, ALL);
  isReplaced = true;
  await asked.given;
  await drop(page, [{ name: 'one.csv', text: 'title,abstract\nOne more study,Astrocytes modulate calcium again.\n' }]);
  await page.getByRole('button', { name: 'Add to map' }).click();
  await expect.poll(() => page.locator('.visible-count').innerText()).toBe('21 of 21 papers');
  const readsBefore = reads;
  const response = page.waitForResponse((response) => response.request().method() === 'HEAD');
  allowed.give();
  await response;
  // Another page that opens the map of the server needs longer for it than this one would.
  const other = await explorer.open({ address: server.url });
  await waitForMap(other.page);
  expect(await other.page.locator('.visible-count').innerText()).toBe('24 of 24 papers');
  expect(await page.locator('.visible-count').innerText()).toBe('21 of 21 papers');
  expect(reads).toBe(readsBefore);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  expect(errors).toEqual([]);
  await server.close();
});
