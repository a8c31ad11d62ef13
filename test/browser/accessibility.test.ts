import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeViolations } from './support/axe.ts';
import { useExplorer } from './support/explorer.ts';
import { search, settle, waitForMap } from './support/steps.ts';

const explorer = useExplorer();

/** Counts the saturated pixels of the map: those of nodes, but not those of the background and of labels. */
async function countSaturatedPixels(page: Page): Promise<number> {
  const picture = (await page.locator('.map').screenshot()).toString('base64');
  return page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const context = Object.assign(document.createElement('canvas'), {
      width: image.width,
      height: image.height,
    }).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let found = 0;
    for (let at = 0; at < data.length; at += 4)
      if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) - Math.min(data[at]!, data[at + 1]!, data[at + 2]!) > 70)
        found++;
    return found;
  }, picture);
}

describe.each(['light', 'dark'] as const)('axe reports no violations in the %s theme', (colorScheme) => {
  test('on the start page', async () => {
    const { page } = await explorer.open({ colorScheme });
    await page.getByRole('button', { name: 'Try the sample' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  test('with a map, in every tab, panel and menu, and with search results', async () => {
    const { page } = await explorer.openSample({ colorScheme });
    const states: [string, () => Promise<unknown>][] = [
      ['topics', async () => {}],
      ['filters', () => page.getByRole('tab', { name: 'Filters' }).click()],
      ['ask', () => page.getByRole('tab', { name: 'Ask' }).click()],
      ['list', () => page.getByRole('tab', { name: 'List' }).click()],
      ['results', () => search(page, 'astrocyte')],
      ['paper', () => page.locator('.search-results .papers button').first().click()],
      ['comparing', () => page.getByRole('button', { name: 'Compare with another paper' }).click()],
      ['comparison', () => page.locator('.details .related .paper-link').first().click()],
      ['menu', () => page.getByRole('button', { name: 'Export' }).click()],
      ['about', () => page.getByRole('button', { name: 'About this map' }).click()],
      ['topic', () => openTopic(page)],
      ['edit', () => page.getByRole('tab', { name: 'Edit' }).click()],
      ['answer', () => ask(page, 'astrocytes in spiking networks')],
      ['path', () => openPath(page)],
      ['concept', () => openConcept(page)],
      ['notice', () => page.evaluate(() => location.assign('#paper=none'))],
    ];
    for (const [name, act] of states) {
      await act();
      expect(await axeViolations(page), name).toEqual([]);
    }
    await page.getByRole('alert').waitFor();
  });
});

async function openTopic(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Clear search' }).click();
  await page.getByRole('tab', { name: 'Topics' }).click();
  await page
    .getByRole('button', { name: /^About topic/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Topic name' }).waitFor();
}

async function ask(page: Page, text: string): Promise<void> {
  await page.getByRole('tab', { name: 'Ask' }).click();
  await page.getByRole('textbox', { name: 'Your text' }).fill(text);
  await page.getByRole('button', { name: 'Find related papers' }).click();
  await page.locator('.pane .related li').first().waitFor();
}

async function openPath(page: Page): Promise<void> {
  await page.locator('.pane .related .paper-link').first().click();
  await page.getByRole('button', { name: 'Compare with another paper' }).click();
  await page.locator('.details .related .paper-link').nth(2).click();
  await page.getByRole('button', { name: 'Show path between them' }).click();
  await page.locator('.path li').first().waitFor();
}

async function openConcept(page: Page): Promise<void> {
  await search(page, 'spiking neural network');
  await page.locator('.search-results .concepts button').first().click();
  await page.getByRole('heading', { name: 'Papers that mention it' }).waitFor();
}

test('axe reports no violations in a narrow window with a paper open', async () => {
  const { page } = await explorer.openSample({ viewport: { width: 390, height: 844 } });
  expect(await axeViolations(page)).toEqual([]);
  await search(page, 'astrocyte');
  await page.locator('.search-results .papers button').first().click();
  await page.locator('.details .related li').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
});

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
  async function tabTo(page: Page, name: RegExp): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      if (name.test(await focused(page))) return;
    }
    throw new Error(`no element named ${name} reached with Tab; the focus is on "${await focused(page)}"`);
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
});

describe('failures', () => {
  test('without WebGL, the page shows a message, and search and papers work', async () => {
    const { page } = await explorer.open({ address: 'about:blank' });
    await page.addInitScript(() => {
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return /webgl/.test(kind) ? null : Reflect.apply(get, this, [kind, ...rest]);
      } as typeof get;
    });
    await page.goto(`${explorer.address}#sample`);
    await page.getByText('WebGL is not available').waitFor({ timeout: 45_000 });
    await search(page, 'astrocyte');
    await page.locator('.search-results .papers button').first().click();
    await page.locator('.details .related li').first().waitFor();
  });

  test('when the WebGL context is lost, the page shows a message and redraws the map when it is restored', async () => {
    const { page } = await explorer.openSample();
    await expect.poll(() => countSaturatedPixels(page)).toBeGreaterThan(1000);
    const before = await countSaturatedPixels(page);
    const context = await page.evaluateHandle(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.sigma-nodes');
      const context = canvas!.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      context.loseContext();
      return context;
    });
    await page.getByRole('alert').getByText('The graphics driver stopped').waitFor();
    await context.evaluate((lost) => lost.restoreContext());
    await expect.poll(() => page.getByRole('alert').count(), { timeout: 10_000 }).toBe(0);
    await expect.poll(() => countSaturatedPixels(page), { timeout: 10_000 }).toBeGreaterThan(before / 2);
  });

  test('when the worker crashes, the page stays visible and the map can be reopened', async () => {
    const { page } = await explorer.openSample();
    const [worker] = page.workers();
    await worker!.evaluate(() => {
      queueMicrotask(() => {
        throw new Error('out of memory');
      });
    });
    await page.getByRole('alert').getByText('The map must be reopened').waitFor();
    await expect.poll(() => page.locator('.visible-count').innerText()).toBe('257 of 257 papers');
    await page.getByRole('button', { name: 'Reopen' }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).waitFor({ state: 'detached', timeout: 30_000 });
    await search(page, 'astrocyte');
    await page.locator('.search-results .papers button').first().waitFor();
  });
});
