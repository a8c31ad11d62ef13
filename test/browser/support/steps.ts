import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Common steps of the tests. */

/** Waits until the worker has answered everything, and until the URL describes what the page shows. */
export const settle = (page: Page) =>
  page.locator('html:not([data-loading], [data-url-outdated])').waitFor({ state: 'attached', timeout: 60_000 });

/** Waits until the map is drawn and has its links. */
export async function waitForMap(page: Page): Promise<void> {
  await page.locator('.minimap').waitFor({ state: 'attached', timeout: 60_000 });
  await settle(page);
}

/** Waits until the labels of the map have their places. */
export const waitForLabels = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByName('labels placed').length > 0);

/** Opens a tab of the sidebar. */
export const openTab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

/** Opens the export menu. */
export const openExportMenu = (page: Page) => page.getByRole('button', { name: 'Export' }).click();

/** Returns the URL once it describes what the page shows. */
export async function currentUrl(page: Page): Promise<string> {
  await settle(page);
  return page.evaluate(() => location.href);
}

/** Searches, and waits for all results. Until then the page shows those of the previous search. */
export async function search(page: Page, query: string): Promise<void> {
  await page.locator('.search input').fill(query);
  await settle(page);
}

/** Searches for a paper by its title, opens it, clears the search and waits for the URL. */
export async function openPaper(page: Page, title: string): Promise<void> {
  await search(page, title);
  await page.locator('.search-results .papers .paper-link').first().click();
  await page.locator('.details .related li').first().waitFor();
  await search(page, '');
}

/** Runs an action that starts a download, and returns the path of the file. */
export async function waitForDownload(page: Page, action: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download');
  await action();
  return (await download).path();
}

/** Clicks an item of the open export menu and returns the downloaded file. */
export async function exportFile(page: Page, item: string | RegExp): Promise<Buffer> {
  return readFileSync(
    await waitForDownload(page, () => page.locator('.menu-list').getByRole('button', { name: item }).click()),
  );
}

/** Returns the topic labels in the legend. */
export const topicLabels = (page: Page) => page.locator('.legend .legend-label').allInnerTexts();

/** Opens the details of a topic. */
export async function openTopic(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: `About topic ${label}`, exact: true }).click();
  await page.getByRole('textbox', { name: 'Topic name' }).waitFor();
}

/** Renames a topic. */
export async function renameTopic(page: Page, label: string, to: string): Promise<void> {
  await openTopic(page, label);
  await page.getByRole('textbox', { name: 'Topic name' }).fill(to);
  await page.getByRole('button', { name: 'Rename' }).click();
}

/** Drops files on the page. Papers that are dropped on an open map are opened as a new map. */
export async function dropFiles(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const isAsked =
    (await page.locator('.has-map').count()) > 0 &&
    !(files.length === 1 && /^\{\s*"(?:format":"papergraph map|papergraphRecipe)"/.test(files[0]!.text));
  await drop(page, files);
  // Without the checks of a click, because tests may hold back the frames of the page.
  if (isAsked) await page.getByRole('button', { name: 'New map' }).dispatchEvent('click');
}

/** Drops files on the page, and nothing else. Their content is a text or bytes. */
export async function drop(page: Page, files: { name: string; text: string | number[] }[]): Promise<void> {
  const transfer = await page.evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const { name, text } of dropped) {
      const content = typeof text === 'string' ? text : new Uint8Array(text);
      data.items.add(new File([content], name));
    }
    return data;
  }, files);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Adds up formatted numbers. */
export const sum = (values: string[]) => values.reduce((total, value) => total + Number.parseFloat(value), 0);
