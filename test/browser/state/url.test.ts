import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import {
  currentUrl,
  openExportMenu,
  openPaper,
  openTab,
  renameTopic,
  search,
  settle,
  topicLabels,
} from '../support/steps.ts';

const explorer = useExplorer(papersInThreeTopics(6));

const editList = (page: Page) => page.locator('.edit-list li span').allInnerTexts();

test('the URL restores edits, options, filters, examples, selection and view', async () => {
  const { page, errors } = await explorer.openMap();
  const before = await topicLabels(page);
  await openTab(page, 'Edit');
  await page.getByLabel('Neighbors per paper').fill('4');
  await page.getByRole('button', { name: 'Rebuild' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).isEnabled()).toBe(true);
  await openTab(page, 'Topics');
  await renameTopic(page, (await topicLabels(page))[0]!, 'Mine & “yours”');
  await expect.poll(() => topicLabels(page)).toContain('Mine & “yours”');
  await page.locator('.toolbar').getByRole('slider').fill('0.05');
  await search(page, 'glia');
  await page.locator('.search-results .groups button').first().click();
  const highlight = await page.locator('.highlight-badge').innerText();
  await openPaper(page, 'Speech study second');
  await page.getByRole('button', { name: 'More like this' }).click();
  await page.locator('.pane .related li').first().waitFor();
  const answer = await page.locator('.pane .related .paper-link').allInnerTexts();
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => page.url()).toMatch(/paper=.*view=.*similarity=0.05.*recipe=.*like=/);

  const { page: again, errors: errorsOfCopy } = await explorer.openMap({ address: await currentUrl(page) });
  await expect.poll(() => again.locator('.pane .related .paper-link').allInnerTexts()).toEqual(answer);
  await expect.poll(() => again.locator('.details .details-title').innerText()).toBe('Speech study second');
  await expect.poll(() => again.locator('.toolbar').getByRole('slider').inputValue()).toBe('0.05');
  await openTab(again, 'Topics');
  await openTab(page, 'Topics');
  await expect.poll(() => topicLabels(again)).toEqual(await topicLabels(page));
  await expect.poll(() => topicLabels(again)).not.toEqual(before);
  await openTab(again, 'Edit');
  await expect.poll(() => again.getByLabel('Neighbors per paper').inputValue()).toBe('4');
  expect((await editList(again)).length).toBe(1);
  await openTab(page, 'Edit');
  await expect.poll(() => [again.url(), page.url()]).toSatisfy(([copy, original]) => copy === original);
  expect(highlight).toContain('highlighted');
  expect([...errors, ...errorsOfCopy]).toEqual([]);
});

test('the URL restores a highlight and a search', async () => {
  const { page } = await explorer.openMap();
  await search(page, 'astro');
  await page.locator('.search-results .groups button').first().click();
  const highlight = await page.locator('.highlight-badge').innerText();
  await expect.poll(() => page.url()).toMatch(/highlight=.*search=astro/);
  const { page: again } = await explorer.openMap({ address: await currentUrl(page) });
  await expect.poll(() => again.locator('.highlight-badge').innerText()).toBe(highlight);
  await expect.poll(() => again.getByRole('searchbox', { name: 'Search titles' }).inputValue()).toBe('astro');
  await again.locator('.search-results .papers, .search-results .abstracts').first().waitFor();
});

test('a link to an answer or a comparison moves the camera, unless the page showed the whole map', async () => {
  const { page } = await explorer.openMap();
  await openTab(page, 'Ask');
  await page.getByRole('textbox', { name: 'Your text' }).fill('speech');
  await page.keyboard.press('Control+Enter');
  await page.locator('.pane .related li').first().waitFor();
  await expect.poll(() => page.url()).toMatch(/view=[\d.-]+,.*text=speech/);
  const zoomed = await currentUrl(page);
  await page.locator('.map').focus();
  await page.keyboard.press('0');
  await expect.poll(() => page.url()).toMatch(/view=all.*text=speech/);
  const whole = await currentUrl(page);

  const { page: again } = await explorer.openMap({ address: whole });
  await again.locator('.pane .related li').first().waitFor();
  await settle(again);
  expect(await currentUrl(again)).toBe(whole);
  // Without a view, the papers of the answer are shown.
  await again.goto(zoomed.replace(/view=[^&]*&?/, ''));
  await expect.poll(() => again.url()).toMatch(/view=[\d.-]+,/);
  // The same link leads back to the whole map.
  await again.goto(whole);
  await expect.poll(() => currentUrl(again)).toBe(whole);
});

