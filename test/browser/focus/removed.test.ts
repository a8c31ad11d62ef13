import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { openPaper, openTab, openTopic, renameTopic, search, topicLabels } from '../support/steps.ts';

/** Where the focus goes when the element that has it is removed. */

const explorer = useExplorer(papersInThreeTopics(6));

/** Returns the name of the element that has the focus, or the name of its tag. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element === document.body ? 'BODY' : (element?.getAttribute('aria-label') ?? element?.textContent?.trim());
  });

const remove = (title: string) => `Remove from reading list: ${title}`;

test('after an entry of the reading list was removed, the next one, the previous one, or the heading has the focus', async () => {
  const { page } = await explorer.openMap();
  const titles = ['Glia study first', 'Spikes study second', 'Speech study third'];
  for (const title of titles) {
    await openPaper(page, title);
    await page.getByRole('button', { name: 'Add to reading list' }).click();
  }
  await openTab(page, 'List');
  await page.getByRole('button', { name: remove(titles[1]!) }).press('Enter');
  await expect.poll(() => focused(page)).toBe(remove(titles[2]!));
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe(remove(titles[0]!));
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('Reading list');
});

test('after a change was removed, the next one has the focus', async () => {
  const { page } = await explorer.openMap();
  const [first, second] = await topicLabels(page);
  await renameTopic(page, first!, 'One');
  await expect.poll(() => topicLabels(page)).toContain('One');
  await renameTopic(page, second!, 'Two');
  await expect.poll(() => topicLabels(page)).toContain('Two');
  await openTab(page, 'Edit');
  const changes = page.locator('.edit-list button');
  const name = await changes.nth(1).getAttribute('aria-label');
  await changes.first().press('Enter');
  await expect.poll(() => changes.count()).toBe(1);
  await expect.poll(() => focused(page)).toBe(name);
  await page.keyboard.press('Enter');
  await expect.poll(() => changes.count()).toBe(0);
  await expect.poll(() => focused(page)).toBe('Changes');
});

test('after a topic was merged, the panel of the other topic has the focus', async () => {
  const { page } = await explorer.openMap();
  const [first, second] = await topicLabels(page);
  await openTopic(page, first!);
  await page.getByRole('combobox', { name: 'Merge into…' }).selectOption({ label: second! });
  await page.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
  await expect.poll(() => topicLabels(page)).not.toContain(first);
  await expect.poll(() => focused(page)).toBe('Details');
});

test('after Back has closed the panel, the paper that opened it has the focus', async () => {
  const { page } = await explorer.openMap();
  await search(page, 'Glia study first');
  const result = page.locator('.search-results .papers .paper-link').first();
  await result.press('Enter');
  await page.locator('.details .related li').first().waitFor();
  await page.getByRole('button', { name: 'Add to reading list' }).focus();
  await page.goBack();
  await expect.poll(() => page.locator('.details').count()).toBe(0);
  await expect.poll(() => focused(page)).toBe(await result.innerText().then((text) => text.replaceAll('\n', '')));
});
