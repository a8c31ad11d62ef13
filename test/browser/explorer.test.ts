import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, open, serve } from './support/page.ts';
import { HOSTILE_TITLE, TEN_PAPERS, writeMap } from './support/papers.ts';
import { dropFiles, sum, waitForMap } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-explorer-'));
let browser: Browser;
let plain: { address: string; server: Server };
let served: { address: string; server: Server };

beforeAll(async () => {
  const map = join(folder, 'map.json');
  await writeMap(map, TEN_PAPERS);
  browser = await launch();
  plain = await serve();
  served = await serve(map);
});

afterAll(async () => {
  await browser?.close();
  plain?.server.close();
  served?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openMap(hash = '') {
  const opened = await open(browser, served.address + hash);
  await waitForMap(opened.page);
  return opened;
}

async function openPaperBySearch(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox').fill(query);
  await page.locator('.search-results .papers button').first().click();
  await page.locator('.details .related li').first().waitFor();
}

const title = (page: Page) => page.locator('.details-title').innerText();

describe('opening', () => {
  test('opens the sample from the start page; its topics contain all papers', async () => {
    const { page, errors } = await open(browser, plain.address);
    await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toContain('map');
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await waitForMap(page);
    expect(await page.locator('.visible-count').innerText()).toBe('257 of 257 papers');
    const counts = await page.locator('.legend .number').allInnerTexts();
    expect(counts.length).toBeGreaterThan(3);
    expect(sum(counts)).toBe(257);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('Stop cancels loading and returns to the start page', async () => {
    const { page } = await open(browser, plain.address);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Try the sample' }).waitFor();
    expect(await page.locator('[role=alert]').count()).toBe(0);
    await page.context().close();
  });

  test('builds a map from dropped files without sending them anywhere', async () => {
    const { page, errors } = await open(browser, plain.address);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).origin}`));
    await dropFiles(page, [{ name: 'papers.csv', text: TEN_PAPERS }]);
    await waitForMap(page);
    expect(await page.locator('.visible-count').innerText()).toBe('10 of 10 papers');
    expect(
      asked.filter((request) => request !== `GET ${new URL(plain.address).origin}` && !request.includes('blob')),
    ).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('ends hovering when the camera moves a paper away from the pointer', async () => {
    const { page } = await open(browser, plain.address);
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await waitForMap(page);
    const pointing = page.locator('.pointing');
    const pane = (await page.locator('.map').boundingBox())!;
    const middle = pane.y + pane.height / 2;
    // Move from the left until the pointer is just inside the hover radius of a paper.
    for (let x = pane.x; x < pane.x + pane.width; x += 4) {
      await page.mouse.move(x, middle);
      if ((await pointing.count()) > 0) break;
    }
    expect(await pointing.count()).toBe(1);
    for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, -300);
    await expect.poll(() => pointing.count()).toBe(0);
    await page.context().close();
  });

  test('shows an error for a file without papers and keeps the open map', async () => {
    const { page } = await openMap();
    await dropFiles(page, [{ name: 'holiday.bin', text: '\u0000\u0001\u0002 nothing of use' }]);
    await expect(page.getByRole('alert').innerText()).resolves.toContain('Could not open the map');
    await expect(page.getByRole('alert').innerText()).resolves.toContain('holiday.bin');
    expect(await page.locator('.visible-count').innerText()).toBe('10 of 10 papers');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
    await openPaperBySearch(page, 'glia');
    await page.context().close();
  });

  test('shows what to do for a map of a newer version', async () => {
    const { page } = await open(browser, plain.address);
    await dropFiles(page, [{ name: 'map.json', text: '{"format":"papergraph map","version":99,\n"index":{}}\n' }]);
    await expect(page.getByRole('alert').innerText()).resolves.toContain('update papergraph');
    await page.context().close();
  });
});

describe('search and details', () => {
  test('groups search results, marks matches and supports the arrow keys', async () => {
    const { page } = await openMap();
    await page.getByRole('searchbox').fill('astro');
    await page.locator('.search-results .papers').waitFor();
    expect(await page.locator('.search-results h3').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^TERMS/), expect.stringMatching(/^TITLES/)]),
    );
    expect(await page.locator('.search-results .papers b').first().innerText()).toMatch(/^astro/i);
    await page.getByRole('searchbox').fill('moor');
    await page.getByText('Ada Moor', { exact: false }).waitFor();
    await page.getByRole('searchbox').fill('calcium');
    await page.locator('.search-results .papers').waitFor();
    await page.keyboard.press('ArrowDown');
    const first = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    await page.context().close();
  });

  test('opens a paper with metadata, marked abstract and related papers whose contributions add up', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'glial calcium');
    expect(await title(page)).toBe('Glial calcium waves');
    expect(await page.locator('.metadata').first().innerText()).toContain('Ada Moor, Bo Lind');
    expect(await page.locator('.abstract mark.strong, .abstract mark.middle').count()).toBeGreaterThan(0);
    const why = page.locator('.related .explain-button').first();
    const similarity = Number(await why.innerText());
    await why.click();
    const shares = await page.locator('.related li').first().locator('.term-value').allInnerTexts();
    expect(sum(shares)).toBeCloseTo(similarity, 2);
    expect(similarity).toBeGreaterThan(0.1);
    await page.context().close();
  });

  test('opens a related paper', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'glial calcium');
    const next = page.locator('.related .paper-link').first();
    const expected = await next.locator('.paper-title').innerText();
    await next.click();
    await expect.poll(() => title(page)).toBe(expected);
    await page.context().close();
  });

  test('external links are http or https only and send no referrer', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'glial calcium');
    const link = page.locator('.external-links a');
    expect(await link.getAttribute('href')).toBe('https://example.org/a');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    await openPaperBySearch(page, 'calcium in astrocytes');
    await expect.poll(() => title(page)).toBe('Calcium in astrocytes');
    expect(await page.locator('[href^="javascript"]').count()).toBe(0);
    await page.context().close();
  });

  test('compares two papers; the bars add up to the similarity', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'glial calcium');
    await page.getByRole('button', { name: 'Compare with another paper' }).click();
    await page.locator('.related .paper-link').first().click();
    await page.locator('.compare-papers').waitFor();
    const number = Number(await page.locator('.compare-similarity b').innerText());
    const shares = await page.locator('.compare .term-value').allInnerTexts();
    expect(sum(shares)).toBeCloseTo(number, 2);
    expect(await page.locator('.compare-papers .abstract mark.strong').count()).toBeGreaterThan(1);
    await page.context().close();
  });

  test('opens a topic with its key terms and central papers', async () => {
    const { page } = await openMap();
    const label = await page.locator('.legend-label').first().innerText();
    await page.getByRole('button', { name: `About topic ${label}` }).click();
    await page.locator('.chips .chip').first().waitFor();
    expect((await title(page)).trim()).toBe(label);
    expect(await page.locator('.details .item-list .paper-link').count()).toBeGreaterThan(1);
    await page.context().close();
  });
});

describe('ask', () => {
  test('finds papers related to a text, with the shared terms', async () => {
    const { page } = await openMap();
    await page.getByRole('tab', { name: 'Ask' }).click();
    await page.getByRole('textbox', { name: 'Your text' }).fill('How do spiking networks learn on neuromorphic chips?');
    await page.getByRole('button', { name: 'Find related papers' }).click();
    const found = page.locator('.pane .related .paper-link');
    await found.first().waitFor();
    expect(await found.first().innerText()).toMatch(/spiking|chips|gradients/i);
    expect(await page.locator('.pane .related-terms').first().innerText()).toMatch(/spiking|chip|neuromorphic/i);
    await page.getByRole('textbox', { name: 'Your text' }).fill('zyzzyva');
    await page.getByRole('button', { name: 'Find related papers' }).click();
    await page.locator('.pane .hint', { hasText: 'None of these words occur' }).waitFor();
    await page.context().close();
  });

  test('finds papers similar to an example', async () => {
    const { page } = await openMap();
    await openPaperBySearch(page, 'attention for speech');
    await page.getByRole('button', { name: 'More like this' }).click();
    await page.getByRole('searchbox').fill('');
    const found = page.locator('.pane .related .paper-link');
    await found.first().waitFor();
    expect(await found.first().innerText()).toMatch(/speech|sequences/i);
    await page.context().close();
  });
});

describe('hostile titles', () => {
  test('are shown as text and not executed', async () => {
    const { page, errors } = await openMap();
    await openPaperBySearch(page, 'onerror');
    expect(await title(page)).toBe(`${HOSTILE_TITLE} spiking networks`);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
