import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useExplorer } from '../support/explorer.ts';
import { TEN_PAPERS } from '../support/papers.ts';
import { openPaper, openTab, settle } from '../support/steps.ts';

const explorer = useExplorer(TEN_PAPERS);

const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not visible`);
  return box;
};

test.each([800, 1024, 1200, 1280, 1440, 1700])('at %i px, no panel covers the toolbar of the map', async (width) => {
  const { page } = await explorer.openMap({ viewport: { width, height: 700 } });
  await openPaper(page, 'Glial calcium waves');
  for (const panel of ['.details:not(.wide)', '.details.wide']) {
    const [details, toolbar] = [await boxOf(page, panel), await boxOf(page, '.toolbar')];
    const isBeside = details.x >= toolbar.x + toolbar.width;
    const isBelow = details.y >= toolbar.y + toolbar.height;
    expect([panel, isBeside || isBelow]).toEqual([panel, true]);
    if (panel === '.details.wide') return;
    await page.getByRole('button', { name: 'Compare with another paper' }).click();
    await page.locator('.details .related .paper-link').first().click();
    await page.locator('.details.wide').waitFor();
  }
});

test('the sections of the Ask tab are apart', async () => {
  const { page } = await explorer.openMap();
  await openTab(page, 'Ask');
  await page
    .getByRole('textbox', { name: /text|abstract|question/i })
    .first()
    .fill('astrocytes modulate synapses');
  await page.getByRole('button', { name: 'Find related papers' }).click();
  await page.locator('.ask-result .related li').first().waitFor();
  await settle(page);
  const gaps = await page
    .locator('.pane .section')
    .evaluateAll((sections) =>
      sections
        .slice(1)
        .map((section, i) => section.getBoundingClientRect().top - sections[i]!.getBoundingClientRect().bottom),
    );
  expect(gaps.length).toBeGreaterThanOrEqual(2);
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(16);
});
