import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { currentUrl, openPaper, openTab, renameTopic, settle, topicLabels, waitForMap } from '../support/steps.ts';

/** Six papers of which each cites two works. */
const PAPERS = [
  'title,abstract,authors,references',
  ...Array.from({ length: 6 }, (_, i) => {
    const text = i < 3 ? 'Astrocytes modulate synapses' : 'Spiking networks learn';
    return `Study ${i},${text} in experiment ${i}.,Ada Moor ${i % 3}; Bo Lind,10.1000/shared.${i < 3 ? 1 : 2}; 10.1000/own.${i}`;
  }),
].join('\n');

const explorer = useExplorer(PAPERS);

const network = (page: Page) => page.locator('.toolbar select').first();

/** Opens another page first, so that leaving the explorer is visible. */
async function openMap(): Promise<Page> {
  const { page } = await explorer.open({ address: `${explorer.address}icon.svg` });
  await page.goto(explorer.address);
  await waitForMap(page);
  return page;
}

/** Shows another network as a user does, and waits until it is there. */
async function showNetwork(page: Page, name: string): Promise<void> {
  await network(page).selectOption(name);
  await expectNetwork(page, name);
}

async function expectNetwork(page: Page, name: string): Promise<void> {
  await expect.poll(() => network(page).inputValue()).toBe(name);
  await waitForMap(page);
}

test('Back and Forward walk through the networks that were shown', async () => {
  const page = await openMap();
  await showNetwork(page, 'coupling');
  await showNetwork(page, 'co-authorship');
  await page.goBack();
  await expectNetwork(page, 'coupling');
  await page.goBack();
  await expectNetwork(page, 'similarity');
  await page.goForward();
  await expectNetwork(page, 'coupling');
  await page.goForward();
  await expectNetwork(page, 'co-authorship');
  await page.goBack();
  await expectNetwork(page, 'coupling');
  await page.goBack();
  await expectNetwork(page, 'similarity');
  await page.goBack();
  await expect.poll(() => page.url()).toContain('icon.svg');
});

test('a network of the same papers is an entry of its own after that of the open paper', async () => {
  const page = await openMap();
  await openPaper(page, 'Study 4');
  await showNetwork(page, 'coupling');
  await currentUrl(page);
  await expect.poll(() => page.locator('.details-title').innerText()).toBe('Study 4');
  await page.goBack();
  await expectNetwork(page, 'similarity');
  await expect.poll(() => page.locator('.details-title').innerText()).toBe('Study 4');
  await settle(page);
  await page.goBack();
  await expect.poll(() => page.locator('.details').count()).toBe(0);
});

test('Back to another network keeps later edits and the reading list, and Undo takes the edit back', async () => {
  const page = await openMap();
  await showNetwork(page, 'coupling');
  const [label] = await topicLabels(page);
  await renameTopic(page, label!, 'Mine');
  await expect.poll(() => topicLabels(page)).toContain('Mine');
  await openPaper(page, 'Study 4');
  await page.getByRole('button', { name: 'Add to reading list' }).click();
  await settle(page);
  // The paper and the topic are steps, too.
  for (let step = 0; step < 3; step++) {
    await page.goBack();
    await settle(page);
  }
  await expectNetwork(page, 'similarity');
  await openTab(page, 'Edit');
  await page.locator('.edit-list li').getByText('Mine').waitFor();
  await openTab(page, 'List');
  await expect.poll(() => page.locator('.reading-list li').count()).toBe(1);
  await page.goForward();
  await expectNetwork(page, 'coupling');
  await openTab(page, 'List');
  await expect.poll(() => page.locator('.reading-list li').count()).toBe(1);
  await openTab(page, 'Topics');
  await expect.poll(() => topicLabels(page)).toContain('Mine');
  // Undo takes back one change after the other: first the networks, then the name.
  for (const shown of ['similarity', 'coupling']) {
    await page.keyboard.press('Control+z');
    await expectNetwork(page, shown);
  }
  await expect.poll(() => topicLabels(page)).toContain('Mine');
  await page.keyboard.press('Control+z');
  await expect.poll(() => topicLabels(page)).toContain(label);
});

test('Back returns to another network after a reload', async () => {
  const page = await openMap();
  await showNetwork(page, 'co-authorship');
  await settle(page);
  await page.reload();
  await expectNetwork(page, 'co-authorship');
  await page.goBack();
  await expectNetwork(page, 'similarity');
  await page.goForward();
  await expectNetwork(page, 'co-authorship');
});
