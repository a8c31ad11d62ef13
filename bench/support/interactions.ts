import type { Page } from 'playwright-core';
import { exportFile, openExportMenu, openTab, search, settle } from '../../test/browser/support/steps.ts';
import { profileMainThread } from './profile-page.ts';

/** What users do on the page, for bench/explorer.ts. */

/** A step of a user, on a page that shows a map. */
interface Interaction {
  name: string;
  run(page: Page): Promise<unknown>;
}

/** Time in which frames and work in time slices are finished. */
const QUIET_MS = 2500;

const selectIn = (page: Page, list: number, value: string) =>
  page.locator(`.toolbar > .select:nth-child(${list}) select`).selectOption(value);

const firstResult = (page: Page) => page.locator('.search-results .papers .paper-link').first();

async function editTopic(page: Page, edit: (page: Page) => Promise<void>): Promise<void> {
  await page.locator('.legend .icon-button').nth(2).click();
  await page.getByRole('textbox', { name: 'Topic name' }).waitFor();
  await edit(page);
}

const renameTopic = (page: Page) =>
  editTopic(page, async () => {
    await page.getByRole('textbox', { name: 'Topic name' }).fill('Renamed');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
  });

const mergeTopic = (page: Page) =>
  editTopic(page, async () => {
    await page.getByLabel('Merge into…').selectOption({ index: 5 });
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
  });

async function undo(page: Page): Promise<void> {
  await page.locator('.map').focus();
  await page.keyboard.press('Control+z');
}

async function brushYears(page: Page): Promise<void> {
  const box = (await page.locator('.year-brush svg, .year-chart svg').first().boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++)
    await page.mouse.move(box.x + box.width * (0.4 + step / 25), box.y + box.height / 2);
  await page.mouse.up();
}

async function zoomWithWheel(page: Page): Promise<void> {
  const box = (await page.locator('.map').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, -240);
}

/** In an order in which each finds the page as the one before leaves it. */
const INTERACTIONS: readonly Interaction[] = [
  { name: 'colors by year', run: (page) => selectIn(page, 2, 'year') },
  { name: 'colors by topic', run: (page) => selectIn(page, 2, 'topic') },
  { name: 'sizes: uniform', run: (page) => selectIn(page, 3, 'uniform') },
  { name: 'minimum similarity', run: (page) => page.locator('.toolbar input[type=range]').fill('0.2') },
  { name: 'minimum similarity 0', run: (page) => page.locator('.toolbar input[type=range]').fill('0') },
  { name: 'open the filters', run: (page) => openTab(page, 'Filters') },
  { name: 'a drag over the years', run: brushYears },
  {
    name: 'clear the filters',
    run: (page) =>
      page
        .getByRole('button', { name: /^Clear/ })
        .first()
        .click(),
  },
  { name: 'open the topics', run: (page) => openTab(page, 'Topics') },
  { name: 'filter by a topic', run: (page) => page.locator('.legend-topic').nth(1).click() },
  { name: 'clear that filter', run: (page) => page.locator('.legend-topic').nth(1).click() },
  { name: 'search', run: (page) => search(page, 'privacy of mobile') },
  { name: 'open a found paper', run: (page) => firstResult(page).click() },
  { name: 'clear the search', run: (page) => search(page, '') },
  { name: 'five turns of the wheel', run: zoomWithWheel },
  { name: 'show the whole map', run: (page) => page.getByRole('button', { name: 'Show whole map' }).click() },
  { name: 'open a topic', run: (page) => page.locator('.legend .icon-button').nth(2).click() },
  { name: 'rename a topic', run: renameTopic },
  { name: 'undo', run: undo },
  { name: 'merge topics', run: mergeTopic },
  { name: 'undo it', run: undo },
  { name: 'open the table', run: (page) => page.locator('.toolbar .icon-button').last().click() },
  { name: 'sort the table', run: (page) => page.locator('.table-panel th button').nth(1).click() },
  { name: 'close the table', run: (page) => page.locator('.toolbar .icon-button').last().click() },
  ...['BibTeX', 'GEXF'].map((format) => ({
    name: `export ${format}`,
    run: async (page: Page) => {
      await openExportMenu(page);
      await exportFile(page, new RegExp(format));
    },
  })),
];

/** Runs all interactions and prints a row for each. */
export async function measureInteractions(page: Page): Promise<void> {
  console.log('interaction\town ms\tlongest own task ms\tGPU ms\tother ms\tlargest own functions');
  for (const { name, run } of INTERACTIONS) {
    const times = await profileMainThread(page, async () => {
      await run(page);
      await settle(page);
      await page.waitForTimeout(QUIET_MS);
    });
    const round = (milliseconds: number) => Math.round(milliseconds);
    const cells = [name, round(times.own), round(times.longestOwn), round(times.gpu), round(times.other)];
    console.log([...cells, times.functions.join(', ')].join('\t'));
  }
}
