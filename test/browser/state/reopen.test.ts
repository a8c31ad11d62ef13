import type { Dialog, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics, TEN_PAPERS } from '../support/papers.ts';
import { dropFiles, openPaper, openTab, renameTopic, topicLabels, waitForMap } from '../support/steps.ts';

const explorer = useExplorer();

/** Opens a map from a dropped file. */
async function openDropped(csv = papersInThreeTopics(4), name = 'three topics.csv') {
  const opened = await explorer.open();
  await dropFiles(opened.page, [{ name, text: csv }]);
  await waitForMap(opened.page);
  return opened;
}

/** Renames the largest topic. */
async function edit(page: Page): Promise<void> {
  const [topic] = await topicLabels(page);
  await renameTopic(page, topic!, 'A better name');
  await page.locator('.legend').getByText('A better name').waitFor();
  await expect.poll(() => page.url()).toContain('recipe=');
}

describe('after a reload', () => {
  test('the files can be reopened by name, with the changes and the view of the link', async () => {
    const { page, errors } = await openDropped();
    await edit(page);
    await openPaper(page, 'Glia study first');
    await expect.poll(() => page.url()).toMatch(/paper=(?!.*search=)/);
    await page.reload();
    await page.getByText('three topics.csv').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Reopen' }).click();
    await waitForMap(page);
    await expect.poll(() => page.locator('.details-title').innerText()).toBe('Glia study first');
    expect(await topicLabels(page)).toContain('A better name');
    expect(errors).toEqual([]);
  });

  test('large files must be chosen again and then get the view of the link back', async () => {
    const csv = `${papersInThreeTopics(4)}\n${'x'.repeat(2_100_000)},,\n`;
    const { page } = await openDropped(csv, 'large.csv');
    await openTab(page, 'Filters');
    await page.getByLabel('Only papers with an abstract').check();
    await expect.poll(() => page.url()).toContain('abstract');
    await page.reload();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Reopen' }).click();
    await (await chooser).setFiles([{ name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }]);
    await waitForMap(page);
    await expect.poll(() => page.getByLabel('Only papers with an abstract').isChecked()).toBe(true);
  });

  test('the sample is opened again, and files that were open before it are not offered', async () => {
    const { page } = await explorer.open();
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await waitForMap(page);
    await expect.poll(() => page.url()).toContain('sample');
    await page.reload();
    await waitForMap(page);
  });
});

describe('unsaved changes', () => {
  test('the browser asks before the page is closed, but not without changes or after saving them', async () => {
    const { page } = await openDropped();
    const dialogs: string[] = [];
    page.on('dialog', (dialog: Dialog) => {
      dialogs.push(dialog.type());
      void dialog.accept();
    });
    await page.reload();
    expect(dialogs).toEqual([]);
    await page.getByRole('button', { name: 'Reopen' }).click();
    await waitForMap(page);
    await edit(page);
    await page.reload();
    expect(dialogs).toEqual(['beforeunload']);
    await page.getByRole('button', { name: 'Reopen' }).click();
    await waitForMap(page);
    await renameTopic(page, 'A better name', 'The best name');
    await openTab(page, 'Edit');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save recipe' }).click();
    await download;
    await page.reload();
    expect(dialogs).toEqual(['beforeunload']);
  });

  test('dropped files replace an edited map only after a question', async () => {
    const { page } = await openDropped();
    await edit(page);
    await dropFiles(page, [{ name: 'ten.csv', text: TEN_PAPERS }]);
    const question = page.getByRole('alert');
    await question.getByText('Replace the edited map?').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await question.getByRole('button', { name: 'Keep map' }).click();
    expect(await topicLabels(page)).toContain('A better name');
    await dropFiles(page, [{ name: 'ten.csv', text: TEN_PAPERS }]);
    await question.getByRole('button', { name: 'Replace map' }).click();
    await page.getByText('10 of 10 papers').waitFor();
    expect(await question.count()).toBe(0);
  });
});
