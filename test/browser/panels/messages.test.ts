import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { launch, open, serve } from '../support/page.ts';
import { papersInThreeTopics, writeMap } from '../support/papers.ts';
import { openExportMenu, openPaper, openTab, renameTopic, topicLabels, waitForMap } from '../support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-messages-'));
let browser: Browser;
let plain: { address: string; server: Server };
let site: { address: string; server: Server };

beforeAll(async () => {
  const map = join(folder, 'map.json');
  await writeMap(map, papersInThreeTopics(8));
  browser = await launch();
  plain = await serve();
  site = await serve(map);
});

afterAll(async () => {
  await browser?.close();
  plain?.server.close();
  site?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openMap(options = {}) {
  const opened = await open(browser, site.address, options);
  await waitForMap(opened.page);
  return opened;
}

const toast = (page: Page) => page.locator('.toast');

describe('toasts', () => {
  test('report a rename and undo it, and the undo can be redone', async () => {
    const { page, errors } = await openMap();
    const [first] = await topicLabels(page);
    await renameTopic(page, first!, 'Mine');
    await expect.poll(() => toast(page).locator('p').innerText()).toBe(`${first} renamed to Mine`);
    expect(await axeViolations(page)).toEqual([]);
    await toast(page).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => toast(page).locator('p').innerText()).toBe(`Undone: ${first} renamed to Mine`);
    expect((await topicLabels(page))[0]).toBe(first);
    await toast(page).getByRole('button', { name: 'Redo' }).click();
    await expect.poll(async () => (await topicLabels(page))[0]).toBe('Mine');
    await toast(page).getByRole('button', { name: 'Dismiss' }).click();
    expect(await toast(page).count()).toBe(0);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('report merging, moving and hiding', async () => {
    const { page } = await openMap();
    const [first, second] = await topicLabels(page);
    await openPaper(page, 'Glia study first');
    await page.getByRole('button', { name: 'Hide paper' }).click();
    await expect.poll(() => toast(page).innerText()).toContain('hidden');
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
    await page.context().close();
  });

  test('report saved files, copied links and bookmarks; the tab counts the reading list', async () => {
    const { page } = await openMap({ permissions: ['clipboard-read', 'clipboard-write'] });
    await openPaper(page, 'Glia study first');
    await page.getByRole('button', { name: 'Add to reading list' }).click();
    await expect.poll(() => toast(page).locator('p').innerText()).toBe('Added to reading list (1 paper)');
    expect(await page.locator('.tab-count').innerText()).toBe('1');
    await toast(page).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.locator('.tab-count').count()).toBe(0);
    await page.getByRole('button', { name: 'Copy link to this view' }).click();
    await expect.poll(() => toast(page).locator('p').innerText()).toBe('Link copied');
    await openTab(page, 'Edit');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save recipe' }).click();
    const name = (await download).suggestedFilename();
    await expect.poll(() => toast(page).locator('p').innerText()).toBe(`Saved ${name}`);
    await page.context().close();
  });
});

test('while comparing, a banner at the top names the first paper and cancels', async () => {
  const { page } = await openMap();
  await openPaper(page, 'Glia study first');
  await page.getByRole('button', { name: 'Compare with another paper' }).click();
  const banner = page.locator('.compare-banner');
  expect(await banner.innerText()).toContain('Choose a paper to compare with “Glia study first”');
  expect((await banner.boundingBox())!.y).toBeLessThan(100);
  expect(await axeViolations(page)).toEqual([]);
  await banner.getByRole('button', { name: 'Cancel' }).click();
  expect(await banner.count()).toBe(0);
  await page.locator('.details .related .paper-link').first().click();
  expect(await page.locator('.compare-papers').count()).toBe(0);
  await page.context().close();
});

describe('theme', () => {
  test('persists on reload and can be changed on the start page, which logs no error', async () => {
    const { page, errors } = await open(browser, plain.address);
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    expect(await theme()).toBe('light');
    await page.getByRole('button', { name: 'Theme: system' }).click();
    await page.getByRole('button', { name: 'Theme: light' }).click();
    expect(await theme()).toBe('dark');
    await page.reload();
    await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
    expect(await theme()).toBe('dark');
    await page.getByRole('button', { name: 'Try the sample' }).click();
    await waitForMap(page);
    expect(await theme()).toBe('dark');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('the hint for dropped files does not cover the heading of the start page', async () => {
    const { page } = await open(browser, plain.address);
    await page.getByRole('button', { name: 'Try the sample' }).waitFor();
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([''], 'papers.bib'));
      document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    });
    const hint = (await page.getByText('Drop files to open them').boundingBox())!;
    const heading = (await page.getByRole('heading', { level: 1 }).boundingBox())!;
    expect(hint.y > heading.y + heading.height || hint.y + hint.height < heading.y).toBe(true);
    await page.context().close();
  });
});

describe('keyboard', () => {
  test('"/" focuses the search box and "?" lists the shortcuts, but not while typing', async () => {
    const { page } = await openMap();
    await page.locator('.map').focus();
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox');
    await expect.poll(() => search.evaluate((box) => box === document.activeElement)).toBe(true);
    await page.keyboard.type('a/?');
    expect(await search.inputValue()).toBe('a/?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await search.fill('');
    await page.locator('.map').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Keyboard shortcuts').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await page.locator('.map').evaluate((map) => map === document.activeElement)).toBe(true);
    await page.context().close();
  });

  test('a paper opened with the keyboard gets the focus; Escape closes it first, then clears the search', async () => {
    const { page } = await openMap();
    await page.locator('.map').focus();
    await page.keyboard.press('/');
    await page.keyboard.type('glia study');
    await page.locator('.search-results .papers .paper-link').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.details-title').waitFor();
    const isFocusIn = (selector: string) =>
      page.evaluate((parent) => document.activeElement?.closest(parent) !== null, selector);
    await expect.poll(() => isFocusIn('.details')).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.details').count()).toBe(0);
    expect(await page.getByRole('searchbox').inputValue()).toBe('glia study');
    await expect.poll(() => isFocusIn('.search-results')).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('');
    await page.context().close();
  });

  test('quick presses of "+" add up while the camera moves', async () => {
    const { page } = await openMap({ reducedMotion: 'no-preference' });
    await page.locator('.map').focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('+');
    await expect.poll(() => page.url()).toContain(`,${Number((1.4 ** -4).toFixed(4))}`);
    await page.context().close();
  });
});

test('the export menu reports what was saved', async () => {
  const { page } = await openMap();
  await openExportMenu(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'BibTeX' }).click();
  const name = (await download).suggestedFilename();
  await expect.poll(() => toast(page).locator('p').innerText()).toBe(`Saved ${name}`);
  await page.context().close();
});
