import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, serve } from '../support/page.ts';
import { papersInThreeTopics, TEN_PAPERS } from '../support/papers.ts';
import { dropFiles, waitForMap } from '../support/steps.ts';

let browser: Browser;
let site: { address: string; server: Server };

beforeAll(async () => {
  browser = await launch();
  site = await serve();
});

afterAll(async () => {
  await browser?.close();
  site?.server.close();
});

test('a smaller map replaces an open one without errors, also when the browser is slow to draw', async () => {
  const { page, errors } = await open(browser, site.address);
  await dropFiles(page, [{ name: 'many.csv', text: papersInThreeTopics(8) }]);
  await waitForMap(page);
  // The view of the old map lives until the next frame, while the links of the new map arrive.
  await page.evaluate(() => {
    const nextFrame = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => window.setTimeout(() => nextFrame(callback), 3000);
  });
  await dropFiles(page, [{ name: 'few.csv', text: TEN_PAPERS }]);
  await page.getByText('10 of 10 papers').waitFor();
  await page.locator('.map-status', { hasText: 'links' }).waitFor();
  await page.waitForTimeout(1500);
  await waitForMap(page);
  expect(errors).toEqual([]);
  await page.context().close();
});
