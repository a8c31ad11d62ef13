import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { launch, open, serve } from '../support/page.ts';
import { papersInThreeTopics, TEN_PAPERS, writeMap } from '../support/papers.ts';
import { openPaper, openTab, waitForMap } from '../support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-display-'));
let browser: Browser;
let plain: { address: string; server: Server };
let detailed: { address: string; server: Server };

beforeAll(async () => {
  const [plainMap, detailedMap] = [join(folder, 'plain.json'), join(folder, 'detailed.json')];
  await writeMap(plainMap, papersInThreeTopics(6));
  await writeMap(detailedMap, TEN_PAPERS);
  browser = await launch();
  plain = await serve(plainMap);
  detailed = await serve(detailedMap);
});

afterAll(async () => {
  await browser?.close();
  plain?.server.close();
  detailed?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('attributes that no paper has are not offered', async () => {
  const { page } = await open(browser, plain.address);
  await waitForMap(page);
  const options = (name: string) => page.locator('.toolbar').getByLabel(name).locator('option').allInnerTexts();
  await expect.poll(() => options('Color')).toEqual(['topic', 'subtopic', 'year', 'confidence']);
  await expect.poll(() => options('Size')).toEqual(['links', 'uniform']);
  await page.goto(detailed.address);
  await waitForMap(page);
  await expect.poll(() => options('Color')).toEqual(['topic', 'subtopic', 'year', 'venue', 'confidence']);
  await page.context().close();
});

test('the legend is on the map, whichever tab is open', async () => {
  const { page } = await open(browser, detailed.address);
  await waitForMap(page);
  await openTab(page, 'Ask');
  await page.locator('.toolbar').getByLabel('Color').selectOption('venue');
  const legend = page.locator('.map-pane .color-legend');
  await legend.waitFor();
  expect(await legend.locator('li').allInnerTexts()).toContain('Chips');
  expect(await axeViolations(page)).toEqual([]);
  await page.locator('.toolbar').getByLabel('Color').selectOption('year');
  await page.locator('.map-pane .color-scale').waitFor();
  await page.locator('.toolbar').getByLabel('Color').selectOption('topic');
  await expect.poll(() => page.locator('.map-pane .color-scale').count()).toBe(0);
  await page.context().close();
});

test('a path is found from a paper without a comparison, and is explained', async () => {
  const { page } = await open(browser, plain.address);
  await waitForMap(page);
  await openPaper(page, 'Glia study first');
  await page.getByRole('button', { name: 'Find path to another paper' }).click();
  await page.locator('.details .related .paper-link').first().click();
  await page.locator('.details').getByText('The two papers are linked directly').waitFor();
  expect(await page.locator('.details .path > li').count()).toBe(2);
  expect(await axeViolations(page)).toEqual([]);
  await page.context().close();
});
