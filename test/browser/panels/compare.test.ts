import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { openPaper, openTopic, search, topicLabels } from '../support/steps.ts';

/** Choosing the second paper of a comparison. */

const LONG_TITLE = `Long study ${'of many words '.repeat(120)}`.trim();

const explorer = useExplorer(
  [
    'title,abstract,year',
    `${LONG_TITLE},Astrocytes raise calcium waves that modulate synapses in glial networks.,2019`,
    'Glia study second,Astrocytes raise calcium waves in glial networks.,2020',
    'Glia study third,Calcium waves modulate synapses and astrocytes.,2021',
    'Glia study fourth,Glial networks of astrocytes modulate synapses.,2022',
  ].join('\n'),
);

const banner = (page: Page) => page.locator('.compare-banner');

/** Returns the rectangle of the first element that matches. */
async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not visible`);
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
}

test.each([
  [320, 568],
  [400, 800],
  [700, 900],
  [1280, 800],
])('in a window of %d × %d pixels, a search result can be the second paper', async (width, height) => {
  const { page, errors } = await explorer.openMap({ viewport: { width, height }, colorScheme: 'dark' });
  await openPaper(page, 'Glia study second');
  await page.getByRole('button', { name: 'Compare with another paper' }).click();
  const searchBox = await boxOf(page, '.search input');
  const shown = await boxOf(page, '.compare-banner');
  expect(shown.y >= searchBox.bottom || shown.x >= searchBox.right).toBe(true);
  await page.getByRole('searchbox').click();
  await page.keyboard.type('third');
  const result = page.locator('.search-results .papers .paper-link', { hasText: 'Glia study third' });
  await result.waitFor();
  await banner(page).getByText('Glia study second').waitFor();
  const [bannerBox, resultBox] = [await boxOf(page, '.compare-banner'), await boxOf(page, '.search-results')];
  expect(resultBox.y >= bannerBox.bottom || resultBox.right <= bannerBox.x).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
  await result.click();
  await expect
    .poll(() => page.locator('.compare-papers .compare-title .paper-title').allInnerTexts())
    .toEqual(['Glia study second', 'Glia study third']);
  expect(await banner(page).count()).toBe(0);
  expect(errors).toEqual([]);
});

test.each([
  [400, 800],
  [1280, 800],
])('a long title takes a few lines of the banner in a window of %d × %d pixels', async (width, height) => {
  const { page } = await explorer.openMap({ viewport: { width, height } });
  await search(page, 'Long study');
  await page.locator('.search-results .papers .paper-link').first().click();
  for (const name of ['Compare with another paper', 'Find path to another paper']) {
    await page.getByRole('button', { name }).click();
    await expect.poll(() => banner(page).innerText()).toContain('in any list');
    expect((await boxOf(page, '.compare-banner')).height).toBeLessThan(100);
    await banner(page).getByRole('button', { name: 'Cancel' }).click();
  }
});

test('the second paper of a comparison can be looked for in the lists of a topic, an author, and a concept', async () => {
  const { page, errors } = await explorer.openMap();
  await openPaper(page, 'Glia study second');
  await page.getByRole('button', { name: 'Compare with another paper' }).click();
  await openTopic(page, (await topicLabels(page))[0]!);
  await banner(page).getByText('Glia study second').waitFor();
  await search(page, '2021');
  await page.locator('.search-results').getByRole('button', { name: /^2021/ }).click();
  await page.locator('.details-title', { hasText: '2021' }).waitFor();
  await banner(page).getByText('Glia study second').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await banner(page).getByText('Glia study second').waitFor();
  await search(page, 'third');
  await page.locator('.search-results .papers .paper-link', { hasText: 'Glia study third' }).click();
  await expect
    .poll(() => page.locator('.compare-papers .compare-title .paper-title').allInnerTexts())
    .toEqual(['Glia study second', 'Glia study third']);
  expect(errors).toEqual([]);
});
