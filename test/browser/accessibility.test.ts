import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axeViolations } from './support/axe.ts';
import { useExplorer } from './support/explorer.ts';
import { search } from './support/steps.ts';

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

  test('with a map, in every tab, panel and menu, and with search results', { timeout: 600_000 }, async () => {
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
      ['author', () => openGroup(page)],
      ['what was read', () => openReading(page)],
      ['table', () => page.getByRole('button', { name: 'Table', exact: true }).click()],
      ['shortcuts', () => openShortcuts(page)],
      ['notice', () => page.evaluate(() => location.assign('#paper=none'))],
    ];
    for (const [name, act] of states) {
      if (await page.locator('dialog[open]').count()) await page.keyboard.press('Escape');
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

async function openGroup(page: Page): Promise<void> {
  await search(page, 'brain');
  await page.locator('.search-results .groups button').first().click();
  await page.locator('.highlight-badge').waitFor();
}

async function openReading(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'About this map' }).click();
  await page.getByRole('button', { name: 'What was read' }).click();
  await page.locator('.details.wide h3').first().waitFor();
}

async function openShortcuts(page: Page): Promise<void> {
  await page.locator('.map').focus();
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
}

test('axe reports no violations in a narrow window with a paper open', async () => {
  const { page } = await explorer.openSample({ viewport: { width: 390, height: 844 } });
  expect(await axeViolations(page)).toEqual([]);
  await search(page, 'astrocyte');
  await page.locator('.search-results .papers button').first().click();
  await page.locator('.details .related li').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
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
