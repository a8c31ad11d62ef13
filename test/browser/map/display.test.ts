import { expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics, TEN_PAPERS } from '../support/papers.ts';
import { openPaper, openTab, waitForMap } from '../support/steps.ts';

/** What colors can show of every map with years; sizes list links first. */
const MEASURES = ['links', 'link total', 'PageRank', 'betweenness', 'burst'];

const explorer = useExplorer(papersInThreeTopics(6));

test('attributes that no paper has are not offered', async () => {
  const { page } = await explorer.openMap();
  const options = (name: string) => page.locator('.toolbar').getByLabel(name).locator('option').allInnerTexts();
  await expect.poll(() => options('Color')).toEqual(['topic', 'subtopic', 'year', 'confidence', ...MEASURES]);
  await expect.poll(() => options('Size')).toEqual(['links', 'uniform', ...MEASURES.slice(1)]);
  await page.goto(await explorer.serveMapOf(TEN_PAPERS));
  await waitForMap(page);
  await expect.poll(() => options('Color')).toEqual(['topic', 'subtopic', 'year', 'venue', 'confidence', ...MEASURES]);
});

test('a layer on which nothing is drawn after another view is presented, so that the edges of that view do not stay', async () => {
  const { page } = await explorer.openMap();
  const layer = page.locator('.sigma-overlay-edges');
  /** Returns the opacity of the first pixel, and the number of other pixels that are painted. */
  const readPixels = () =>
    layer.evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return [data[3], data.filter((value, i) => i % 4 === 3 && i > 3 && value > 0).length] as const;
    });
  await openPaper(page, 'study');
  await expect.poll(async () => (await readPixels())[1]).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  // Chromium keeps showing what a canvas had if nothing is drawn after it was cleared.
  await expect.poll(readPixels).toEqual([1, 0]);
});

test('the legend is on the map, whichever tab is open', async () => {
  const { page } = await explorer.openMap({ address: await explorer.serveMapOf(TEN_PAPERS) });
  await openTab(page, 'Ask');
  await page.locator('.toolbar').getByLabel('Color').selectOption('venue');
  const legend = page.locator('.map-pane .color-legend');
  await legend.waitFor();
  await expect.poll(() => legend.locator('li').allInnerTexts()).toContain('Chips');
  expect(await axeViolations(page)).toEqual([]);
  await page.locator('.toolbar').getByLabel('Color').selectOption('year');
  await page.locator('.map-pane .color-scale').waitFor();
  for (const measure of ['betweenness', 'PageRank']) {
    await page.locator('.toolbar').getByLabel('Color').selectOption(measure);
    await expect
      .poll(() => page.locator('.map-pane .color-scale').innerText())
      .toMatch(new RegExp(`0.*${measure}.*0\\.\\d`, 's'));
  }
  // No paper of this map cites another.
  await expect
    .poll(() => page.locator('.toolbar').getByLabel('Size').locator('option').allInnerTexts())
    .not.toContain('burst');
  await page.locator('.toolbar').getByLabel('Color').selectOption('topic');
  await expect.poll(() => page.locator('.map-pane .color-scale').count()).toBe(0);
});

test('a path is found from a paper without a comparison, and is explained', async () => {
  const { page } = await explorer.openMap();
  await openPaper(page, 'Glia study first');
  await page.getByRole('button', { name: 'Find path to another paper' }).click();
  await page.locator('.details .related .paper-link').first().click();
  await page.locator('.details').getByText('The two papers are linked directly').waitFor();
  await expect.poll(() => page.locator('.details .path > li').count()).toBe(2);
  expect(await axeViolations(page)).toEqual([]);
});
