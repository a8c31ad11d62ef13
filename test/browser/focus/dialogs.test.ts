import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { TEN_PAPERS } from '../support/papers.ts';
import { openPaper, openTab, search } from '../support/steps.ts';

/** What has the focus while a dialog is open, and after it was closed. */

const explorer = useExplorer(TEN_PAPERS);

/** Returns the name of the element that has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const label = activeElement?.getAttribute('aria-label') ?? activeElement?.closest('label')?.textContent;
    return (label ?? activeElement?.textContent)?.trim();
  });

test('Escape closes the list of shortcuts, not the panel behind it', async () => {
  const { page } = await explorer.openMap();
  await openPaper(page, 'Glial calcium waves');
  const button = page.getByRole('button', { name: 'Add to reading list' });
  await button.focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  expect(await page.locator('.details-title').innerText()).toBe('Glial calcium waves');
  expect(await focused(page)).toBe('Add to reading list');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.details').count()).toBe(0);
});

test('Escape closes the thesaurus, not the author that it was opened for', async () => {
  const { page } = await explorer.openMap();
  await search(page, 'Ada Moor');
  await page.locator('.search-results .groups button').first().click();
  await page.getByRole('button', { name: 'Merge with…' }).press('Enter');
  await page.getByRole('dialog').locator('.picker-labels label').first().waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  expect(await page.locator('.details-title').innerText()).toBe('Ada Moor');
  expect(await focused(page)).toBe('Merge with…');
});

test('the thesaurus starts at its filter, and its labels are one tab stop', async () => {
  const { page } = await explorer.openMap();
  await openTab(page, 'Edit');
  await page.getByRole('button', { name: 'Edit thesaurus…' }).press('Enter');
  const labels = page.getByRole('dialog').locator('.picker-labels label');
  await labels.first().waitFor();
  await expect.poll(() => focused(page)).toBe('Find labels');
  const nameOf = async (index: number) => (await labels.nth(index).textContent())?.trim();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(await nameOf(0));
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toBe(await nameOf(1));
  await page.keyboard.press('Space');
  expect(await labels.nth(1).getByRole('checkbox').isChecked()).toBe(true);
  await page.keyboard.press('End');
  await expect.poll(() => focused(page)).toBe(await nameOf((await labels.count()) - 1));
  await page.keyboard.press('Home');
  await expect.poll(() => focused(page)).toBe(await nameOf(0));
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Replace by');
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toBe(await nameOf(0));
});
