import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { parseRecipe } from '../../../src/edit/recipe.ts';
import { parseThesaurus } from '../../../src/networks/thesaurus.ts';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { openTab, search, settle, waitForDownload, waitForMap } from '../support/steps.ts';

const explorer = useExplorer();

/** Twelve papers whose authors and keywords are written in two ways. */
const PAPERS = [
  'title,abstract,authors,keywords',
  ...Array.from({ length: 12 }, (_, i) => {
    const group = Math.floor(i / 4);
    const text = ['Astrocytes modulate synapses', 'Spiking networks learn', 'Transformers translate speech'][group];
    return `Study ${i},${text} in experiment ${i}.,${i % 2 ? 'Ada Moor' : 'Adah Moor'}; Bo Lind ${i},${i % 2 ? 'SNN' : 'spiking network'}; study`;
  }),
].join('\n');

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Thesaurus' });

async function openDialog(page: Page): Promise<void> {
  await openTab(page, 'Edit');
  await page.getByRole('button', { name: 'Edit thesaurus…' }).click();
  await dialog(page).locator('.picker-labels[aria-busy=false] label').first().waitFor();
}

test.each(['light', 'dark'] as const)(
  'authors are merged by hand, undone, and part of the recipe (%s)',
  async (colorScheme) => {
    const { page, errors } = await explorer.openPapers(PAPERS, { colorScheme });
    await search(page, 'Ada Moor');
    await page
      .locator('.search-results button', { hasText: /^Ada Moor/ })
      .first()
      .click();
    await page.locator('.details article[aria-busy=false]').waitFor();
    expect(await page.locator('.details').innerText()).toContain('6 papers');
    await page.getByRole('button', { name: 'Merge with…' }).click();
    // The label of the panel is selected, and names with the same last name are listed.
    await expect.poll(() => dialog(page).locator('.picker-labels label').allInnerTexts()).toHaveLength(2);
    expect(
      await dialog(page)
        .getByRole('checkbox', { name: /^Ada Moor/ })
        .isChecked(),
    ).toBe(true);
    await dialog(page)
      .getByRole('checkbox', { name: /^Adah Moor/ })
      .check();
    expect(await axeViolations(page)).toEqual([]);
    await dialog(page).getByRole('button', { name: 'Merge', exact: true }).click();
    await expect
      .poll(() => dialog(page).locator('.thesaurus-entries li').allInnerTexts())
      .toEqual(['Adah Moor → Ada Moor']);
    await dialog(page).getByRole('button', { name: 'Apply' }).click();
    await waitForMap(page);

    await search(page, 'Moor');
    await expect.poll(() => page.locator('.search-results').innerText()).toMatch(/Ada Moor\s+12/);
    expect(await page.locator('.search-results').innerText()).not.toContain('Adah Moor');
    await search(page, '');
    await openTab(page, 'Edit');
    const recipe = await waitForDownload(page, () => page.getByRole('button', { name: 'Save recipe' }).click());
    expect(parseRecipe(readFileSync(recipe, 'utf8')).options).toEqual({ thesaurus: [['Adah Moor', 'Ada Moor']] });
    await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
    await expect.poll(() => page.locator('.pane').innerText()).toContain('Merges terms, keywords');
    await settle(page);
    await search(page, 'Moor');
    await expect.poll(() => page.locator('.search-results').innerText()).toContain('Adah Moor');
    expect(errors).toEqual([]);
  },
);

test('a file of VOSviewer is imported, changed, exported, and applied to keywords', async () => {
  const { page, errors } = await explorer.openPapers(PAPERS);
  await page.locator('.toolbar select >> nth=0').selectOption('keywords');
  await expect.poll(() => page.locator('.map-status').innerText()).toMatch(/^3 keywords/);
  await settle(page);
  await openDialog(page);
  const input = dialog(page).locator('input[type=file]');
  const importFile = (name: string, text: string) =>
    input.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await importFile('other.txt', 'a,b');
  await expect.poll(() => dialog(page).getByRole('status').innerText()).toContain('other.txt: line 1 must be "label"');
  await importFile('terms.txt', 'label\treplace by\nsnn\tspiking network\nstudy\t\n');
  await expect
    .poll(() => dialog(page).locator('.thesaurus-entries li').allInnerTexts())
    .toEqual(['snn → spiking network', 'study is left out']);
  await dialog(page).getByRole('button', { name: 'Remove: study is left out' }).click();
  const file = await waitForDownload(page, () => dialog(page).getByRole('button', { name: 'Export' }).click());
  expect(parseThesaurus(readFileSync(file, 'utf8'))).toEqual([['snn', 'spiking network']]);
  await dialog(page).getByRole('button', { name: 'Apply' }).click();
  await expect.poll(() => page.locator('.map-status').innerText()).toMatch(/^2 keywords/);
  expect(errors).toEqual([]);
});
