import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { decodePng } from '../support/screenshots.ts';
import { currentUrl, exportFile, openExportMenu, settle, topicLabels, waitForMap } from '../support/steps.ts';

const explorer = useExplorer(papersInThreeTopics(8));

const toggle = (page: Page, name: 'Density' | 'Topic contours' = 'Density') =>
  page.getByRole('button', { name, exact: true });

const showDensity = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByName('density drawn').length > 0);

const showContours = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByName('contours drawn').length > 0);

/** Where the density is, and where the nodes are, in pixels of a screenshot. */
interface Pixels {
  /** Share of the pixels of the map with density, or with contours. */
  share: number;
  /** Share of these pixels that are farther from all nodes than the kernel reaches. */
  stray: number;
  /** Distance of the most saturated pixel to the nearest node, in CSS pixels. */
  peak: number;
}

/** Measures screenshots of the density, or of contours, alone and of the nodes alone. */
async function measure(page: Page, layer = '.sigma-density'): Promise<Pixels> {
  const take = async (layer: string) => {
    // The style sheet of the page allows no other ones, so that the elements are changed.
    const show = (isAlone: boolean) =>
      page.evaluate(
        ({ layer, isAlone }) => {
          for (const element of document.querySelectorAll<HTMLElement>('.map-pane > :not(.map), .map canvas')) {
            const isHidden = isAlone && !element.matches(layer);
            element.style.opacity = isHidden ? '0' : isAlone ? '1' : '';
            element.style.transition = 'none';
          }
        },
        { layer, isAlone },
      );
    await show(true);
    const png = await page.locator('.map').screenshot();
    await show(false);
    return png.toString('base64');
  };
  const density = await decodePng(page, await take(layer));
  const nodes = await decodePng(page, await take('.sigma-nodes'));
  return page.evaluate(
    ([density, nodes]) => {
      const scale = density.width / document.querySelector('.map')!.clientWidth;
      const distanceToBackground = ({ data }: ImageData, i: number) =>
        Math.max(...[0, 1, 2].map((channel) => Math.abs(data[4 * i + channel]! - data[channel]!)));
      const list = (image: ImageData, least: number) => {
        const found: { x: number; y: number; strength: number }[] = [];
        for (let y = 0; y < image.height; y += 3)
          for (let x = 0; x < image.width; x += 3) {
            const strength = distanceToBackground(image, y * image.width + x);
            if (strength >= least) found.push({ x, y, strength });
          }
        return found;
      };
      const [places, papers] = [list(density, 12), list(nodes, 60)];
      const distance = ({ x, y }: { x: number; y: number }) =>
        Math.min(...papers.map((paper) => Math.hypot(paper.x - x, paper.y - y))) / scale;
      const strongest = places.reduce((best, place) => (place.strength > best.strength ? place : best), places[0]!);
      return {
        share: (9 * places.length) / (density.width * density.height),
        stray: places.filter((place) => distance(place) > 60).length / Math.max(1, places.length),
        peak: places.length > 0 ? distance(strongest) : Number.NaN,
      };
    },
    [density, nodes] as const,
  );
}

test.each([
  { deviceScaleFactor: 1, colorScheme: 'light' },
  { deviceScaleFactor: 1.5, colorScheme: 'dark' },
  { deviceScaleFactor: 2, colorScheme: 'light' },
] as const)('the density and the contours are where the visible papers are (%j)', async (options) => {
  const { page, errors } = await explorer.openMap(options);
  expect(await page.locator('.sigma-density').count()).toBe(0);
  await toggle(page).click();
  await showDensity(page);
  expect(await page.locator('.color-scale').innerText()).toMatch(/few papers\s+Density\s+many papers/i);
  expect(await currentUrl(page)).toMatch(/[#&]density/);
  const all = await measure(page);
  expect(all.share).toBeGreaterThan(0.01);
  expect(all.stray).toBe(0);
  expect(all.peak).toBeLessThan(20);
  await toggle(page, 'Topic contours').click();
  await showContours(page);
  expect(await currentUrl(page)).toMatch(/[#&]contours/);
  const regions = await measure(page, '.sigma-contours');
  expect(regions.share).toBeGreaterThan(0.01);
  expect(regions.stray).toBeLessThan(0.1);
  expect(await axeViolations(page)).toEqual([]);

  // Papers that a filter excludes do not count.
  const [first] = await topicLabels(page);
  await page
    .getByRole('button', { name: `Show only ${first}` })
    .or(page.locator('.legend-label').first())
    .first()
    .click();
  await settle(page);
  await expect.poll(async () => (await measure(page)).share).toBeLessThan(0.6 * all.share);
  await expect.poll(async () => (await measure(page, '.sigma-contours')).share).toBeLessThan(0.6 * regions.share);

  await toggle(page, 'Topic contours').click();
  await toggle(page).click();
  await expect
    .poll(() => page.locator('.sigma-density').evaluate((canvas) => getComputedStyle(canvas).visibility))
    .toBe('hidden');
  await expect.poll(() => page.locator('.sigma-contours').isVisible()).toBe(false);
  expect(await currentUrl(page)).not.toMatch(/density|contours/);
  expect(errors).toEqual([]);
});

test('a link shows the density and contours, the image of the view and figures have both', async () => {
  const { page, errors } = await explorer.openMap({ hash: '#density&contours' });
  await showDensity(page);
  await showContours(page);
  const colored = async () => {
    await openExportMenu(page);
    const png = (await exportFile(page, /^PNG image$/)).toString('base64');
    return page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const { width, height } = image;
      const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4)
        if (Math.max(data[i]!, data[i + 1]!, data[i + 2]!) - Math.min(data[i]!, data[i + 1]!, data[i + 2]!) > 40)
          count++;
      return count / (width * height);
    }, png);
  };
  const shown = await colored();
  await openExportMenu(page);
  expect((await exportFile(page, /^SVG image/)).toString()).toMatch(/<image [^>]+>\n<g [^>]*fill-rule="evenodd"/);
  await toggle(page).click();
  await toggle(page, 'Topic contours').click();
  await waitForMap(page);
  expect(shown).toBeGreaterThan(1.5 * (await colored()));
  expect(errors).toEqual([]);
});
