import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What people do again and again. */

/** Waits for the picture of the map. */
export const drawn = (page: Page) => page.locator('.overview').waitFor({ state: 'attached', timeout: 45_000 });

export const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

export const menu = (page: Page) => page.getByRole('button', { name: 'Take away' }).click();

/** Finds a paper by words of its title and opens it; the search is cleared again. */
export async function openPaper(page: Page, title: string): Promise<void> {
  await page.getByRole('searchbox').fill(title);
  await page.locator('.results .papers .paper-link').first().click();
  await page.locator('.reading .related li').first().waitFor();
  await page.getByRole('searchbox').fill('');
}

/** Presses, and gives the path of what is saved then. */
export async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const waiting = page.waitForEvent('download');
  await press();
  return (await waiting).path();
}

/** Chooses in the menu, which is open, and reads what is saved. */
export async function taken(page: Page, item: string | RegExp): Promise<Buffer> {
  return readFileSync(await saved(page, () => page.locator('.menu-list').getByRole('button', { name: item }).click()));
}

/** The names of the topics in the legend. */
export const labels = (page: Page) => page.locator('.legend .legend-label').allInnerTexts();

export async function openTopic(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: `About the topic ${label}`, exact: true }).click();
  await page.getByRole('textbox', { name: 'Name of the topic' }).waitFor();
}

export async function rename(page: Page, label: string, to: string): Promise<void> {
  await openTopic(page, label);
  await page.getByRole('textbox', { name: 'Name of the topic' }).fill(to);
  await page.getByRole('button', { name: 'Rename' }).click();
}

/** Drops files as a person would: with a real drop event that carries them. */
export async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((dropped) => {
    const carried = new DataTransfer();
    for (const { name, text } of dropped) carried.items.add(new File([text], name));
    return carried;
  }, files);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Adds up what stands beside bars. */
export const sum = (values: string[]) => values.reduce((total, value) => total + Number.parseFloat(value), 0);
