import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyze, mapChunks, readPapers } from '../../src/index.ts';
import { seedFiles } from '../seeds.ts';
import { faults } from './axe.ts';
import { launch, open, serve } from './page.ts';
import { drawn, menu, openPaper, tab } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-finding-'));
let browser: Browser;
let site: { address: string; server: Server };

beforeAll(async () => {
  const map = join(folder, 'map.json');
  const collection = await readPapers(seedFiles());
  // Markup in an abstract is shown in snippets as text.
  collection.papers[0]!.abstract += ' <img src=x onerror="window.hacked=1"> peculiarword ends it.';
  writeFileSync(map, Buffer.concat([...mapChunks(await analyze(collection))]));
  browser = await launch();
  site = await serve(map);
});

afterAll(async () => {
  await browser?.close();
  site?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openMap(hash = '') {
  const opened = await open(browser, site.address + hash);
  await drawn(opened.page);
  return opened;
}

const abstracts = (page: Page) => page.locator('.results .abstracts li');
const searched = (page: Page) =>
  page.locator('.results .hint', { hasText: 'Reading abstracts' }).waitFor({ state: 'detached' });

async function search(page: Page, query: string) {
  await page.getByRole('searchbox').fill(query);
  await page.locator('.results').waitFor();
  await searched(page);
}

describe('search inside abstracts', () => {
  test('words that only stand in abstracts are found, each in its sentence, and marked in it', async () => {
    const { page, errors } = await openMap();
    await search(page, 'hippocampus');
    await expect.poll(() => abstracts(page).count()).toBeGreaterThan(1);
    for (const snippet of await abstracts(page).locator('.snippet b').allInnerTexts())
      expect(snippet).toMatch(/^hippocamp/i);
    const title = await abstracts(page).first().locator('.paper-link').innerText();
    await abstracts(page).first().locator('button').click();
    await page.locator('.abstract').waitFor();
    expect(title).toContain(await page.locator('.paper-title').innerText());
    expect(await page.locator('.abstract').innerText()).toMatch(/hippocamp/i);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('a phrase in quotes is found where its words stand side by side', async () => {
    const { page } = await openMap();
    await search(page, '"short-term memory"');
    const together = await abstracts(page).locator('.snippet b').allInnerTexts();
    expect(together.length).toBeGreaterThan(0);
    for (const marked of together) expect(marked).toMatch(/^short[- ]term memory/i);
    await search(page, '"memory short-term"');
    expect(await abstracts(page).count()).toBe(0);
    await page.context().close();
  });

  test('markup in an abstract is shown as text', async () => {
    const { page, errors } = await openMap();
    await search(page, 'peculiarword');
    expect(await abstracts(page).first().innerText()).toContain('<img src=x onerror=');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('what was sought before does not come in later', async () => {
    const { page } = await openMap();
    const box = page.getByRole('searchbox');
    await box.fill('hippocampus');
    await box.fill('peculiarword');
    await page.locator('.results').waitFor();
    await searched(page);
    await page.waitForTimeout(500);
    expect(await abstracts(page).count()).toBe(1);
    await page.context().close();
  });

  test('the arrow keys walk titles, authors, terms, concepts and abstracts as one list', async () => {
    const { page } = await openMap();
    await search(page, 'astrocyte');
    const groups = (await page.locator('.results h3').allInnerTexts()).map((heading) => heading.replace(/ ?\d*$/, ''));
    expect(groups[0]).toBe('TITLES');
    expect(groups).toEqual(expect.arrayContaining(['TITLES', 'TERMS', 'CONCEPTS']));
    const lines = page.locator('.results button');
    for (let line = 0; line < (await lines.count()); line++) {
      await page.keyboard.press('ArrowDown');
      expect(await lines.nth(line).evaluate((button) => button === document.activeElement)).toBe(true);
    }
    await page.context().close();
  });

  test('what is found stands out on the map and can be taken away; without a search nothing does', async () => {
    const { page } = await openMap();
    await expect.poll(() => page.locator('.map.dimmed').count()).toBe(0);
    await search(page, 'hippocampus');
    await expect.poll(() => page.locator('.map.dimmed').count()).toBe(1);
    const found =
      (await page.locator('.results .papers li').count()) +
      Number(await page.locator('.abstracts h3 .number').innerText());
    await menu(page);
    await page.getByLabel(`Found by search: ${found}`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect.poll(() => page.locator('.map.dimmed').count()).toBe(0);
    await page.context().close();
  });

  test('a question typed into the search box leads on to the nearest papers', async () => {
    const { page } = await openMap();
    await search(page, 'astrocytes in spiking networks');
    await page.getByRole('button', { name: /^Ask for the papers nearest to/ }).click();
    const nearest = page.locator('.pane .related .paper-link');
    await nearest.first().waitFor();
    expect(await nearest.first().innerText()).toMatch(/astrocyte/i);
    expect(await page.getByRole('textbox', { name: 'Your text' }).inputValue()).toBe('astrocytes in spiking networks');
    await page.context().close();
  });
});

describe('concepts', () => {
  test('a concept is found, has a page with papers, proof and company, and stands on the pages of its papers', async () => {
    const { page, errors } = await openMap();
    await search(page, 'spiking neural network');
    const entry = page.locator('.results .concepts .paper-link').first();
    const count = Number((await entry.locator('.number').innerText()).replace(',', ''));
    await entry.click();
    const panel = page.locator('.reading');
    await panel.getByRole('heading', { name: 'Papers that mention it' }).waitFor();
    expect(await panel.locator('.paper-title').innerText()).toMatch(/spiking neural network/i);
    expect(await panel.locator('.facts').innerText()).toContain(`${count} papers`);
    expect(await panel.locator('.still', { hasText: 'SNN' }).count()).toBeGreaterThan(0);
    for (const proof of await panel.locator('ol .snippet b').allInnerTexts()) expect(proof).toMatch(/SNN|spiking/i);
    await expect.poll(() => page.url()).toContain('concept=');
    expect(await faults(page)).toEqual([]);
    // From the concept to a paper, from there to another concept, and by the link back to it.
    await panel.locator('ol .paper-link').first().click();
    await panel.getByRole('heading', { name: 'Concepts' }).waitFor();
    const chip = panel.locator('.section', { hasText: 'Concepts' }).locator('.chip').first();
    const name = (await chip.innerText()).replace(/\s*\d+\s*\w*$/, '');
    await chip.click();
    await expect.poll(() => panel.locator('.paper-title').innerText()).toBe(name);
    await expect.poll(() => page.url()).toContain('concept=');
    const { page: again } = await open(browser, page.url());
    await expect.poll(() => again.locator('.reading .paper-title').innerText()).toBe(name);
    expect(errors).toEqual([]);
    await page.context().close();
    await again.context().close();
  });

  test('a link to a concept that the map does not have says so', async () => {
    const { page } = await openMap('#concept=no-such-thing');
    await page.getByRole('alert').getByText('This map knows no concept "no-such-thing".').waitFor();
    await page.context().close();
  });
});

describe('a reading list', () => {
  test('papers are kept, listed, marked, taken away as BibTeX, and come back with the link', async () => {
    const { page, errors } = await openMap();
    const titles: string[] = [];
    for (const query of ['astrocyte-enabled', 'brain basis of dynamical']) {
      await openPaper(page, query);
      titles.push(await page.locator('.paper-title').innerText());
      await page.getByRole('button', { name: 'Put on the reading list' }).click();
    }
    await tab(page, 'List');
    expect(await page.locator('.kept .paper-link').allInnerTexts()).toEqual(titles);
    expect(await faults(page)).toEqual([]);
    const waiting = page.waitForEvent('download');
    await page.locator('.pane').getByRole('button', { name: 'BibTeX' }).click();
    const stream = await (await waiting).createReadStream();
    let text = '';
    for await (const piece of stream) text += piece;
    expect(text.match(/^@/gm)?.length).toBe(2);
    await expect.poll(() => page.url()).toMatch(/keep=.*keep=/);
    const { page: again } = await open(browser, page.url());
    await expect.poll(() => again.locator('.kept .paper-link').allInnerTexts()).toEqual(titles);
    await again.getByRole('button', { name: `Take off the reading list: ${titles[0]}` }).click();
    expect(await again.locator('.kept .paper-link').allInnerTexts()).toEqual(titles.slice(1));
    expect(errors).toEqual([]);
    await page.context().close();
    await again.context().close();
  });

  test('the answer to a question and the examples can be taken away', async () => {
    const { page } = await openMap();
    await openPaper(page, 'astrocyte-enabled');
    await page.getByRole('button', { name: 'More like this' }).click();
    await page.locator('.pane .related li').nth(19).waitFor();
    await menu(page);
    await page.getByLabel('Answer to your question: 20').waitFor();
    await page.getByLabel('Pinned examples: 1').waitFor();
    await page.context().close();
  });
});