test('a link opens the tab that a narrow window showed, and none if all were closed', async () => {
  const viewport = { width: 390, height: 844 };
  const selected = (shown: Page) => shown.getByRole('tab', { selected: true });
  const { page } = await explorer.openMap({ viewport });
  expect(await selected(page).count()).toBe(0);
  await openTab(page, 'Topics');
  await expect.poll(() => page.url()).toContain('pane=topics');
  const { page: again } = await explorer.openMap({ viewport, address: await currentUrl(page) });
  await expect.poll(() => selected(again).allInnerTexts()).toEqual(['Topics']);
  await openTab(page, 'Topics');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect.poll(() => page.url()).toContain('pane=none');
  const { page: wide } = await explorer.openMap({ address: await currentUrl(page) });
  expect(await selected(wide).count()).toBe(0);
});

test('a changed hash applies its recipe, which can be undone', async () => {
  const { page } = await explorer.openMap();
  const before = await topicLabels(page);
  await renameTopic(page, before[0]!, 'Mine');
  await expect.poll(() => topicLabels(page)).toContain('Mine');
  await expect.poll(() => page.url()).toContain('recipe=');
  const editedUrl = await currentUrl(page);
  await page.keyboard.press('Escape');
  await page.locator('.map').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => topicLabels(page)).toEqual(before);
  await expect.poll(() => page.url()).not.toContain('recipe=');
  await page.evaluate((address) => {
    location.hash = new URL(address).hash;
  }, editedUrl);
  await expect.poll(() => topicLabels(page)).toContain('Mine');
  await page.locator('.map').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => topicLabels(page)).toEqual(before);
});

test('shows an error for a damaged recipe and opens the map without it', async () => {
  const { page } = await explorer.openMap({ hash: '#recipe=broken' });
  await page.getByRole('alert').getByText('the recipe in the link is damaged').waitFor();
  expect((await topicLabels(page)).length).toBe(3);
});

test('leaves out a recipe that is too long, and copying the link offers to save it', async () => {
  const { page } = await explorer.openMap({ permissions: ['clipboard-read', 'clipboard-write'] });
  // Pseudorandom characters do not compress well.
  const label = Array.from({ length: 6000 }, (_, n) =>
    String.fromCharCode(0x4e00 + Math.floor(20_000 * Math.abs(Math.sin(n)))),
  );
  const [first] = await topicLabels(page);
  const recipe = JSON.stringify({
    papergraphRecipe: 1,
    options: {},
    edits: [{ edit: 'rename', paper: await firstPaperOf(page, first!), label: label.join('') }],
  });
  await openTab(page, 'Edit');
  const file = { name: 'long.json', mimeType: 'application/json', buffer: Buffer.from(recipe) };
  await page.locator('.edit-toolbar input[type=file]').setInputFiles(file);
  await expect.poll(async () => (await editList(page)).length).toBe(1);
  await openExportMenu(page);
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  const notice = page.getByRole('alert');
  await notice.getByText('too many for a link').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain('recipe=');
  const waiting = page.waitForEvent('download');
  await notice.getByRole('button', { name: 'Save recipe' }).click();
  expect((await waiting).suggestedFilename()).toBe('papergraph-recipe.json');
});

/** Returns the id of a paper of a topic. */
async function firstPaperOf(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: `About topic ${label}`, exact: true }).click();
  await page.locator('.details .item-list .paper-link').first().click();
  await expect.poll(() => page.url()).toContain('paper=');
  return new URLSearchParams(new URL(await currentUrl(page)).hash.slice(1)).get('paper') ?? '';
}
