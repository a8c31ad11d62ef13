import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { launch, open, serve } from '../support/page.ts';
import { papersInThreeTopics, writeMap } from '../support/papers.ts';
import { currentUrl, openExportMenu, openPaper, openTab, waitForMap } from '../support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'papergraph-ask-'));
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

async function openAsk() {
  const opened = await open(browser, site.address, { permissions: ['clipboard-read', 'clipboard-write'] });
  await waitForMap(opened.page);
  await openTab(opened.page, 'Ask');
  return { ...opened, text: opened.page.getByRole('textbox', { name: 'Your text' }) };
}

test('Enter finds related papers, Shift+Enter starts a new line, and an edited text marks the answer as outdated', async () => {
  const { page, text } = await openAsk();
  const outdated = page.getByText('You have changed the text.');
  const related = page.locator('.pane .related .paper-link');
  await text.fill('calcium waves');
  await page.keyboard.press('Shift+Enter');
  expect(await text.inputValue()).toBe('calcium waves\n');
  expect(await related.count()).toBe(0);
  await page.keyboard.press('Enter');
  await related.first().waitFor();
  expect(await related.first().innerText()).toContain('Glia');
  expect(await outdated.count()).toBe(0);
  await text.fill('speech');
  await outdated.waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => related.first().innerText()).toContain('Speech');
  expect(await outdated.count()).toBe(0);
  await page.context().close();
});

test('explains that negative examples need a positive one', async () => {
  const { page } = await openAsk();
  await openPaper(page, 'Glia study first');
  await page.getByRole('button', { name: 'Less like this' }).click();
  const hint = page.getByText('Negative examples only take effect together with a positive one.');
  await hint.waitFor();
  await openPaper(page, 'Speech study first');
  await page.getByRole('button', { name: 'More like this' }).click();
  await page.locator('.pane .related .paper-link').first().waitFor();
  expect(await hint.count()).toBe(0);
  await page.context().close();
});

test('a long text is not part of the URL, survives a reload, and Copy link says what is missing', async () => {
  const { page, text } = await openAsk();
  const long = 'Transformers translate speech with attention over long sequences. '.repeat(2000).trim();
  await text.fill(long);
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: /papers related to your text/ });
  await heading.waitFor();
  await expect.poll(() => page.url()).toContain('pane=ask');
  expect((await currentUrl(page)).length).toBeLessThan(1000);
  await openExportMenu(page);
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await page.getByRole('alert').getByText('without your text').waitFor();
  await page.reload();
  await heading.waitFor();
  expect(await text.inputValue()).toBe(long);
  await page.context().close();
});
