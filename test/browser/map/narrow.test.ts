import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, serve } from '../support/page.ts';
import { papersInThreeTopics, writeMap } from '../support/papers.ts';
import { openPaper, openTab, waitForMap } from '../support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-narrow-'));
let browser: Browser;
let site: { address: string; server: Server };

beforeAll(async () => {
  const map = join(folder, 'map.json');
  await writeMap(map, papersInThreeTopics(6));
  browser = await launch();
  site = await serve(map);
});

afterAll(async () => {
  await browser?.close();
  site?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Returns the part of the height below the search box that shows the map. */
const mapShare = (page: Page) =>
  page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
    const map = box('.map')!;
    const [search, panel] = [box('.search')!, box('.details') ?? box('.pane')!];
    return (Math.min(map.bottom, panel.top) - Math.max(map.top, search.bottom)) / (innerHeight - search.bottom);
  });

test.each([
  ['a phone', 320, 568],
  ['a larger phone', 390, 844],
  ['200% zoom', 720, 450],
])('panels leave at least 40% to the map: %s', async (_, width, height) => {
  const { page, errors } = await open(browser, site.address, { viewport: { width, height } });
  await waitForMap(page);
  await openTab(page, 'Topics');
  await page.locator('.legend').waitFor();
  expect(await mapShare(page)).toBeGreaterThanOrEqual(0.39);
  await openTab(page, 'Topics');
  await openPaper(page, 'Glia study first');
  expect(await mapShare(page)).toBeGreaterThanOrEqual(0.4);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);
  await page.context().close();
});
