import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { currentUrl, openPaper, openTab, openTopic, renameTopic, topicLabels, waitForMap } from '../support/steps.ts';

const explorer = useExplorer();
const PAPERS = papersInThreeTopics(8);

const topicSizes = async (page: Page) =>
  (await page.locator('.legend .number').allInnerTexts()).map((text) => Number.parseInt(text, 10));
const editList = (page: Page) => page.locator('.edit-list li span').allInnerTexts();

/** Opens the papers, and a tab of the sidebar. */
async function openPapers(tab = 'Topics') {
  const opened = await explorer.openPapers(PAPERS);
  await openTab(opened.page, tab);
  return opened;
}

describe('topics and papers', () => {
  test('renames a topic everywhere, with undo and redo by button and key, without moving the camera', async () => {
    const { page, errors } = await openPapers();
    const before = await topicLabels(page);
    expect(before.length).toBe(3);
    await openTopic(page, before[0]!);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    const viewParameter = async () => /view=([^&]*)/.exec(await currentUrl(page))?.[1];
    const view = await viewParameter();
    expect(view).toBeDefined();
    await page.getByRole('textbox', { name: 'Topic name' }).fill('<b>My own</b> name');
    await page.getByRole('button', { name: 'Rename' }).click();
    await expect.poll(() => topicLabels(page)).toEqual(['<b>My own</b> name', ...before.slice(1)]);
    await expect.poll(() => page.locator('.details .details-title').innerText()).toContain('<b>My own</b> name');
    await expect.poll(() => page.locator('[role=status].visually-hidden').innerText()).toContain('renamed to');
    await page.locator('.map').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => topicLabels(page)).toEqual(before);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await topicLabels(page))[0]).toBe('<b>My own</b> name');
    await openTab(page, 'Edit');
    await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
    await expect.poll(() => editList(page)).toEqual([]);
    await page.getByRole('button', { name: 'Redo (Ctrl+Y)' }).click();
    await expect.poll(() => editList(page)).toEqual([`${before[0]} renamed to <b>My own</b> name`]);
    expect(await viewParameter()).toBe(view);
    expect(errors).toEqual([]);
  });

  test('rejects the name of another topic without changing the map', async () => {
    const { page } = await openPapers();
    const before = await topicLabels(page);
    await renameTopic(page, before[0]!, before[1]!);
    await expect.poll(() => page.getByRole('alert').innerText()).toContain('Another topic is called');
    await expect.poll(() => topicLabels(page)).toEqual(before);
    await openTab(page, 'Edit');
    await expect.poll(() => editList(page)).toEqual([]);
    await expect.poll(() => page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).isDisabled()).toBe(true);
    await openTab(page, 'Topics');
    await renameTopic(page, before[0]!, 'A free name');
    await expect.poll(() => topicLabels(page)).toContain('A free name');
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });

  test('merges topics, moves and hides papers, and removes single edits', async () => {
    const { page, errors } = await openPapers();
    const [first, second, third] = (await topicLabels(page)) as [string, string, string];
    await expect.poll(() => topicSizes(page)).toEqual([8, 8, 8]);
    await openTopic(page, first);
    await page.getByLabel('Merge into…').selectOption({ label: second });
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect.poll(() => topicSizes(page)).toEqual([16, 8]);
    const [merged, other] = (await topicLabels(page)) as [string, string];
    expect(other).toBe(third);
    await expect.poll(() => page.locator('.details .details-title').innerText()).toContain(merged);
    // The panel describes both topics, not only one of them.
    const chips = page.locator('.details .section', { hasText: 'Key terms' }).locator('.chip');
    const keyTerms = (await chips.allInnerTexts()).join(' ').toLowerCase();
    for (const label of [first, second]) {
      const words = label.toLowerCase().split(/\W+/);
      expect(
        words.some((word) => keyTerms.includes(word)),
        `${label}: ${keyTerms}`,
      ).toBe(true);
    }

    const inThird = (await page.locator('.legend li', { hasText: third }).count()) > 0;
    expect(inThird).toBe(true);
    await openTopic(page, third);
    const title = await page.locator('.details .item-list .paper-title').first().innerText();
    await openPaper(page, title);
    await page.getByLabel('Move to another topic…').selectOption({ label: merged });
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await expect.poll(() => topicSizes(page)).toEqual([17, 7]);

    const status = () => page.locator('.map-status').innerText();
    const statusBefore = await status();
    expect(statusBefore).toMatch(/^24 papers · \d+ links$/);
    await page.getByRole('button', { name: 'Hide paper' }).click();
    await page.getByText('You have hidden this paper.').waitFor();
    await expect.poll(status).toMatch(/^23 papers · \d+ links$/);

    await openTab(page, 'Edit');
    await expect
      .poll(() => editList(page))
      .toEqual([`${first} merged into ${second}`, `“${title}” moved to ${merged}`, `“${title}” hidden`]);
    await page.getByRole('button', { name: `Remove: ${first} merged into ${second}` }).click();
    await expect.poll(async () => (await editList(page)).length).toBe(2);
    await page.getByRole('button', { name: 'Unhide paper' }).click();
    await expect.poll(async () => (await editList(page)).length).toBe(1);
    await expect.poll(status).toBe(statusBefore);
    await openTab(page, 'Topics');
    expect((await topicSizes(page)).sort()).toEqual([7, 8, 9]);
    for (let step = 0; step < 5; step++) await page.keyboard.press('Control+z');
    await expect.poll(() => topicSizes(page)).toEqual([8, 8, 8]);
    expect(errors).toEqual([]);
  });
});

test('a link describes an edit in the same way as the page on which it was made', async () => {
  const { page } = await explorer.open({ hash: '#sample' });
  await waitForMap(page);
  await openPaper(page, 'sparse autoencoders');
  const list = page.getByLabel('Move to another topic…');
  const label = await list.locator('option').nth(2).innerText();
  await list.selectOption({ label });
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await openTab(page, 'Edit');
  await expect.poll(async () => (await editList(page)).join()).toContain(`moved to ${label}`);
  const before = await editList(page);
  const url = await currentUrl(page);
  await page.goto('about:blank');
  await page.goto(url);
  await waitForMap(page);
  await expect.poll(() => editList(page)).toEqual(before);
});

test.each(['light', 'dark'] as const)('axe reports no violations while editing (%s)', async (colorScheme) => {
  const { page } = await explorer.openPapers(PAPERS, { colorScheme });
  const [first] = await topicLabels(page);
  await renameTopic(page, first!, 'Another name');
  await expect.poll(() => topicLabels(page)).toContain('Another name');
  expect(await axeViolations(page)).toEqual([]);
  await openTab(page, 'Edit');
  const words = page.locator('.section', { has: page.getByRole('heading', { name: 'Stop words' }) });
  await words.getByRole('textbox').fill('experiment');
  await words.getByRole('button', { name: 'Add' }).click();
  expect(await axeViolations(page)).toEqual([]);
});
