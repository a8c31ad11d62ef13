import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useExplorer } from './support/explorer.ts';
import { settle, waitForMap } from './support/steps.ts';

/** What a map is used for, with the keyboard only. */

const explorer = useExplorer();

describe('keyboard only', () => {
  const focused = (page: Page) =>
    page.evaluate(
      () =>
        document.activeElement?.getAttribute('aria-label') ??
        (document.activeElement?.closest('label') ?? document.activeElement)?.textContent ??
        '',
    );

  /** Identifies the focused item of the tree, and whether it is expanded. */
  const focusedItem = (page: Page) =>
    page.evaluate(() => {
      const item = document.activeElement;
      return `${item?.getAttribute('data-key')} ${item?.getAttribute('aria-expanded')}`;
    });

  /** Presses Tab until an element with this name has the focus. */
  async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press(key);
      if (name.test(await focused(page))) return;
    }
    throw new Error(`no element named ${name} reached with Tab; the focus is on "${await focused(page)}"`);
  }

  /** Returns a pattern for the name of the first answer. */
  async function firstAnswer(page: Page): Promise<RegExp> {
    const title = await page.locator('.pane .related .paper-title').first().innerText();
    return new RegExp(`^${title.slice(0, 30).replace(/[^\p{L}\p{N}]/gu, '.')}`, 'u');
  }

  test('opens the sample, finds a paper in the tree, compares it and closes it', async () => {
    const { page } = await explorer.open();
    await page.getByRole('button', { name: 'Try the sample' }).waitFor();
    await tabTo(page, /Try the sample/);
    await page.keyboard.press('Enter');
    await waitForMap(page);
    await tabTo(page, /^Topics/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('List');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('[role=treeitem][aria-level="2"]').count()).toBeGreaterThan(0);
    await page.keyboard.press('ArrowDown');
    while ((await page.evaluate(() => document.activeElement?.className)) !== 'level-3 paper') {
      const expandable = await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded') === 'false');
      const paper = await page.evaluate(() => document.activeElement?.classList.contains('paper'));
      if (paper) break;
      const before = await focusedItem(page);
      await page.keyboard.press(expandable ? 'ArrowRight' : 'ArrowDown');
      await expect.poll(() => focusedItem(page)).not.toBe(before);
    }
    const label = await focused(page);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.details-title').innerText()).toBe(label);
    await expect.poll(() => page.getByRole('status').first().innerText()).toContain(label);
    await page.locator('.details .related li').first().waitFor();
    await tabTo(page, /Compare with another paper/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Similarity/);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.compare-papers').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.details').count()).toBe(0);
  });

  test('searches, adds to the reading list and the examples, renames a topic, undoes it and exports the list', async () => {
    const { page, errors } = await explorer.openSample();
    await tabTo(page, /^Search titles/);
    await page.keyboard.type('astrocyte');
    await settle(page);
    await page.locator('.search-results .paper-link').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const title = await focused(page);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.details-title').innerText()).toBe(title);
    await tabTo(page, /^Add to reading list/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^More like this/);
    await page.keyboard.press('Enter');
    await page.locator('.chip').first().focus();
    const topic = await page.locator('.chip').first().innerText();
    await page.keyboard.press('Enter');
    await tabTo(page, /^Topic name/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Glia and spikes');
    await page.keyboard.press('Enter');
    await page.locator('.details .details-title', { hasText: 'Glia and spikes' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+z');
    await page.locator('.details .details-title', { hasText: topic }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.details').count()).toBe(0);

    await tabTo(page, /^Export/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^All papers: 257$/);
    for (let presses = 0; presses < 8; presses++) {
      if (await page.getByLabel('Reading list: 1').isChecked()) break;
      await page.keyboard.press('ArrowDown');
    }
    await tabTo(page, /^BibTeX/);
    const waiting = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await waiting).suggestedFilename()).toBe('sample-reading-list-papers.bib');
    expect(errors).toEqual([]);
  });

  test('pans and zooms the map, marks a paper, goes to the next one, and opens it', async () => {
    const { page } = await explorer.openSample();
    await tabTo(page, /^Map of papers/);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('+');
    await expect.poll(() => page.url()).toMatch(/view=0\.62,0\.5,0\.71/);
    await page.keyboard.press('0');
    await expect.poll(() => page.url()).not.toContain('view=');
    // The paper at the center is marked as if the pointer were on it, so that the others are dimmed.
    await page.locator('.map.dimmed').waitFor();
    const announced = () => page.getByRole('status').first().innerText();
    const center = await announced();
    await page.keyboard.press('ArrowRight');
    await expect.poll(announced).not.toBe(center);
    const next = await announced();
    await page.keyboard.press('ArrowUp');
    await expect.poll(announced).not.toBe(next);
    const marked = await announced();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.details-title').innerText()).toBe(marked);
  });

  test('zooms until subtopics and papers appear, and opens a topic with its key terms', async () => {
    const { page, errors } = await explorer.openSample();
    await tabTo(page, /^Map of papers/);
    for (let press = 0; press < 6; press++) await page.keyboard.press('+');
    await expect.poll(() => page.url()).toMatch(/view=[^&]*,0\.1/);
    await tabTo(page, /^Topics$/, 'Shift+Tab');
    await tabTo(page, /^About topic/);
    const label = (await focused(page)).replace('About topic ', '').trim();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await page.locator('.details-title').innerText()).trim()).toBe(label);
    await expect.poll(() => page.locator('.details').innerText()).toMatch(/key terms/i);
    expect(errors).toEqual([]);
  });

  test('asks in own words, and adds an answer to the reading list', async () => {
    const { page, errors } = await explorer.openSample();
    await tabTo(page, /^Topics$/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => focused(page)).toBe('Ask');
    await tabTo(page, /^Your text/);
    await page.keyboard.type('astrocytes in spiking networks');
    await tabTo(page, /^Find related papers/);
    await page.keyboard.press('Enter');
    await page.locator('.pane .related li').first().waitFor();
    await tabTo(page, await firstAnswer(page));
    await page.keyboard.press('Enter');
    await tabTo(page, /^Add to reading list/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.tab-count').innerText()).toBe('1');
    expect(errors).toEqual([]);
  });
});
