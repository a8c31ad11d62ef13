import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeViolations } from './support/axe.ts';
import { useExplorer } from './support/explorer.ts';
import { papersInThreeTopics } from './support/papers.ts';
import { currentUrl, openPaper, openTab } from './support/steps.ts';

/** The page as systems and users change it: forced colors, reduced motion, and zoom. */

const explorer = useExplorer();
const PAPERS = papersInThreeTopics(6);

/** Returns how the first element that matches a selector is outlined. */
const outlineOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => `${getComputedStyle(element).outlineStyle} ${getComputedStyle(element).outlineWidth}`);

describe.each(['light', 'dark'] as const)('forced colors (%s)', (colorScheme) => {
  test('what is selected or pressed is outlined, colors of topics stay, and all words can be read', async () => {
    const { page, errors } = await explorer.openPapers(PAPERS, { colorScheme, forcedColors: 'active' });
    await openPaper(page, 'Glia study first');
    await page.getByRole('button', { name: 'Add to reading list' }).click();
    await page.locator('.legend-topic').first().click();
    for (const state of [
      '.tabs [aria-selected=true]',
      '.details [aria-pressed=true]',
      '.legend-topic[aria-pressed=true]',
    ])
      expect(await outlineOf(page, state), state).toBe('solid 2px');
    for (const state of [
      '.tabs [aria-selected=false]',
      '.details [aria-pressed=false]',
      '.legend-topic[aria-pressed=false]',
    ])
      expect(await outlineOf(page, state), state).toMatch(/^none/);
    const colors = await page
      .locator('.legend .dot circle')
      .evaluateAll((dots) => dots.map((dot) => getComputedStyle(dot).fill));
    expect(new Set(colors).size).toBe(3);
    // The system colors the text of marks; that of words without a mark must be readable on the page.
    const colorsOf = (selector: string) =>
      page.locator(selector).evaluateAll((elements) => elements.map((element) => getComputedStyle(element).color));
    const [text] = await colorsOf('.abstract');
    expect((await colorsOf('.abstract mark.none')).filter((color) => color !== text)).toEqual([]);
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.locator('.table-panel tbody input').first().click();
    expect(await outlineOf(page, '.table-panel tr.selected')).toBe('solid 2px');
    // axe reads the colors of the style sheets, not those of the system.
    expect(errors).toEqual([]);
  });
});

describe('reduced motion', () => {
  /** Opens a paper and a tab, and returns whether anything on the page moves. */
  async function moves(page: Page): Promise<boolean> {
    await page.evaluate(() => {
      document.addEventListener('transitionrun', () => document.body.classList.add('has-moved'), true);
      document.addEventListener('animationstart', () => document.body.classList.add('has-moved'), true);
    });
    await openPaper(page, 'Glia study first');
    await openTab(page, 'Filters');
    await page.getByRole('button', { name: 'Table', exact: true }).hover();
    await currentUrl(page);
    return (await page.locator('body.has-moved').count()) > 0;
  }

  test('nothing moves, and the camera arrives at once', async () => {
    const { page } = await explorer.openPapers(PAPERS, { reducedMotion: 'reduce' });
    expect(await moves(page)).toBe(false);
    // One frame after the click, the view is the one that stays.
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const first = await currentUrl(page);
    expect(first).toMatch(/view=[^&]*,0\.625/);
  });

  test('without it, something does', async () => {
    const { page } = await explorer.openPapers(PAPERS, { reducedMotion: 'no-preference' });
    expect(await moves(page)).toBe(true);
  });
});

test('at 200% zoom, all controls can be reached, and axe reports no violations', async () => {
  // A window of 1280 x 800 pixels, zoomed.
  const { page, errors } = await explorer.openPapers(PAPERS, {
    viewport: { width: 640, height: 400 },
    deviceScaleFactor: 2,
  });
  await openTab(page, 'Topics');
  for (const name of ['Export', 'About this map', 'Table', 'Zoom in', 'Show whole map']) {
    const box = (await page.getByRole('button', { name, exact: true }).boundingBox())!;
    expect(box.x, name).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, name).toBeLessThanOrEqual(640);
    expect(box.y + box.height, name).toBeLessThanOrEqual(400);
  }
  // In the narrowest window, the toolbar still has two rows.
  await page.setViewportSize({ width: 320, height: 400 });
  await expect.poll(async () => (await page.locator('.toolbar').boundingBox())!.height).toBeLessThan(80);
  await page.setViewportSize({ width: 640, height: 400 });
  expect(await axeViolations(page)).toEqual([]);
  await openTab(page, 'Topics');
  await openPaper(page, 'Glia study first');
  await page.locator('.details .related li').first().scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await axeViolations(page)).toEqual([]);
  expect(errors).toEqual([]);
});
