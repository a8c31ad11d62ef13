import { describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { TEN_PAPERS } from '../support/papers.ts';
import { currentUrl, search, waitForLabels, waitForMap } from '../support/steps.ts';

const explorer = useExplorer(TEN_PAPERS);

describe('filters', () => {
  test('a selected topic filters the papers until the filters are cleared', async () => {
    const { page } = await explorer.openMap();
    const count = Number.parseInt(await page.locator('.legend .number').first().innerText(), 10);
    await page.locator('.legend-topic').first().click();
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe(`${count} of 10 papers`);
    await page.getByRole('tab', { name: 'Filters' }).click();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('10 of 10 papers');
  });

  test('combines filters by year, venue and abstract and updates the counts', async () => {
    const { page } = await explorer.openMap();
    await page.getByRole('tab', { name: 'Filters' }).click();
    await page.getByLabel('From year').fill('2022');
    await page.getByLabel('From year').blur();
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('5 of 10 papers');
    const venue = page.locator('.facet li', { hasText: 'Speech' });
    await expect.poll(() => venue.locator('.number').innerText()).toBe('3');
    await venue.locator('input').check();
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('3 of 10 papers');
    await page.getByLabel('Only papers with an abstract').check();
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('2 of 10 papers');
    await page.getByRole('button', { name: 'Clear years' }).click();
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('3 of 10 papers');
  });

  test('search results that filters hide are counted instead of listed', async () => {
    const { page } = await explorer.openMap();
    await page.getByRole('tab', { name: 'Filters' }).click();
    await page.getByLabel('From year').fill('2021');
    await page.getByLabel('From year').blur();
    await search(page, 'glia');
    const results = page.locator('.search-results');
    const found = results.locator('.papers li, .abstracts li');
    const hidden = Number.parseInt(await results.getByText(/results? (is|are) hidden by filters/).innerText(), 10);
    const shown = await found.count();
    expect(hidden).toBeGreaterThan(0);
    await expect
      .poll(() => results.locator('.papers .paper-link').allInnerTexts())
      .toEqual([expect.stringContaining('Synapses and glia')]);
    expect(await axeViolations(page)).toEqual([]);
    await results.getByRole('button', { name: 'Clear all filters' }).click();
    await expect.poll(() => results.locator('.papers .paper-link').count()).toBe(2);
    expect(await found.count()).toBe(shown + hidden);
  });

  test('a paper needs the minimum number of links among those that reach the minimum similarity', async () => {
    const { page } = await explorer.openMap({ hash: '#links=1&similarity=0.9' });
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('2 of 10 papers');
    await page.goto(`${explorer.address}#links=1&similarity=0.05`);
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('9 of 10 papers');
  });

  test('years out of the range are replaced; the counts of the range and of a year are shown', async () => {
    const { page } = await explorer.openMap();
    await page.getByRole('tab', { name: 'Filters' }).click();
    await page.getByText('2019–2024: 10 papers').waitFor();
    const to = page.getByLabel('To year');
    await to.fill('9999');
    await to.blur();
    await expect.poll(() => to.inputValue()).toBe('2024');
    const from = page.getByLabel('From year');
    await from.fill('-5');
    await from.blur();
    await expect.poll(() => from.inputValue()).toBe('2019');
    expect(await currentUrl(page)).not.toContain('years');
    const chart = page.locator('.year-chart svg');
    const box = (await chart.boundingBox())!;
    await chart.hover({ position: { x: 3, y: 20 } });
    await page.getByText('2019: 1 paper').waitFor();
    await chart.hover({ position: { x: box.width - 3, y: 20 } });
    await page.getByText('2024: 2 papers').waitFor();
  });

  test('papers without a year are counted before a year is chosen; many venues can be searched', async () => {
    const row = (i: number) =>
      `Glia study ${i},Astrocytes raise calcium waves ${i},${i < 5 ? '' : 2000 + i},Venue ${i}`;
    const text = ['title,abstract,year,venue', ...Array.from({ length: 30 }, (_, i) => row(i))].join('\n');
    const { page } = await explorer.openPapers(text, { address: await explorer.serve() });
    await page.getByRole('tab', { name: 'Filters' }).click();
    await page.getByText('5 papers have no year.').waitFor();
    await page.getByRole('searchbox', { name: 'Find in venues' }).fill('venue 17');
    await expect.poll(() => page.locator('.facet li').allInnerTexts()).toEqual([expect.stringContaining('Venue 17')]);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('selects a range of years by dragging', async () => {
    const { page } = await explorer.openMap();
    await page.getByRole('tab', { name: 'Filters' }).click();
    const box = (await page.locator('.year-chart svg').boundingBox())!;
    await page.mouse.move(box.x + 2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    await page.mouse.up();
    await expect.poll(() => page.getByLabel('To year').inputValue()).toBe('2020');
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('3 of 10 papers');
  });

  test('draws curved links, and the URL keeps the setting', async () => {
    const { page, errors } = await explorer.openMap();
    const box = (await page.locator('.map').boundingBox())!;
    // Below the toolbar, because its button changes too.
    const clip = { x: 300, y: box.y + 80, width: box.width - 320, height: box.height - 160 };
    await waitForLabels(page);
    let straight = await page.screenshot({ clip });
    const isStable = async () => {
      const previous = straight;
      straight = await page.screenshot({ clip });
      return straight.equals(previous);
    };
    await expect.poll(isStable).toBe(true);
    await page.getByRole('button', { name: 'Curved links' }).click();
    await expect
      .poll(() => page.getByRole('button', { name: 'Curved links' }).getAttribute('aria-pressed'))
      .toBe('true');
    await expect.poll(async () => (await page.screenshot({ clip })).equals(straight)).toBe(false);
    await expect.poll(() => page.url()).toContain('curved');
    await page.reload();
    await waitForMap(page);
    await expect
      .poll(() => page.getByRole('button', { name: 'Curved links' }).getAttribute('aria-pressed'))
      .toBe('true');
    expect(errors).toEqual([]);
  });

  test('the similarity slider hides weak links', async () => {
    const { page } = await explorer.openMap();
    const links = async () => Number(/(\d+) links?/.exec(await page.locator('.map-status').innerText())?.[1]);
    await expect.poll(links).toBeGreaterThan(6);
    const before = await links();
    await page.locator('.toolbar').getByRole('slider').fill('0.3');
    await expect.poll(links).toBeLessThan(before);
  });
});
