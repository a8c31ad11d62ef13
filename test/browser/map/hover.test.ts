import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { paintedTexts, recordLabels } from '../support/painted-labels.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { openTab, search, settle, waitForMap } from '../support/steps.ts';

const explorer = useExplorer(papersInThreeTopics(6));

/** The map is dimmed while a paper is emphasized. */
const DIMMED = '.map.dimmed';

/** Returns whether the map shows the year below a title, as it does for a paper under the pointer only. */
const showsYear = async (page: Page) => (await paintedTexts(page)).some(({ text }) => /^20\d\d$/.test(text));

test('a search result that disappears under the pointer is not emphasized on the map any longer', async () => {
  const { page } = await explorer.open({ address: 'about:blank' });
  await recordLabels(page);
  await page.goto(explorer.address);
  await waitForMap(page);
  await search(page, 'astrocytes');
  await page.locator('.search-results .paper-link').nth(2).hover();
  await expect.poll(() => showsYear(page)).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.search-results').count()).toBe(0);
  await expect.poll(() => page.locator(DIMMED).count()).toBe(0);
});

test('an answer that disappears under the pointer is not emphasized on the map any longer', async () => {
  const { page } = await explorer.openMap();
  await openTab(page, 'Ask');
  const text = page.getByRole('textbox', { name: 'Your text' });
  await text.fill('calcium waves');
  await page.keyboard.press('Enter');
  await page.locator('.pane .related .paper-link').first().hover();
  await page.locator(DIMMED).waitFor();
  await text.fill('xqzv');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.pane .related').count()).toBe(0);
  await expect.poll(() => page.locator(DIMMED).count()).toBe(0);
});

test('a row of the list or of the table that disappears is not emphasized on the map any longer', async () => {
  const { page } = await explorer.openMap();
  await openTab(page, 'List');
  const topic = page.locator('[role=treeitem]').first();
  await topic.locator('.tree-toggle').click();
  await page.locator('[role=treeitem].level-2 .tree-toggle').first().click();
  await page.locator('[role=treeitem].paper').first().hover();
  await page.locator(DIMMED).waitFor();
  await page.getByRole('tab', { name: 'List' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.locator('[role=treeitem]').count()).toBe(0);
  await expect.poll(() => page.locator(DIMMED).count()).toBe(0);

  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await settle(page);
  await page.locator('.table-rows tbody th').first().hover();
  await page.locator(DIMMED).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.table-rows').count()).toBe(0);
  await expect.poll(() => page.locator(DIMMED).count()).toBe(0);
});
