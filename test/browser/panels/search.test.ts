import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze, readPapers, serializeMap } from '../../../src/index.ts';
import { seedFiles } from '../../seeds.ts';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { TEN_PAPERS } from '../support/papers.ts';
import { currentUrl, openExportMenu, openPaper, openTab, search, settle } from '../support/steps.ts';

const explorer = useExplorer();
/** The address of a map of the sample papers. */
let seeds: string;
/** The address of a map of papers with authors, venues and years. */
let list: string;

beforeAll(async () => {
  const map = join(explorer.folder, 'seeds.json');
  const collection = await readPapers(seedFiles());
  // Snippets must show markup in abstracts as text.
  collection.papers[0]!.abstract += ' <img src=x onerror="window.hacked=1"> peculiarword ends it.';
  writeFileSync(map, Buffer.concat([...serializeMap(await analyze(collection))]));
  seeds = await explorer.serve(map);
  list = await explorer.serveMapOf(TEN_PAPERS);
});

const openMap = (hash = '') => explorer.openMap({ address: seeds, hash });

const abstractResults = (page: Page) => page.locator('.search-results .abstracts li');

describe('search inside abstracts', () => {
  test('finds words that occur only in abstracts and marks them in snippets', async () => {
    const { page, errors } = await openMap();
    await search(page, 'hippocampus');
    await expect.poll(() => abstractResults(page).count()).toBeGreaterThan(1);
    for (const snippet of await abstractResults(page).locator('.snippet b').allInnerTexts())
      expect(snippet).toMatch(/^hippocamp/i);
    const title = await abstractResults(page).first().locator('.paper-link').innerText();
    await abstractResults(page).first().locator('button').click();
    await page.locator('.abstract').waitFor();
    expect(title).toContain(await page.locator('.details-title').innerText());
    await expect.poll(() => page.locator('.abstract').innerText()).toMatch(/hippocamp/i);
    expect(errors).toEqual([]);
  });

  test('finds a quoted phrase only where its words are adjacent', async () => {
    const { page } = await openMap();
    await search(page, '"short-term memory"');
    const together = await abstractResults(page).locator('.snippet b').allInnerTexts();
    expect(together.length).toBeGreaterThan(0);
    for (const marked of together) expect(marked).toMatch(/^short[- ]term memory/i);
    await search(page, '"memory short-term"');
    await expect.poll(() => abstractResults(page).count()).toBe(0);
  });

  test('shows markup in an abstract as text', async () => {
    const { page, errors } = await openMap();
    await search(page, 'peculiarword');
    await expect.poll(() => abstractResults(page).first().innerText()).toContain('<img src=x onerror=');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(errors).toEqual([]);
  });

  test('drops late results of earlier searches', async () => {
    const { page } = await openMap();
    const box = page.getByRole('searchbox', { name: 'Search titles' });
    await box.fill('hippocampus');
    await box.fill('peculiarword');
    await page.locator('.search-results').waitFor();
    await settle(page);
    await expect.poll(() => abstractResults(page).count()).toBe(1);
  });

  test('the arrow keys move through all groups of results', async () => {
    const { page } = await openMap();
    await search(page, 'astrocyte');
    const groups = (await page.locator('.search-results h3').allInnerTexts()).map((heading) =>
      heading.replace(/ ?\d*$/, ''),
    );
    expect(groups[0]).toBe('TITLES');
    expect(groups).toEqual(expect.arrayContaining(['TITLES', 'TERMS', 'CONCEPTS']));
    const lines = page.locator('.search-results button');
    for (let line = 0; line < (await lines.count()); line++) {
      await page.keyboard.press('ArrowDown');
      expect(await lines.nth(line).evaluate((button) => button === document.activeElement)).toBe(true);
    }
  });

  test('highlights matches on the map and exports them until the search is cleared', async () => {
    const { page } = await openMap();
    await expect.poll(() => page.locator('.map.dimmed').count()).toBe(0);
    await search(page, 'hippocampus');
    await expect.poll(() => page.locator('.map.dimmed').count()).toBe(1);
    const matchCount =
      (await page.locator('.search-results .papers li').count()) +
      Number(await page.locator('.abstracts h3 .number').innerText());
    await openExportMenu(page);
    await page.getByLabel(`Search matches: ${matchCount}`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear search' }).click();
    await expect.poll(() => page.locator('.map.dimmed').count()).toBe(0);
  });

  test('finds papers related to the text of the search box', async () => {
    const { page } = await openMap();
    await search(page, 'astrocytes in spiking networks');
    await page.getByRole('button', { name: /^Find papers related to/ }).click();
    const related = page.locator('.pane .related .paper-link');
    await related.first().waitFor();
    await expect.poll(() => related.first().innerText()).toMatch(/astrocyte/i);
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Your text' }).inputValue())
      .toBe('astrocytes in spiking networks');
  });
});

describe('lists of papers', () => {
  test('an author lists all papers with authors and year, sorts them, and is restored from the URL', async () => {
    const { page, errors } = await explorer.openMap({ address: list });
    await search(page, 'moor');
    await page.locator('.search-results .groups button', { hasText: 'Ada Moor' }).click();
    const panel = page.locator('.details');
    const listed = panel.locator('.item-list .paper-title');
    await expect.poll(() => listed.count()).toBe(2);
    await expect.poll(() => panel.locator('.metadata').innerText()).toContain('Author · 2 papers');
    await expect.poll(() => panel.locator('.byline').allInnerTexts()).toContain('Ada Moor and Bo Lind · 2019');
    await expect.poll(() => page.locator('.highlight-badge').innerText()).toContain('Ada Moor');
    expect(await axeViolations(page)).toEqual([]);
    await expect.poll(() => page.url()).toContain('group=author');
    const { page: again } = await explorer.open({ address: await currentUrl(page) });
    await expect.poll(() => again.locator('.details .item-list .paper-title').count()).toBe(2);
    await expect.poll(() => again.locator('.highlight-badge').count()).toBe(1);
    await search(page, 'author:ray');
    await expect.poll(() => page.locator('.search-results .papers li').count()).toBe(3);
    await page.locator('.search-results .groups button', { hasText: 'Eve Ray' }).click();
    await expect.poll(() => panel.locator('.details-title').innerText()).toBe('Eve Ray');
    await expect.poll(() => listed.count()).toBe(3);
    await panel.getByLabel('Sort by').selectOption('oldest first');
    await expect
      .poll(() => listed.allInnerTexts())
      .toEqual(['Attention for speech', expect.anything(), expect.anything()]);
    await panel.getByLabel('Sort by').selectOption('title');
    await expect
      .poll(() => listed.allInnerTexts())
      .toEqual(['Attention for speech', 'Long sequences', 'No abstract here']);
    await page.goBack();
    await expect.poll(() => panel.locator('.details-title').innerText()).toBe('Ada Moor');
    expect(errors).toEqual([]);
  });

  test('search finds a venue, a year, an identifier and both spellings of a name, and names what it changed', async () => {
    const { page } = await explorer.openMap({ address: list });
    const groups = (heading: string) =>
      page.locator('.search-results section', { has: page.getByRole('heading', { name: heading }) }).locator('li');
    await search(page, 'neuron 2021');
    await expect.poll(() => groups('Years').count()).toBe(1);
    await search(page, 'chips');
    await expect.poll(() => groups('Venues').count()).toBe(1);
    await search(page, 'venue:chips -surrogate');
    await expect.poll(() => page.locator('.search-results .papers li').count()).toBe(2);
    await search(page, 'atention for speech');
    await page.getByText('Showing titles with “attention”.').waitFor();
    await page.getByText('Not required: for.').waitFor();
    await expect
      .poll(() => page.locator('.search-results .papers .paper-title').allInnerTexts())
      .toEqual(['Attention for speech']);
  });
});

describe('concepts', () => {
  test('opens a concept with papers and passages, follows its links and restores it from the URL', async () => {
    const { page, errors } = await openMap();
    await search(page, 'spiking neural network');
    const entry = page.locator('.search-results .concepts .paper-link').first();
    const count = Number((await entry.locator('.number').innerText()).replace(',', ''));
    await entry.click();
    const panel = page.locator('.details');
    await panel.getByRole('heading', { name: 'Papers that mention it' }).waitFor();
    await expect.poll(() => panel.locator('.details-title').innerText()).toMatch(/spiking neural network/i);
    await expect.poll(() => panel.locator('.metadata').innerText()).toContain(`${count} papers`);
    await expect.poll(() => panel.locator('.static', { hasText: 'SNN' }).count()).toBeGreaterThan(0);
    for (const match of await panel.locator('ol .snippet b').allInnerTexts()) expect(match).toMatch(/SNN|spiking/i);
    await expect.poll(() => page.url()).toContain('concept=');
    expect(await axeViolations(page)).toEqual([]);
    // Opens a paper of the concept, then another concept, then the URL of that concept.
    await panel.locator('ol .paper-link').first().click();
    await panel.getByRole('heading', { name: 'Concepts' }).waitFor();
    const chip = panel.locator('.section', { hasText: 'Concepts' }).locator('.chip').first();
    const name = (await chip.innerText()).replace(/\s*\d+\s*\w*$/, '');
    await chip.click();
    await expect.poll(() => panel.locator('.details-title').innerText()).toBe(name);
    await expect.poll(() => page.url()).toContain('concept=');
    const { page: again } = await explorer.open({ address: await currentUrl(page) });
    await expect.poll(() => again.locator('.details .details-title').innerText()).toBe(name);
    expect(errors).toEqual([]);
  });
});

describe('reading list', () => {
  test('adds papers, exports them as BibTeX and restores them from the URL', async () => {
    const { page, errors } = await openMap();
    const titles: string[] = [];
    for (const query of ['astrocyte-enabled', 'brain basis of dynamical']) {
      await openPaper(page, query);
      titles.push(await page.locator('.details-title').innerText());
      await page.getByRole('button', { name: 'Add to reading list' }).click();
    }
    await openTab(page, 'List');
    await expect.poll(() => page.locator('.reading-list .paper-title').allInnerTexts()).toEqual(titles);
    expect(await axeViolations(page)).toEqual([]);
    const waiting = page.waitForEvent('download');
    await page.locator('.pane').getByRole('button', { name: 'BibTeX' }).click();
    const stream = await (await waiting).createReadStream();
    let text = '';
    for await (const piece of stream) text += piece;
    expect(text.match(/^@/gm)?.length).toBe(2);
    await expect.poll(() => page.url()).toMatch(/list=.*list=/);
    const { page: again } = await explorer.open({ address: await currentUrl(page) });
    await expect.poll(() => again.locator('.reading-list .paper-title').allInnerTexts()).toEqual(titles);
    await again.getByRole('button', { name: `Remove from reading list: ${titles[0]}` }).click();
    await expect.poll(() => again.locator('.reading-list .paper-title').allInnerTexts()).toEqual(titles.slice(1));
    expect(errors).toEqual([]);
  });

  test('exports related papers and examples', async () => {
    const { page } = await openMap();
    await openPaper(page, 'astrocyte-enabled');
    await page.getByRole('button', { name: 'More like this' }).click();
    await page.locator('.pane .related li').nth(19).waitFor();
    await openExportMenu(page);
    await page.getByLabel('Related papers: 20').waitFor();
    await page.getByLabel('Examples: 1').waitFor();
  });
});

test.each([1440, 390])('the focus frame of the search box is around the visible box (%i px)', async (width) => {
  const { page } = await explorer.openMap({ address: list, viewport: { width, height: 844 } });
  await page.getByRole('searchbox', { name: 'Search titles' }).focus();
  const frames = await page.locator('.search, .search input').evaluateAll((elements) =>
    elements
      .map((element) => ({ element, style: getComputedStyle(element) }))
      .filter(({ style }) => style.outlineStyle !== 'none')
      .map(({ element, style }) => {
        const { left, right } = element.getBoundingClientRect();
        const outset = Number.parseFloat(style.outlineWidth) + Number.parseFloat(style.outlineOffset);
        return { left: left - outset, right: right + outset, border: style.borderWidth };
      }),
  );
  expect(frames).toEqual([{ left: expect.any(Number), right: expect.any(Number), border: '1px' }]);
  expect(frames[0]!.left).toBeGreaterThan(0);
  expect(frames[0]!.right).toBeLessThan(width);
});
