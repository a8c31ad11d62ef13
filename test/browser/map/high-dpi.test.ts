import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze, readPapers, serializeMap } from '../../../src/index.ts';
import { useExplorer } from '../support/explorer.ts';
import { getDifferingFraction, getMaxShift, locateTopics, type TopicPosition } from '../support/screenshots.ts';
import { exportFile, openExportMenu, waitForLabels } from '../support/steps.ts';

const explorer = useExplorer();
const VIEWPORT = { width: 1280, height: 800 };
const RATIOS = [1, 1.5, 2, 3];

/** Maximum difference between two ratios in CSS pixels. Antialiased edges fall on different device pixels. */
const TOLERANCE = 2;

/** The terms of four topics. */
const VOCABULARIES = [
  'astrocytes glia calcium waves synapses modulate neurons signalling cortex receptors',
  'spiking networks surrogate gradients neuromorphic chips energy training hardware circuits',
  'transformers attention speech sequences translation decoding tokens language corpora grammar',
  'coral reefs bleaching oceans warming symbionts algae fisheries islands plankton',
];

/** Generates a CSV file with 45 papers per topic, each of which lacks two terms of its topic. */
function generatePapers(): string {
  const rows = VOCABULARIES.flatMap((vocabulary) => {
    const words = vocabulary.split(' ');
    return words.flatMap((first, i) =>
      words.slice(i + 1).map((second) => {
        const others = words.filter((word) => word !== first && word !== second);
        return `${first} and ${second},${others.join(' ')} and ${others.reverse().join(' ')}.`;
      }),
    );
  });
  return ['title,abstract', ...rows].join('\n');
}

/** The address of the map. */
let address: string;
/** The positions of the topics at ratio 1. */
let reference: TopicPosition[];

beforeAll(async () => {
  const file = join(explorer.folder, 'map.json');
  const bytes = new TextEncoder().encode(generatePapers());
  const map = await analyze(await readPapers([{ name: 'papers.csv', bytes: () => [bytes] }]));
  writeFileSync(file, Buffer.concat([...serializeMap(map)]));
  address = await explorer.serve(file);
  const page = await openMap(1);
  reference = await locateTopics(page);
  await page.context().close();
});

/** Opens the map in a window with a device pixel ratio and waits for its labels. */
async function openMap(deviceScaleFactor: number): Promise<Page> {
  const { page } = await explorer.openMap({ address, viewport: VIEWPORT, deviceScaleFactor });
  await waitForLabels(page);
  return page;
}

/** Maximum distance in CSS pixels between the label of a topic, which is at the edge of it, and the median position of its nodes. */
const MAX_DISTANCE = 220;

/** Returns whether each topic's labels are next to its nodes. */
const areLabelsAtNodes = (topics: TopicPosition[]) =>
  topics.length === VOCABULARIES.length &&
  topics.every(
    ({ x, y, label }) =>
      Math.hypot(Math.max(label.left - x, 0, x - label.right), Math.max(label.top - y, 0, y - label.bottom)) <
      MAX_DISTANCE,
  );

/** Returns the largest difference from ratio 1, in CSS pixels. */
const getShift = async (page: Page) => getMaxShift(await locateTopics(page), reference);

/** Returns the distinct ratios of canvas pixels to CSS pixels, rounded because canvases have whole pixels. */
const getCanvasRatios = (page: Page) =>
  page.locator('.map canvas, .minimap canvas').evaluateAll((canvases) => {
    const ratios = canvases.map((canvas) =>
      canvas instanceof HTMLCanvasElement ? (canvas.width + 0.5) / canvas.getBoundingClientRect().width : 0,
    );
    return [...new Set(ratios.map((ratio) => Math.round(ratio * 100) / 100))];
  });

/** Changes the screen of an open page. */
async function setScreen(page: Page, width: number, height: number, deviceScaleFactor: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const send = (pixels: number) =>
    devtools.send('Emulation.setDeviceMetricsOverride', { width: pixels, height, deviceScaleFactor, mobile: false });
  // Chromium applies an emulated ratio only together with a new size, so the width changes for a moment.
  await Promise.all([send(width + 1), send(width)]);
}

/** Returns at which positions along a row through the first topic the pointer hits a paper. */
async function getHits(page: Page): Promise<boolean[]> {
  const { x, y } = reference[0]!;
  const hits: boolean[] = [];
  for (let offset = -80; offset <= 80; offset += 5) {
    await page.mouse.move(x + offset, y);
    hits.push((await page.locator('.map.pointing').count()) > 0);
  }
  return hits;
}

test('at ratio 1, labels are next to the nodes of their topics', () => {
  expect(areLabelsAtNodes(reference)).toBe(true);
});

describe.each(RATIOS)('at ratio %s', (ratio) => {
  test('nodes and labels are where they are at ratio 1, and sharp', async () => {
    const page = await openMap(ratio);
    expect(await page.evaluate(() => devicePixelRatio)).toBe(ratio);
    await expect.poll(() => getShift(page)).toBeLessThanOrEqual(TOLERANCE);
    expect(await getCanvasRatios(page)).toEqual([ratio]);
    await page.context().close();
  });
});

test('nodes and labels stay in place and become sharp when the window moves to another screen', async () => {
  const page = await openMap(1);
  for (const ratio of [2, 1.5, 3, 1]) {
    await setScreen(page, VIEWPORT.width, VIEWPORT.height, ratio);
    await expect.poll(() => getCanvasRatios(page)).toEqual([ratio]);
    await expect.poll(() => getShift(page)).toBeLessThanOrEqual(TOLERANCE);
  }
  await page.context().close();
});

test('labels stay next to the nodes of their topics when the page is zoomed', async () => {
  const page = await openMap(1);
  await setScreen(page, VIEWPORT.width / 1.25, VIEWPORT.height / 1.25, 1.25);
  await expect.poll(() => getCanvasRatios(page)).toEqual([1.25]);
  await expect.poll(async () => areLabelsAtNodes(await locateTopics(page))).toBe(true);
  await setScreen(page, VIEWPORT.width, VIEWPORT.height, 1);
  await expect.poll(() => getCanvasRatios(page)).toEqual([1]);
  await expect.poll(() => getShift(page)).toBeLessThanOrEqual(TOLERANCE);
  await page.context().close();
});

test('the pointer hits papers at the same positions at every ratio, also after a change', async () => {
  const page = await openMap(1);
  const hits = await getHits(page);
  expect(new Set(hits)).toEqual(new Set([true, false]));
  await setScreen(page, VIEWPORT.width, VIEWPORT.height, 2);
  await expect.poll(() => getCanvasRatios(page)).toEqual([2]);
  expect(await getHits(page)).toEqual(hits);
  await page.context().close();
  const highDpiPage = await openMap(2);
  expect(await getHits(highDpiPage)).toEqual(hits);
  await highDpiPage.context().close();
});

test('the exported image does not depend on the ratio', async () => {
  const exportPng = async (ratio: number) => {
    const page = await openMap(ratio);
    await openExportMenu(page);
    const png = await exportFile(page, /^PNG image$/);
    await page.context().close();
    return png;
  };
  const pngs: [Buffer, Buffer] = [await exportPng(1), await exportPng(2)];
  const page = await openMap(1);
  expect(await getDifferingFraction(page, pngs)).toBeLessThan(0.01);
  await page.context().close();
});
