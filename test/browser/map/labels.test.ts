import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { paintedTexts, recordLabels } from '../support/painted-labels.ts';
import { getDifferingFraction } from '../support/screenshots.ts';
import {
  exportFile,
  openExportMenu,
  openPaper,
  settle,
  topicLabels,
  waitForLabels,
  waitForMap,
} from '../support/steps.ts';

const explorer = useExplorer();

/** Opens the sample and records the labels that are painted. */
async function openSample(options = {}, hash = '#sample') {
  const opened = await explorer.open({ address: 'about:blank', ...options });
  const { page } = opened;
  await recordLabels(page);
  await page.goto(`${explorer.address}${hash}`);
  await waitForMap(page);
  await waitForLabels(page);
  await page.waitForFunction(() => window.painted.length > 0);
  return opened;
}

/** Returns the first word of each topic. The group of papers that fit no topic has no label on the map. */
const firstWords = async (page: Page) =>
  (await topicLabels(page)).filter((label) => label !== 'Other').map((label) => label.split(/[ ,]/)[0]!);

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
});

const CONTROLS = '.toolbar, .zoom-controls, .map-status, .minimap:not(.inactive), .details';

/** Returns the labels that a control or a panel covers. */
const coveredLabels = (page: Page) =>
  page.evaluate((selector) => {
    const map = document.querySelector('.map')!.getBoundingClientRect();
    const boxes = [...document.querySelectorAll(selector)].map((control) => control.getBoundingClientRect());
    return window.painted
      .filter(({ x, y, width }) =>
        boxes.some(
          ({ left, right, top, bottom }) =>
            map.left + x + width / 2 > left &&
            map.left + x - width / 2 < right &&
            map.top + y + 4 > top &&
            map.top + y - 4 < bottom,
        ),
      )
      .map(({ text }) => text);
  }, CONTROLS);

test.each([
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
])('no label is under a button or a panel after zooming ($width px)', async (viewport) => {
  const { page } = await openSample({ viewport });
  await page.locator('.map').focus();
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press('+');
    await settle(page);
    await expect.poll(() => coveredLabels(page), { message: `step ${step}` }).toEqual([]);
  }
  await page.keyboard.press('Enter');
  await page.locator('.details .related li').first().waitFor();
  await settle(page);
  // Until the camera has reached the opened paper, no label may be in view.
  await expect.poll(async () => (await paintedTexts(page)).length).toBeGreaterThan(0);
  await expect.poll(() => coveredLabels(page)).toEqual([]);
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
});

test('labels of topics without visible papers are hidden', async () => {
  const { page } = await openSample();
  const words = await firstWords(page);
  await page.locator('.legend-topic').first().click();
  await expect.poll(async () => (await paintedTexts(page)).map(({ text }) => text).join(' ')).not.toContain(words[1]);
  expect((await paintedTexts(page)).map(({ text }) => text).join(' ')).toContain(words[0]);
});

test('the PNG image of the view shows the selected paper and dims the others', async () => {
  const { page } = await openSample();
  const exportView = async () => {
    await openExportMenu(page);
    return exportFile(page, /^PNG image$/);
  };
  await openPaper(page, 'sparse autoencoders');
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
});

test('titles of papers appear when the map is enlarged', async () => {
  const { page } = await openSample();
  const titles = async () => {
    const topics = await topicLabels(page);
    const painted = (await paintedTexts(page)).map(({ text }) => text);
    return painted.filter((text) => !topics.some((topic) => topic.includes(text.replace(' …', ''))));
  };
  // The middle of the map may be empty, but where the label of a topic is, papers are near.
  const map = (await page.locator('.map').boundingBox())!;
  const { x, y } = (await paintedTexts(page))[0]!;
  await page.mouse.move(map.x + x, map.y + y);
  for (let step = 0; step < 3; step++) await page.mouse.wheel(0, -400);
  await expect.poll(async () => (await titles()).length, { timeout: 60_000 }).toBeGreaterThan(5);
});

test('the title of an opened paper that was found is painted once', async () => {
  const { page } = await openSample();
  await page.locator('.search input').fill('astrocyte');
  await settle(page);
  await page.locator('.search-results .papers .paper-link').first().click();
  await page.locator('.details .related li').first().waitFor();
  await settle(page);
  const countTitles = async () =>
    (await paintedTexts(page)).filter(({ text }) => text.startsWith('Astrocyte-Enabled')).length;
  await expect.poll(countTitles).toBe(1);
});
