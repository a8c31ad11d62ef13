import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { openPaper, openTab } from '../support/steps.ts';

const explorer = useExplorer(papersInThreeTopics(6));

/** Returns the part of the height below the search box that shows the map. */
const mapShare = (page: Page) =>
  page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const map = box('.map')!;
    const [search, panel] = [box('.search')!, box('.details') ?? box('.pane')!];
    return (Math.min(map.bottom, panel.top) - Math.max(map.top, search.bottom)) / (innerHeight - search.bottom);
  });

test.each([
  ['a phone', 320, 568],
  ['a larger phone', 390, 844],
  ['200% zoom', 720, 450],
])('panels leave at least 40% to the map: %s', async (_, width, height) => {
  const { page, errors } = await explorer.openMap({ viewport: { width, height } });
  await openTab(page, 'Topics');
  await page.locator('.legend').waitFor();
  expect(await mapShare(page)).toBeGreaterThanOrEqual(0.39);
  await openTab(page, 'Topics');
  await openPaper(page, 'Glia study first');
  expect(await mapShare(page)).toBeGreaterThanOrEqual(0.4);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);
});
