import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { HOSTILE_TITLE, TEN_PAPERS } from '../support/papers.ts';
import { currentUrl, openTab, waitForMap } from '../support/steps.ts';

const explorer = useExplorer(TEN_PAPERS);

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Table of papers' }).locator('tbody tr');

/** Returns the texts of a column, with 0 for the titles. */
const column = (page: Page, index: number) =>
  rowsOf(page)
    .locator(`:nth-child(${index + 2})`)
    .allInnerTexts();

async function openTable(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await rowsOf(page).first().waitFor();
}

const header = (page: Page, name: string) => page.getByRole('columnheader', { name });

test('the table sorts by the columns of the map, with the mouse and the keyboard, and the link remembers it', async () => {
  const { page, errors } = await explorer.openMap();
  await openTable(page);
  expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
    'Title',
    'Authors',
    'Year',
    'Venue',
    'Topic',
    'Links',
  ]);
  await expect
    .poll(() => column(page, 0))
    .toEqual([
      `${HOSTILE_TITLE} spiking networks`,
      'Attention for speech',
      'Calcium in astrocytes',
      'Glial calcium waves',
      'Long sequences',
      'Neuromorphic chips',
      'No abstract here',
      'Speech with transformers',
      'Surrogate gradients',
      'Synapses and glia',
    ]);
  expect(await header(page, 'Title').getAttribute('aria-sort')).toBe('ascending');
  await header(page, 'Year').getByRole('button').click();
  await expect.poll(async () => (await column(page, 2))[0]).toBe('2024');
  expect(await header(page, 'Year').getAttribute('aria-sort')).toBe('descending');
  await header(page, 'Year').getByRole('button').press('Enter');
  await expect.poll(async () => (await column(page, 2))[0]).toBe('2019');
  expect(await column(page, 2)).toEqual([...(await column(page, 2))].sort());
  const url = await currentUrl(page);
  expect(url).toContain('table=year');
  const { page: other } = await explorer.openMap({ address: url });
  await expect.poll(() => column(other, 2)).toEqual(await column(page, 2));
  expect(errors).toEqual([]);
});

test('rows are selected with Shift, highlighted, copied, and added to the reading list', async () => {
  const { page, errors } = await explorer.openMap({ permissions: ['clipboard-read', 'clipboard-write'] });
  await openTable(page);
  await header(page, 'Year').getByRole('button').click();
  await expect.poll(async () => (await column(page, 2))[0]).toBe('2024');
  const boxes = rowsOf(page).getByRole('checkbox');
  await boxes.nth(1).click();
  await boxes.nth(3).click({ modifiers: ['Shift'] });
  await page.getByText('3 papers selected').first().waitFor();
  await page.locator('.map.dimmed').waitFor();
  const expected = (await Promise.all([0, 1, 2, 3, 4, 5].map((i) => column(page, i)))).map((texts) =>
    texts.slice(1, 4),
  );
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('3 papers copied').first().waitFor();
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split(/\r?\n/);
  expect(copied[0]).toBe('Title\tAuthors\tYear\tVenue\tTopic\tLinks');
  expect(copied.slice(1)).toEqual([0, 1, 2].map((row) => expected.map((texts) => texts[row]!.trim()).join('\t')));
  await page.getByRole('button', { name: 'Add to reading list' }).click();
  await openTab(page, 'List');
  expect((await page.locator('.reading-list .paper-title').allInnerTexts()).sort()).toEqual([...expected[0]!].sort());
  expect(await axeViolations(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test('filters apply, a title opens its paper, Escape closes, and Back opens again', async () => {
  const { page, errors } = await explorer.openMap();
  await openTable(page);
  await page.locator('.legend-topic').first().click();
  await expect.poll(() => rowsOf(page).count()).toBeLessThan(10);
  const title = (await column(page, 0))[0]!;
  await rowsOf(page).getByRole('button').first().click();
  await page.locator('.details').getByRole('heading', { name: title }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.details').waitFor({ state: 'detached' });
  await rowsOf(page).first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.table-panel').waitFor({ state: 'detached' });
  expect(await currentUrl(page)).not.toContain('table');
  await page.goBack();
  await rowsOf(page).first().waitFor();
  expect(errors).toEqual([]);
});

test('in a narrow window in the dark theme, the table takes the place of the tabs', async () => {
  const { page, errors } = await explorer.openMap({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await openTab(page, 'Topics');
  await openTable(page);
  await page.locator('.pane').waitFor({ state: 'detached' });
  await rowsOf(page).getByRole('checkbox').first().click();
  const box = (await page.getByRole('button', { name: 'Close table' }).boundingBox())!;
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  expect(await axeViolations(page)).toEqual([]);
  await openTab(page, 'Topics');
  await page.locator('.table-panel').waitFor({ state: 'detached' });
  await waitForMap(page);
  expect(errors).toEqual([]);
});
