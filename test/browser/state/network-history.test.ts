import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { currentUrl, openPaper, settle, waitForMap } from '../support/steps.ts';

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
