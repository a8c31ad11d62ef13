import type { Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, serve } from '../support/page.ts';
import { getDifferingFraction } from '../support/screenshots.ts';
import { exportFile, openExportMenu, openPaper, topicLabels, waitForMap } from '../support/steps.ts';

let browser: Browser;
let site: { address: string; server: Server };

beforeAll(async () => {
  browser = await launch();
  site = await serve();
});

afterAll(async () => {
  await browser?.close();
  site?.server.close();
});

/** A line of text that was painted on the map, in pixels of the map. */
interface PaintedText {
  text: string;
  x: number;
  y: number;
  width: number;
}

declare global {
  interface Window {
    /** Texts painted since the layer of the labels was cleared, recorded by {@link openSample}. */
    painted: PaintedText[];
    /** Texts painted on other canvases, such as exported images. */
    exported: string[];
  }
}

/** Opens the sample and records the labels that are painted. */
async function openSample(options = {}, hash = '#sample') {
  const opened = await open(browser, 'about:blank', options);
  const { page } = opened;
  await page.addInitScript(() => {
    window.painted = [];
    window.exported = [];
    const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
    const isLabelLayer = (context: CanvasRenderingContext2D) =>
      context.canvas.classList.contains('sigma-overlay-labels');
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      if (isLabelLayer(this)) window.painted = [];
      clearRect.apply(this, box);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      if (isLabelLayer(this) && this.globalAlpha > 0.5)
        window.painted.push({ text, x, y, width: this.measureText(text).width });
      if (!isLabelLayer(this) && this.globalAlpha === 1) window.exported.push(text);
      fillText.call(this, text, x, y);
    };
  });
  await page.goto(`${site.address}${hash}`);
  await waitForMap(page);
  await page.waitForFunction(() => performance.getEntriesByName('labels placed').length > 0);
  await page.waitForFunction(() => window.painted.length > 0);
  return opened;
}

const paintedTexts = (page: Page) => page.evaluate(() => window.painted);

/** Returns the first word of each topic. */
const firstWords = async (page: Page) => (await topicLabels(page)).map((label) => label.split(/[ ,]/)[0]!);

test.each([
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
])('at the start, every topic has a label that is not cut off ($width px)', async (viewport) => {
  const { page } = await openSample({ viewport });
  const map = (await page.locator('.map').boundingBox())!;
  const painted = await paintedTexts(page);
  // In a narrow window the list of topics is closed at the start.
  if (viewport.width < 760) await page.getByRole('tab', { name: 'Topics' }).click();
  const words = await firstWords(page);
  expect(words.length).toBeGreaterThan(8);
  for (const word of words) expect(painted.map(({ text }) => text).join(' ')).toContain(word);
  for (const { x, width } of painted) {
    expect(x - width / 2).toBeGreaterThanOrEqual(0);
    expect(x + width / 2).toBeLessThanOrEqual(map.width);
  }
  await page.context().close();
});

test('a click on a label opens its topic, also where there are papers beneath', async () => {
  const { page, errors } = await openSample();
  const [label] = await topicLabels(page);
  const map = (await page.locator('.map').boundingBox())!;
  const line = (await paintedTexts(page)).find(({ text }) => text.startsWith(label!.split(/[ ,]/)[0]!))!;
  await page.mouse.move(map.x + line.x, map.y + line.y);
  await page.locator('.map.pointing').waitFor();
  await page.mouse.click(map.x + line.x, map.y + line.y);
  await expect.poll(() => page.locator('.details-title').innerText()).toContain(label);
  expect(errors).toEqual([]);
  await page.context().close();
});

test('labels of topics without visible papers are hidden', async () => {
  const { page } = await openSample();
  const words = await firstWords(page);
  await page.locator('.legend-topic').first().click();
  await expect.poll(async () => (await paintedTexts(page)).map(({ text }) => text).join(' ')).not.toContain(words[1]);
  expect((await paintedTexts(page)).map(({ text }) => text).join(' ')).toContain(words[0]);
  await page.context().close();
});

test('the PNG image of the view shows the selected paper and dims the others', async () => {
  const { page } = await openSample();
  const exportView = async () => {
    await openExportMenu(page);
    return exportFile(page, /^PNG image$/);
  };
  await openPaper(page, 'astrocyte');
  await page.getByRole('button', { name: 'Show whole map' }).click();
  const title = await page.locator('.details-title').innerText();
  const selected = await exportView();
  const exported = await page.evaluate(() => window.exported);
  expect(exported.some((text) => title.startsWith(text))).toBe(true);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Show whole map' }).click();
  const plain = await exportView();
  // Dimmed nodes and edges change most pixels that are not background.
  expect(await getDifferingFraction(page, [plain, selected])).toBeGreaterThan(0.01);
  await page.context().close();
});
