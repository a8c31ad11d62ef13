import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { useExplorer } from '../support/explorer.ts';
import { papersInThreeTopics } from '../support/papers.ts';
import { openExportMenu, openPaper, openTab, renameTopic, settle, topicLabels, waitForMap } from '../support/steps.ts';

const explorer = useExplorer(papersInThreeTopics(8));

const toast = (page: Page) => page.locator('.toast');

/** Waits for a message, and keeps it from disappearing, as a user who points at it does. */
async function keepToast(page: Page, text: string): Promise<void> {
  await toast(page).getByText(text, { exact: true }).hover();
}

describe('toasts', () => {
  test('report a rename and undo it, and the undo can be redone', async () => {
    const { page, errors } = await explorer.openMap();
    const [first] = await topicLabels(page);
    await renameTopic(page, first!, 'Mine');
    await keepToast(page, `${first} renamed to Mine`);
    expect(await axeViolations(page)).toEqual([]);
    await toast(page).getByRole('button', { name: 'Undo' }).click();
    await keepToast(page, `Undone: ${first} renamed to Mine`);
    expect((await topicLabels(page))[0]).toBe(first);
    await toast(page).getByRole('button', { name: 'Redo' }).click();
    await expect.poll(async () => (await topicLabels(page))[0]).toBe('Mine');
    await toast(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => toast(page).count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test('report merging, moving and hiding', async () => {
    const { page } = await explorer.openMap();
    const [first, second] = await topicLabels(page);
    await openPaper(page, 'Glia study first');
    await page.getByRole('button', { name: 'Hide paper' }).click();
    await toast(page).getByText('hidden').hover();
    await toast(page).getByRole('button', { name: 'Undo' }).click();
    // Without "exact", this would match "Unhide paper" before the edit is undone.
    await page.getByRole('button', { name: 'Hide paper', exact: true }).waitFor();
    const [label] = await page
      .getByLabel('Move to another topic…')
      .locator('option')
      .allInnerTexts()
      .then((all) => all.slice(1));
    // The panel loads the paper again after the undo, which resets its forms.
    const move = page.getByRole('button', { name: 'Move', exact: true });
    const selectTopic = async () => {
      await page.getByLabel('Move to another topic…').selectOption({ label: label! });
      return move.isEnabled();
    };
    await expect.poll(selectTopic).toBe(true);
    await move.click();
    await expect.poll(() => toast(page).innerText()).toContain(`moved to ${label}`);
    await page.getByRole('button', { name: `About topic ${first}` }).click();
    await page.getByLabel('Merge into…').selectOption({ label: second! });
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect.poll(() => toast(page).innerText()).toContain(`merged into ${second}`);
  });

  test('report saved files, copied links and bookmarks; the tab counts the reading list', async () => {
    const { page } = await explorer.openMap({ permissions: ['clipboard-read', 'clipboard-write'] });
    await openPaper(page, 'Glia study first');
    await page.getByRole('button', { name: 'Add to reading list' }).click();
    await keepToast(page, 'Added to reading list (1 paper)');
    await expect.poll(() => page.locator('.tab-count').innerText()).toBe('1');
    await toast(page).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.locator('.tab-count').count()).toBe(0);
    await page.getByRole('button', { name: 'Copy link to this view' }).click();
    await expect.poll(() => toast(page).locator('p').innerText()).toBe('Link copied');
    await openTab(page, 'Edit');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save recipe' }).click();
    const name = (await download).suggestedFilename();
    await expect.poll(() => toast(page).locator('p').innerText()).toBe(`Saved ${name}`);
  });
});

test('while comparing, a banner at the top names the first paper and cancels', async () => {
  const { page } = await explorer.openMap();
  await openPaper(page, 'Glia study first');
  await page.getByRole('button', { name: 'Compare with another paper' }).click();
  const banner = page.locator('.compare-banner');
  await expect
    .poll(() => banner.innerText())
    .toContain('Choose a paper on the map or in any list to compare with “Glia study first”.');
  expect((await banner.boundingBox())!.y).toBeLessThan(100);
  expect(await axeViolations(page)).toEqual([]);
  await banner.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => banner.count()).toBe(0);
  await page.locator('.details .related .paper-link').first().click();
  await expect.poll(() => page.locator('.compare-papers').count()).toBe(0);
});

describe('theme', () => {
  test('persists on reload and can be changed on the start page, which logs no error', async () => {
    const { page, errors } = await explorer.open({ address: await explorer.serve() });
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    await expect.poll(theme).toBe('light');
    await page.getByRole('button', { name: 'Theme: system' }).click();
    await page.getByRole('button', { name: 'Theme: light' }).click();
    await expect.poll(theme).toBe('dark');
    await page.reload();
    await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
    await expect.poll(theme).toBe('dark');
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await waitForMap(page);
    await expect.poll(theme).toBe('dark');
    expect(errors).toEqual([]);
  });

  test('the hint for dropped files does not cover the heading of the start page', async () => {
    const { page } = await explorer.open({ address: await explorer.serve() });
    await page.getByRole('button', { name: 'Try the sample' }).waitFor();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([''], 'papers.bib'));
      document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    });
    const hint = (await page.getByText('Drop files to open them').boundingBox())!;
    const heading = (await page.getByRole('heading', { level: 1 }).boundingBox())!;
    expect(hint.y > heading.y + heading.height || hint.y + hint.height < heading.y).toBe(true);
  });
});

