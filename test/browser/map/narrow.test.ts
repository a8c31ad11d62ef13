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

test.each([
  ['the smallest window with a sidebar', 761, 600],
  ['a tablet', 820, 1180],
  ['a small window', 1000, 700],
])(
  'beside the sidebar, a panel leaves two fifths of the width to the map, and lists show their values: %s',
  async (_, width, height) => {
    const { page, errors } = await explorer.openMap({ viewport: { width, height } });
    await openPaper(page, 'Glia study first');
    const { map, panel, close } = await page.evaluate(() => {
      const box = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
      return { map: box('.map'), panel: box('.details'), close: box('.details-header button:last-of-type') };
    });
    expect((panel.left - map.left) / map.width).toBeGreaterThanOrEqual(0.39);
    expect(close.right).toBeLessThanOrEqual(panel.right);
    const cutOff = await page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d')!;
      return [...document.querySelectorAll<HTMLSelectElement>('.toolbar select')]
        .filter((list) => {
          context.font = getComputedStyle(list).font;
          return context.measureText(list.selectedOptions[0]!.label).width > list.clientWidth;
        })
        .map((list) => list.selectedOptions[0]!.label);
    });
    expect(cutOff).toEqual([]);
    expect(errors).toEqual([]);
  },
);
