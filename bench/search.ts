/**
 * Question: how long does it take from a key press in the search box until results are in the page, in a real Chromium? Types
 * queries letter by letter. Prints, for each kind of query, the median and the maximum in milliseconds until titles, authors, and
 * terms are listed, and until the first abstracts are; before that, the longest tasks of the page while the worker builds its
 * indexes. With `--worker`, runs the code of the worker in Node instead, and prints the CPU time of each of the two answers, which other
 * processes disturb less.
 *
 *     npx tsx bench/search.ts [--worker] MAP...      maps written by `papergraph build`
 */
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { openMap } from '../src/index.ts';
import { startServer } from '../src/server/server.ts';
import { launch, open } from '../test/browser/support/page.ts';
import { cacheSections } from '../web/worker/open-map.ts';
import { MapQueries } from '../web/worker/queries/map-queries.ts';
import { median } from './support/statistics.ts';

const TIMEOUT_MS = 600_000;

/** Milliseconds between the answer to one key and the next key. */
const PAUSE_MS = 60;

const QUERIES: Record<string, string[]> = {
  titles: ['interactive visualization of graphs', 'privacy in mobile', 'a survey of deep learning', 'code review'],
  authors: ['shneiderman', 'jure leskovec', 'author:martin', 'wang li'],
  terms: ['collaborative filtering', 'neural network', 'touch screen'],
  abstracts: [
    'we conducted a user study',
    'outperforms state of the art baselines',
    '"hash table"',
    'statistically significant',
  ],
  misspelled: ['visualizaton', 'algoritm', 'recomendation systems'],
};

/** Milliseconds from a key press until results, and until abstracts. */
interface Times {
  results: number;
  abstracts: number;
}

declare global {
  interface Window {
    /** When the last key was pressed. */
    lastKey: number;
    /** The longest tasks since the map was drawn. */
    longTasks: number[];
  }
}

/** Presses a key and returns the times until results and abstracts were in the page. */
async function press(page: Page, key: string): Promise<Times> {
  await page.evaluate(() => {
    performance.clearMarks('search results');
    performance.clearMarks('abstract results');
  });
  await page.keyboard.press(key);
  const times = await page.waitForFunction(
    () => {
      const results = performance.getEntriesByName('search results')[0]?.startTime ?? Number.POSITIVE_INFINITY;
      // An earlier change concerns the abstracts of the previous query.
      const abstracts = performance.getEntriesByName('abstract results').find(({ startTime }) => startTime > results);
      return abstracts && { results: results - window.lastKey, abstracts: abstracts.startTime - window.lastKey };
    },
    undefined,
    { timeout: TIMEOUT_MS, polling: 20 },
  );
  const found = await times.jsonValue();
  if (!found) throw new Error('the page has no results');
  return found;
}

async function measureMap(mapFile: string, webDirectory: string): Promise<void> {
  const browser = await launch();
  const server = await startServer({ mapFile, token: 'bench', webDirectory }, 0);
  const { page } = await open(browser, 'about:blank');
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.addInitScript(() => {
    window.longTasks = [];
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        window.lastKey = timeStamp;
      },
      true,
    );
    new PerformanceObserver((list) => {
      const isDrawn = performance.getEntriesByName('labels placed').length > 0;
      for (const { duration } of list.getEntries()) if (isDrawn) window.longTasks.push(Math.round(duration));
    }).observe({ type: 'longtask' });
  });
  await page.goto(server.url);
  await page.waitForFunction(() => performance.getEntriesByName('labels placed').length > 0);
  const box = page.locator('.search input');
  await box.focus();
  // This word is nowhere, so the answer is complete only when all indexes are built.
  const first = await press(page, 'q');
  await box.fill('zyzzyvaq');
  await page.locator('html:not([data-loading])').waitFor({ state: 'attached' });
  const built = await page.evaluate(() => Math.round(performance.now()));
  const longTasks = await page.evaluate(() => window.longTasks);
  console.log(
    `${mapFile}: graph ${await page.evaluate(() => Math.round(performance.getEntriesByName('graph built')[0]!.startTime))} ms, ` +
      `first letter ${Math.round(first.results)} ms, indexes built after at most ${built} ms, ` +
      `longest tasks ${
        longTasks
          .sort((a, b) => b - a)
          .slice(0, 5)
          .join(', ') || 'none'
      } ms`,
  );
  console.log('queries\tkeys\tresults median\tmax\tabstracts median\tmax');
  const all: Times[] = [];
  for (const [kind, queries] of Object.entries(QUERIES)) {
    const times: Times[] = [];
    for (const query of queries) {
      await box.fill('');
      for (const letter of query) {
        times.push(await press(page, letter));
        await page.waitForTimeout(PAUSE_MS);
      }
    }
    printRow(kind, times);
    all.push(...times);
  }
  printRow('all', all);
  await browser.close();
  await server.close();
}

/** Measures the code of the worker in Node. */
async function measureWorker(mapFile: string): Promise<void> {
  const file = await openMap(await openAsBlob(mapFile));
  const queries = new MapQueries(cacheSections({ ...file, isRemote: false }));
  const cpuTime = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const start = cpuTime();
  await queries.prepare();
  console.log(`${mapFile}: indexes built in ${Math.round(cpuTime() - start)} ms of CPU time`);
  console.log('queries\tkeys\tresults median\tmax\tabstracts median\tmax');
  const all: Times[] = [];
  for (const [kind, texts] of Object.entries(QUERIES)) {
    const times: Times[] = [];
    for (const text of texts)
      for (let length = 1; length <= text.length; length++) {
        const typed = text.slice(0, length);
        const before = cpuTime();
        await queries.search(typed);
        const between = cpuTime();
        await queries.searchAbstracts(typed, 0);
        times.push({ results: between - before, abstracts: cpuTime() - between });
      }
    printRow(kind, times);
    all.push(...times);
  }
  printRow('all', all);
}

function printRow(kind: string, times: Times[]): void {
  const cells = (['results', 'abstracts'] as const).flatMap((field) => {
    const values = times.map((time) => time[field]);
    return [median(values), Math.max(...values)].map((value) => value.toFixed(0));
  });
  console.log([kind, times.length, ...cells].join('\t'));
}

async function main(args: string[]): Promise<void> {
  const mapFiles = args.filter((arg) => arg !== '--worker');
  if (args.length > mapFiles.length) {
    for (const mapFile of mapFiles) await measureWorker(mapFile);
    return;
  }
  const webDirectory = await mkdtemp(join(tmpdir(), 'papergraph-bench-'));
  const configFile = new URL('../vite.config.ts', import.meta.url).pathname;
  await build({ logLevel: 'error', mode: 'bench', configFile, build: { outDir: webDirectory, emptyOutDir: true } });
  for (const mapFile of mapFiles) await measureMap(mapFile, webDirectory);
  await rm(webDirectory, { recursive: true });
}

await main(process.argv.slice(2));
