import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyze, mapChunks, readPapers } from '../../src/index.ts';
import { launch, open, serve } from './page.ts';
import { drawn, labels, menu, openPaper, rename, tab } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-links-'));
let browser: Browser;
let site: { address: string; server: Server };

const GROUPS: [title: string, words: string][] = [
  ['Glia', 'Astrocytes raise calcium waves that modulate synapses in glial networks'],
  ['Spikes', 'Spiking neurons train with surrogate gradients on neuromorphic chips'],
  ['Speech', 'Transformers translate speech with attention over long sequences'],
];

const PAPERS = [
  'title,abstract,year',
  ...GROUPS.flatMap(([name, words]) =>
    ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'].map(
      (nth, at) => `${name} study ${nth},${words} as the ${nth} ${name} experiment shows.,${2015 + at}`,
    ),
  ),
].join('\n');

beforeAll(async () => {
  const map = join(folder, 'map.json');
  const collection = await readPapers([{ name: 'papers.csv', bytes: () => [new TextEncoder().encode(PAPERS)] }]);
  writeFileSync(map, Buffer.concat([...mapChunks(await analyze(collection))]));
  browser = await launch();
  site = await serve(map);
});

afterAll(async () => {
  await browser?.close();
  site?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openMap(address = site.address) {
  const opened = await open(browser, address);
  await drawn(opened.page);
  return opened;
}

const changes = (page: Page) => page.locator('.changes li span').allInnerTexts();

test('a link reopens the map as it was renamed and built, with filter, marks, question, selection and view', async () => {
  const { page, errors } = await openMap();
  const before = await labels(page);
  await tab(page, 'Shape');
  await page.getByLabel('Neighbours a paper').fill('4');
  await page.getByRole('button', { name: 'Build again' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isEnabled()).toBe(true);
  await tab(page, 'Topics');
  await rename(page, (await labels(page))[0]!, 'Mine & “yours”');
  await expect.poll(() => labels(page)).toContain('Mine & “yours”');
  await page.locator('.strip').getByRole('slider').fill('0.05');
  await page.getByRole('searchbox').fill('glia');
  await page.locator('.results .groups button').first().click();
  const marked = await page.locator('.marked').innerText();
  await openPaper(page, 'Speech study second');
  await page.getByRole('button', { name: 'More like this' }).click();
  await page.locator('.pane .related li').first().waitFor();
  const answer = await page.locator('.pane .related .paper-link').allInnerTexts();
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => page.url()).toMatch(/paper=.*view=.*similarity=0.05.*recipe=.*like=/);
  await page.waitForTimeout(500);

  const { page: again, errors: faults } = await openMap(page.url());
  await expect.poll(() => again.locator('.pane .related .paper-link').allInnerTexts()).toEqual(answer);
  expect(await again.locator('.reading .paper-title').innerText()).toBe('Speech study second');
  expect(await again.locator('.strip').getByRole('slider').inputValue()).toBe('0.05');
  await tab(again, 'Topics');
  await tab(page, 'Topics');
  expect(await labels(again)).toEqual(await labels(page));
  expect(await labels(again)).not.toEqual(before);
  await tab(again, 'Shape');
  expect(await again.getByLabel('Neighbours a paper').inputValue()).toBe('4');
  expect((await changes(again)).length).toBe(1);
  await tab(page, 'Shape');
  await expect.poll(() => again.url() === page.url()).toBe(true);
  expect(marked).toContain('marked');
  expect([...errors, ...faults]).toEqual([]);
  await page.context().close();
  await again.context().close();
});

test('a mark and a search come back with the link', async () => {
  const { page } = await openMap();
  await page.getByRole('searchbox').fill('astro');
  await page.locator('.results .groups button').first().click();
  const marked = await page.locator('.marked').innerText();
  await expect.poll(() => page.url()).toMatch(/mark=.*search=astro/);
  const { page: again } = await openMap(page.url());
  await expect.poll(() => again.locator('.marked').innerText()).toBe(marked);
  expect(await again.getByRole('searchbox').inputValue()).toBe('astro');
  await again.locator('.results .papers, .results .abstracts').first().waitFor();
  await page.context().close();
  await again.context().close();
});

test('a link that is followed within the page brings the map into its shape, and can be undone', async () => {
  const { page } = await openMap();
  const before = await labels(page);
  await rename(page, before[0]!, 'Mine');
  await expect.poll(() => labels(page)).toContain('Mine');
  await expect.poll(() => page.url()).toContain('recipe=');
  const shaped = page.url();
  await page.keyboard.press('Escape');
  await page.locator('.map').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => labels(page)).toEqual(before);
  await expect.poll(() => page.url()).not.toContain('recipe=');
  await page.evaluate((address) => {
    location.hash = new URL(address).hash;
  }, shaped);
  await expect.poll(() => labels(page)).toContain('Mine');
  await page.locator('.map').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => labels(page)).toEqual(before);
  await page.context().close();
});

test('a damaged recipe in a link says so, and the map opens as it is', async () => {
  const { page } = await openMap(`${site.address}#recipe=broken`);
  await page.getByRole('alert').getByText('the recipe in the link is damaged').waitFor();
  expect((await labels(page)).length).toBe(3);
  await page.context().close();
});

test('changes that are too many for a link are left out, and copying the link offers the recipe', async () => {
  const { page } = await open(browser, site.address, { permissions: ['clipboard-read', 'clipboard-write'] });
  await drawn(page);
  // A name that cannot be packed: letters in no order.
  const long = Array.from({ length: 6000 }, (_, n) =>
    String.fromCharCode(0x4e00 + Math.floor(20_000 * Math.abs(Math.sin(n)))),
  );
  const [first] = await labels(page);
  const recipe = JSON.stringify({
    papergraphRecipe: 1,
    options: {},
    edits: [{ edit: 'rename', paper: await firstPaper(page, first!), label: long.join('') }],
  });
  await tab(page, 'Shape');
  const file = join(folder, 'long.json');
  writeFileSync(file, recipe);
  await page.locator('.shape-head input[type=file]').setInputFiles(file);
  await expect.poll(async () => (await changes(page)).length).toBe(1);
  await menu(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  const notice = page.getByRole('alert');
  await notice.getByText('too many for a link').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain('recipe=');
  const waiting = page.waitForEvent('download');
  await notice.getByRole('button', { name: 'Save recipe' }).click();
  expect((await waiting).suggestedFilename()).toBe('papergraph-recipe.json');
  await page.context().close();
});

/** The id of a paper of a topic, as links have it. */
async function firstPaper(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: `About the topic ${label}`, exact: true }).click();
  await page.locator('.reading .plain .paper-link').first().click();
  await expect.poll(() => page.url()).toContain('paper=');
  return new URLSearchParams(new URL(page.url()).hash.slice(1)).get('paper') ?? '';
}
