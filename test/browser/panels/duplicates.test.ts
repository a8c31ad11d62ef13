import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { openTab, search, settle, waitForDownload, waitForMap } from '../support/steps.ts';

/** Two pairs of papers with one title and two DOIs, and two other papers. */
const PAPERS = `title,authors,abstract,year,doi
Glial calcium waves in sleeping mice,Ada Moor,Astrocytes raise calcium waves that spread through glial networks and modulate synapses.,2019,10.1234/a
Glial calcium waves in sleeping mice,Ada Moor,,2019,10.5555/b
Spiking networks on neuromorphic chips today,Cy Ode,Spiking networks train with surrogate gradients on neuromorphic chips.,2021,10.1234/c
Spiking networks on neuromorphic chips today,Cy Ode,Spiking networks train with surrogate gradients on small neuromorphic chips.,2021,10.5555/d
Calcium in astrocytes,Ada Moor,Calcium transients in astrocytes modulate synapses and glial signalling.,2020,10.1234/e
Surrogate gradients,Cy Ode,Training spiking networks with surrogate gradients saves energy on neuromorphic chips.,2022,10.1234/f
`;

const explorer = useExplorer();

const panelOf = (page: Page) => page.getByRole('article', { name: 'What was read' });
const groups = (page: Page) => panelOf(page).locator('.side-by-side');
const totals = (page: Page) => panelOf(page).locator('.metadata');

test('possible duplicates are merged or kept separate, which can be undone and is saved in the recipe', async () => {
  const { page, errors } = await explorer.openPapers(PAPERS);
  await followLink(page, 'read=');
  await expect.poll(() => groups(page).count()).toBe(2);
  expect(await axeViolations(page)).toEqual([]);

  await panelOf(page).getByRole('button', { name: 'Merge: papers.csv, line 3 into papers.csv, line 2' }).click();
  await expect.poll(() => totals(page).innerText()).toContain('6 records: 5 papers, 1 merged');
  await settle(page);
  await expect.poll(() => groups(page).count()).toBe(1);

  await panelOf(page)
    .getByRole('button', { name: /^Keep separate/ })
    .click();
  await expect.poll(() => groups(page).count()).toBe(0);
  await settle(page);
  expect(await totals(page).innerText()).toContain('5 papers');

  await openTab(page, 'Edit');
  const path = await waitForDownload(page, () => page.getByRole('button', { name: 'Save recipe' }).click());
  const recipe = JSON.parse(readFileSync(path, 'utf8'));
  expect(recipe.edits).toEqual([
    { edit: 'mergePapers', paper: '10.5555/b', into: '10.1234/a' },
    { edit: 'keepSeparate', paper: '10.5555/d', from: '10.1234/c' },
  ]);

  const undo = page.getByRole('button', { name: /^Undo \(/ });
  await undo.click();
  await expect.poll(() => groups(page).count()).toBe(1);
  await settle(page);
  await undo.click();
  await expect.poll(() => totals(page).innerText()).toContain('6 papers');
  await settle(page);
  await expect.poll(() => groups(page).count()).toBe(2);
  await page.getByRole('button', { name: /^Redo \(/ }).click();
  await expect.poll(() => totals(page).innerText()).toContain('5 papers');
  await settle(page);
  expect(errors).toEqual([]);

  // The recipe does the same to the same papers in a new window.
  const { page: other } = await explorer.openPapers(PAPERS);
  await openTab(other, 'Edit');
  await chooseFileOf(other, '.edit-toolbar input[type=file]', JSON.stringify(recipe));
  await waitForMap(other);
  await followLink(other, 'read=');
  await expect.poll(() => totals(other).innerText()).toContain('5 papers');
  expect(await groups(other).count()).toBe(0);
});

test('merging papers keeps the reading list', async () => {
  const { page } = await explorer.openPapers(PAPERS);
  await followLink(page, 'read=&list=10.1234/f');
  const listed = () => page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('list'));
  expect(await listed()).toBe('10.1234/f');
  await panelOf(page)
    .getByRole('button', { name: /^Merge/ })
    .first()
    .click();
  await expect.poll(() => totals(page).innerText()).toContain('5 papers');
  await settle(page);
  expect(await listed()).toBe('10.1234/f');
});

test('Back walks through what was open before papers were merged, and does not take the merge back', async () => {
  const { page, errors } = await explorer.openPapers(PAPERS);
  for (const title of ['Surrogate gradients', 'Calcium in astrocytes']) {
    await search(page, title);
    await page.locator('.search-results .papers .paper-link').first().click();
    await page.locator('.details-title', { hasText: title }).waitFor();
  }
  await search(page, '');
  await page.getByRole('button', { name: 'About this map' }).click();
  await page.locator('.details').getByRole('button', { name: 'What was read' }).click();
  await panelOf(page)
    .getByRole('button', { name: /^Merge/ })
    .first()
    .click();
  await expect.poll(() => totals(page).innerText()).toContain('5 papers');
  await settle(page);
  for (const title of ['Calcium in astrocytes', 'Surrogate gradients']) {
    await expect
      .poll(async () => {
        await page.goBack();
        await settle(page);
        return page.locator('.details-title').first().innerText();
      })
      .toBe(title);
    expect(await page.locator('.visible-count').innerText()).toBe('5 of 5 papers');
  }
  expect(errors).toEqual([]);
});

/** Follows a link that adds parameters to the URL. */
async function followLink(page: Page, parameters: string): Promise<void> {
  await settle(page);
  await page.evaluate((added) => {
    location.hash = `${location.hash}&${added}`;
  }, parameters);
  await panelOf(page).waitFor();
  await settle(page);
}

const chooseFileOf = (page: Page, selector: string, text: string) =>
  page
    .locator(selector)
    .setInputFiles({ name: 'recipe.json', mimeType: 'application/json', buffer: Buffer.from(text) });
