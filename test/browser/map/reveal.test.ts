import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { paintedTexts, recordLabels } from '../support/painted-labels.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { currentUrl, exportFile, openExportMenu, openPaper, waitForLabels, waitForMap } from '../support/steps.ts';

const explorer = useExplorer(papersInThreeTopics(6));

/** One paper of each topic; the topics are on different sides of the map. */
const TITLES = ['Glia study first', 'Spikes study first', 'Speech study first'];

test.each([
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])('a paper opened by a link is beside the details panel, not below it ($width px)', async (viewport) => {
  const { page: other } = await explorer.openMap();
  for (const title of TITLES) {
    await openPaper(other, title);
    const id = new URLSearchParams(new URL(await currentUrl(other)).hash.slice(1)).get('paper');
    const { page } = await explorer.open({ address: 'about:blank', viewport });
    await recordLabels(page);
    await page.goto(`${explorer.address}#paper=${id}`);
    await waitForMap(page);
    await page.locator('.details .related li').first().waitFor();
    const map = (await page.locator('.map').boundingBox())!;
    const panel = (await page.locator('.details').boundingBox())!;
    // The panel is at the right of the map, or below it in a narrow window.
    const isBelow = panel.y > map.y + 100;
    const right = isBelow ? map.width : panel.x - map.x;
    const bottom = isBelow ? panel.y - map.y : map.height;
    const isFree = async () => {
      const label = (await paintedTexts(page)).find(({ text }) => text === title);
      return label && label.x > 0 && label.x < right && label.y > 0 && label.y < bottom;
    };
    await expect.poll(isFree, { message: title }).toBe(true);
    await page.context().close();
  }
});

/** Returns the bounding box of all papers on the page, in pixels, and where the map is free of panels and toolbars. */
const mapBox = (page: Page) =>
  page.evaluate(() => {
    const context = document.querySelector<HTMLCanvasElement>('.sigma-nodes')!;
    const copy = Object.assign(document.createElement('canvas'), { width: context.width, height: context.height });
    const target = copy.getContext('2d')!;
    target.drawImage(context, 0, 0);
    const { data, width, height } = target.getImageData(0, 0, copy.width, copy.height);
    const { left: x, top: y, right: end } = context.getBoundingClientRect();
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        if (data[4 * (row * width + column) + 3]! < 128) continue;
        box.left = Math.min(box.left, x + column);
        box.right = Math.max(box.right, x + column);
        box.top = Math.min(box.top, y + row);
        box.bottom = Math.max(box.bottom, y + row);
      }
    const panel = document.querySelector('.details')?.getBoundingClientRect();
    const toolbar = document.querySelector('.toolbar')!.getBoundingClientRect();
    const isNarrow = innerWidth <= 760;
    const free = {
      left: x,
      right: isNarrow ? end : (panel?.left ?? end),
      top: isNarrow ? toolbar.bottom : y,
      bottom: isNarrow ? (panel?.top ?? innerHeight) : innerHeight,
    };
    return { box, free };
  });

test.each([
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
])('the whole map is shown beside an open panel, and over the full width without it ($width px)', async (viewport) => {
  const { page, errors } = await explorer.open({ address: 'about:blank', viewport });
  await recordLabels(page);
  await page.addInitScript(() => {
    // Keeps what was drawn, so that the test can read it.
    const { getContext } = HTMLCanvasElement.prototype;
    Object.assign(HTMLCanvasElement.prototype, {
      getContext(this: HTMLCanvasElement, kind: string, options?: object) {
        return Reflect.apply(getContext, this, [kind, { ...options, preserveDrawingBuffer: true }]);
      },
    });
  });
  await page.goto(explorer.address);
  await waitForMap(page);
  await waitForLabels(page);
  const isInFreePart = async () => {
    const { box, free } = await mapBox(page);
    return box.left >= free.left && box.right <= free.right && box.top >= free.top && box.bottom <= free.bottom;
  };
  await expect.poll(isInFreePart).toBe(true);
  const { box: before } = await mapBox(page);
  for (const title of TITLES) {
    await openPaper(page, title);
    await page.getByRole('button', { name: 'Show whole map' }).click();
    await expect.poll(isInFreePart, { message: title }).toBe(true);
    await expect.poll(async () => (await paintedTexts(page)).map(({ text }) => text)).toContain(title);
    // The link says that the whole map is shown, whatever the size of the window.
    expect(await currentUrl(page)).not.toContain('view=');
    await openExportMenu(page);
    await exportFile(page, /^PNG image$/);
    expect(await page.evaluate(() => window.exported)).toContain(title);
  }
  await page.locator('.details').getByRole('button', { name: 'Close' }).click();
  await expect.poll(async () => (await mapBox(page)).box).toEqual(before);
  // The table takes half of the height; the map must not slide below the toolbar.
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.locator('.table-panel tbody td').first().waitFor();
  await expect.poll(isInFreePart).toBe(true);
  expect(errors).toEqual([]);
});
