/** Opens the built page in Firefox: it draws the map, computes the same one as Node, and shows hostile texts as text. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyze, readPapers, serializeMap } from '../../src/index.ts';
import { serve } from '../browser/support/page.ts';
import { papersInThreeTopics } from '../browser/support/papers.ts';
import { HOSTILE } from '../export/hostile-titles.ts';

const MINUTE = 60_000;

let browser: Browser;
let folder: string;
const servers: { close(): void }[] = [];

/** Runs the built command line and returns what it prints. */
function runCli(options: string[], cwd = '.'): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), ...options], {
    encoding: 'utf8',
    cwd,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Serves the page, with a map if one is given, and opens it. */
async function openPage(map?: string): Promise<{ address: string; page: Page; errors: string[] }> {
  const { address, server } = await serve(map);
  servers.push(server);
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    // The page asks for a map next to it, which is missing on the start page.
    if (message.type() === 'error' && !message.text().includes('map.json')) errors.push(message.text());
  });
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(address);
  return { address, page, errors };
}

/** Waits until the worker has answered everything, and until the URL describes what the page shows. */
const settle = (page: Page) =>
  page.waitForSelector('html:not([data-loading], [data-url-outdated])', { timeout: MINUTE });

async function waitForMap(page: Page): Promise<void> {
  await page.waitForSelector('.minimap', { timeout: 2 * MINUTE });
  await settle(page);
}

const statusOf = (page: Page) => page.$eval('.map-status', ({ textContent }) => textContent);

/** Saves the map that the page shows, and returns its hash. */
async function saveMap(page: Page): Promise<string | undefined> {
  const address = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const create = URL.createObjectURL;
        URL.createObjectURL = (object) => {
          const reader = new FileReader();
          reader.onload = () => resolve(String(reader.result));
          if (object instanceof Blob) reader.readAsDataURL(object);
          return create.call(URL, object);
        };
        document.querySelector<HTMLElement>('button[aria-label="Export"]')!.click();
        setTimeout(() => {
          const buttons = [...document.querySelectorAll<HTMLElement>('.menu-list button')];
          buttons.find(({ textContent }) => textContent?.includes('Map file'))!.click();
        });
      }),
  );
  const map = Buffer.from(address.replace(/^.*,/, ''), 'base64').toString();
  return /"hash":"([0-9a-f]{64})"/.exec(map)?.[1];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'papergraph-firefox-'));
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    protocolTimeout: 3 * MINUTE,
    // WebGL in software, without a display.
    env: { ...process.env, MOZ_WEBGL_FORCE_EGL: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    extraPrefsFirefox: { 'webgl.force-enabled': true, 'security.sandbox.content.level': 0 },
  });
});

afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the map of the sample is drawn, and its files give the same map as in Node', async () => {
  const { page, errors } = await openPage();
  const input = await page.waitForSelector('input[type=file]');
  const names = readdirSync('seeds');
  await input!.uploadFile(...names.map((name) => join('seeds', name)));
  await waitForMap(page);
  expect(await statusOf(page)).toBe('257 papers · 1,759 links');
  runCli(['build', ...names, '-o', join(folder, 'seeds.json')], 'seeds');
  const { hash } = JSON.parse(runCli(['info', join(folder, 'seeds.json'), '--json']));
  expect(await saveMap(page)).toBe(hash);
  expect(errors).toEqual([]);
  await page.close();
});

describe('hostile texts', () => {
  const MARKUP = [
    '<img src=x onerror="window.hacked=1">',
    '<svg onload="window.hacked=1">',
    '</title><script>window.hacked=1</script>',
  ];

  /** Writes a map with markup and other syntax in all texts. Reading would remove markup, so it is added afterwards. */
  async function writeHostileMap(file: string): Promise<void> {
    const csv = papersInThreeTopics(8);
    const collection = await readPapers([{ name: 'papers.csv', bytes: () => [new TextEncoder().encode(csv)] }]);
    const texts = [...HOSTILE.filter(Boolean), ...MARKUP];
    collection.papers.forEach((paper, i) => {
      const text = texts[i % texts.length]!;
      Object.assign(paper, {
        title: `${text} ${paper.title}`,
        abstract: `${paper.abstract} ${text} ${MARKUP[i % 3]}`,
        authors: [`Ann ${text}`],
        keywords: [text, MARKUP[i % 3]],
        venue: MARKUP[i % 3],
        otherAbstracts: [text],
      });
    });
    writeFileSync(file, Buffer.concat([...serializeMap(await analyze(collection))]));
  }

  test('are shown as text in titles, authors, keywords, and venues, in panels and in lists', async () => {
    const map = join(folder, 'hostile-map.json');
    await writeHostileMap(map);
    const { address, page, errors } = await openPage(map);
    await waitForMap(page);
    for (const hash of [
      '#topic=1',
      '#read',
      '#about',
      '#pane=tree',
      '#pane=filters',
      '#table=title',
      '#search=onerror',
    ]) {
      await page.goto('about:blank');
      await page.goto(address + hash);
      await waitForMap(page);
    }
    await page.waitForSelector('.search-results .paper-link');
    await page.$eval('.search-results .paper-link', (link) => (link as HTMLElement).click());
    await page.waitForSelector('.details .abstract');
    await settle(page);
    expect(await page.$eval('.details', ({ textContent }) => textContent)).toContain('window.hacked=1');
    const injected = await page.evaluate(() => [
      'hacked' in window,
      document.querySelectorAll('img, [onload], [onerror], body script').length,
    ]);
    expect(injected).toEqual([false, 0]);
    expect(errors).toEqual([]);
    await page.close();
  });
});
