import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { useExplorer } from './support/explorer.ts';
import { HOSTILE_TITLE, TEN_PAPERS } from './support/papers.ts';
import { drop, dropFiles, search, sum, waitForMap } from './support/steps.ts';

const explorer = useExplorer(TEN_PAPERS);
/** The address of the page without a map. */
let plain: string;

beforeAll(async () => {
  plain = await explorer.serve();
});

async function openPaperBySearch(page: Page, query: string): Promise<void> {
  await search(page, query);
  await page.locator('.search-results .papers button').first().click();
  await page.locator('.details .related li').first().waitFor();
}

const title = (page: Page) => page.locator('.details-title').innerText();

describe('opening', () => {
  test('opens the sample from the start page; its topics contain all papers', async () => {
    const { page, errors } = await explorer.open({ address: plain });
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toContain('map');
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor();
    await waitForMap(page);
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('257 of 257 papers');
    const counts = await page.locator('.legend .number').allInnerTexts();
    expect(counts.length).toBeGreaterThan(3);
    expect(sum(counts)).toBe(257);
    expect(errors).toEqual([]);
  });

  test('Stop cancels loading and returns to the start page', async () => {
    const { page } = await explorer.open({ address: plain });
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Try the sample' }).waitFor();
    await expect.poll(() => page.locator('[role=alert]').count()).toBe(0);
  });

  test('builds a map from dropped files without sending them anywhere', async () => {
    const { page, errors } = await explorer.open({ address: plain });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).origin}`));
    await dropFiles(page, [{ name: 'papers.csv', text: TEN_PAPERS }]);
    await waitForMap(page);
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('10 of 10 papers');
    expect(asked.filter((request) => request !== `GET ${new URL(plain).origin}` && !request.includes('blob'))).toEqual(
      [],
    );
    expect(errors).toEqual([]);
  });

  test('ends hovering when the camera moves a paper away from the pointer', async () => {
    const { page } = await explorer.open({ address: plain });
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
    await expect.poll(() => pointing.count()).toBe(1);
    for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, -300);
    await expect.poll(() => pointing.count()).toBe(0);
  });

  test('shows an error for a file without papers and keeps the open map', async () => {
    const { page } = await explorer.openMap();
    await drop(page, [{ name: 'holiday.bin', text: '\u0000\u0001\u0002 nothing of use' }]);
    await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/^No list of papers\s+holiday\.bin: /);
    expect(await page.getByRole('button', { name: 'New map' }).count()).toBe(0);
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('10 of 10 papers');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await openPaperBySearch(page, 'glia');
  });

  test('shows what to do for a map of a newer version', async () => {
    const { page } = await explorer.open({ address: plain });
    await dropFiles(page, [{ name: 'map.json', text: '{"format":"papergraph map","version":99,\n"index":{}}\n' }]);
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('update papergraph');
  });
});

describe('search and details', () => {
  test('groups search results, marks matches and supports the arrow keys', async () => {
    const { page } = await explorer.openMap();
    await search(page, 'astro');
    await page.locator('.search-results .papers').waitFor();
    await expect
      .poll(() => page.locator('.search-results h3').allInnerTexts())
      .toEqual(expect.arrayContaining([expect.stringMatching(/^TERMS/), expect.stringMatching(/^TITLES/)]));
    await expect.poll(() => page.locator('.search-results .papers b').first().innerText()).toMatch(/^astro/i);
    await search(page, 'moor');
    await page.getByText('Ada Moor', { exact: false }).waitFor();
    await search(page, 'calcium');
    await page.locator('.search-results .papers').waitFor();
    await page.keyboard.press('ArrowDown');
    const first = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.textContent)).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  });

  test('opens a paper with metadata, marked abstract and related papers whose contributions add up', async () => {
    const { page } = await explorer.openMap();
    await openPaperBySearch(page, 'glial calcium');
    await expect.poll(() => title(page)).toBe('Glial calcium waves');
    await expect.poll(() => page.locator('.metadata').first().innerText()).toContain('Ada Moor, Bo Lind');
    await expect.poll(() => page.locator('.abstract mark.strong, .abstract mark.middle').count()).toBeGreaterThan(0);
    const why = page.locator('.related .explain-button').first();
    const similarity = Number(await why.innerText());
    await why.click();
    const shares = await page.locator('.related li').first().locator('.term-value').allInnerTexts();
    expect(sum(shares)).toBeCloseTo(similarity, 2);
    expect(similarity).toBeGreaterThan(0.1);
  });

  test('opens a related paper', async () => {
    const { page } = await explorer.openMap();
    await openPaperBySearch(page, 'glial calcium');
    const next = page.locator('.related .paper-link').first();
    const expected = await next.locator('.paper-title').innerText();
    await next.click();
    await expect.poll(() => title(page)).toBe(expected);
  });

  test('external links are http or https only and send no referrer', async () => {
    const { page } = await explorer.openMap();
    await openPaperBySearch(page, 'glial calcium');
    const link = page.locator('.external-links a');
    await expect.poll(() => link.getAttribute('href')).toBe('https://example.org/a');
    await expect.poll(() => link.getAttribute('rel')).toBe('noopener noreferrer');
    await openPaperBySearch(page, 'calcium in astrocytes');
    await expect.poll(() => title(page)).toBe('Calcium in astrocytes');
    await expect.poll(() => page.locator('[href^="javascript"]').count()).toBe(0);
  });

  test('compares two papers; the bars add up to the similarity', async () => {
    const { page } = await explorer.openMap();
    await openPaperBySearch(page, 'glial calcium');
    await page.getByRole('button', { name: 'Compare with another paper' }).click();
    await page.locator('.related .paper-link').first().click();
    await page.locator('.compare-papers').waitFor();
    const number = Number(await page.locator('.compare-similarity b').innerText());
    const shares = await page.locator('.compare .term-value').allInnerTexts();
    expect(sum(shares)).toBeCloseTo(number, 2);
    await expect.poll(() => page.locator('.compare-papers .abstract mark.strong').count()).toBeGreaterThan(1);
  });

  test('opens a topic with its key terms and central papers', async () => {
    const { page } = await explorer.openMap();
    const label = await page.locator('.legend-label').first().innerText();
    await page.getByRole('button', { name: `About topic ${label}` }).click();
    await page.locator('.chips .chip').first().waitFor();
    expect((await title(page)).trim()).toBe(label);
    await expect.poll(() => page.locator('.details .item-list .paper-link').count()).toBeGreaterThan(1);
  });
});

describe('ask', () => {
  test('finds papers related to a text, with the shared terms', async () => {
    const { page } = await explorer.openMap();
    await page.getByRole('tab', { name: 'Ask' }).click();
    await page.getByRole('textbox', { name: 'Your text' }).fill('How do spiking networks learn on neuromorphic chips?');
    await page.getByRole('button', { name: 'Find related papers' }).click();
    const found = page.locator('.pane .related .paper-link');
    await found.first().waitFor();
    expect(await found.first().innerText()).toMatch(/spiking|chips|gradients/i);
    await expect
      .poll(() => page.locator('.pane .related-terms').first().innerText())
      .toMatch(/spiking|chip|neuromorphic/i);
    await page.getByRole('textbox', { name: 'Your text' }).fill('zyzzyva');
    await page.getByRole('button', { name: 'Find related papers' }).click();
    await page.locator('.pane .hint', { hasText: 'None of these words occur' }).waitFor();
  });

  test('finds papers similar to an example', async () => {
    const { page } = await explorer.openMap();
    await openPaperBySearch(page, 'attention for speech');
    await page.getByRole('button', { name: 'More like this' }).click();
    await page.getByRole('searchbox', { name: 'Search titles' }).fill('');
    const found = page.locator('.pane .related .paper-link');
    await found.first().waitFor();
    expect(await found.first().innerText()).toMatch(/speech|sequences/i);
  });
});

describe('hostile titles', () => {
  test('are shown as text and not executed', async () => {
    const { page, errors } = await explorer.openMap();
    await openPaperBySearch(page, 'onerror');
    await expect.poll(() => title(page)).toBe(`${HOSTILE_TITLE} spiking networks`);
    await expect.poll(() => page.locator('img').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(errors).toEqual([]);
  });
});