describe('keyboard', () => {
  test('"/" focuses the search box and "?" lists the shortcuts, but not while typing', async () => {
    const { page } = await explorer.openMap();
    await page.locator('.map').focus();
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox', { name: 'Search titles' });
    await expect.poll(() => search.evaluate((box) => box === document.activeElement)).toBe(true);
    await page.keyboard.type('a/?');
    await expect.poll(() => search.inputValue()).toBe('a/?');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await search.fill('');
    await page.locator('.map').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Keyboard shortcuts').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await page.locator('.map').evaluate((map) => map === document.activeElement)).toBe(true);
  });

  test('a paper opened with the keyboard gets the focus; Escape closes it first, then clears the search', async () => {
    const { page } = await explorer.openMap();
    await page.locator('.map').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('glia study');
    await settle(page);
    await page.locator('.search-results .papers .paper-link').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.details-title').waitFor();
    const isFocusIn = (selector: string) =>
      page.evaluate((parent) => document.activeElement?.closest(parent) !== null, selector);
    await expect.poll(() => isFocusIn('.details')).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.details').count()).toBe(0);
    await expect.poll(() => page.getByRole('searchbox', { name: 'Search titles' }).inputValue()).toBe('glia study');
    await expect.poll(() => isFocusIn('.search-results')).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('searchbox', { name: 'Search titles' }).inputValue()).toBe('');
  });

  test('quick presses of "+" add up while the camera moves', async () => {
    const { page } = await explorer.openMap({ reducedMotion: 'no-preference' });
    await page.locator('.map').focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('+');
    await expect.poll(() => page.url()).toContain(`,${Number((1.4 ** -4).toFixed(4))}`);
  });
});

test('the export menu reports what is being exported, with a button that cancels, and what was saved', async () => {
  const { page } = await explorer.openMap();
  // The progress of a small export disappears at once.
  const seen = await page.evaluateHandle(() => {
    const texts: (string | undefined)[] = [];
    new MutationObserver(() => texts.push(document.querySelector<HTMLElement>('.toast')?.innerText)).observe(
      document.body,
      { childList: true, subtree: true, characterData: true },
    );
    return texts;
  });
  await openExportMenu(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'BibTeX' }).click();
  const name = (await download).suggestedFilename();
  await expect.poll(() => toast(page).locator('p').innerText()).toBe(`Saved ${name}`);
  expect((await seen.jsonValue()).some((text) => /Exporting…\s+Cancel/.test(text ?? ''))).toBe(true);
});
