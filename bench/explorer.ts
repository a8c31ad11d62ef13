/**
 * Question: how fast is the explorer in a real Chromium? Measures opening, frames while panning, the longest task while
 * panning, hovering, text queries and searches, for each map. Frames are compared with a page that draws the same nodes and
 * edges with Sigma alone, in the same browser. WebGL may run in software, so that only the ratio of frame times counts.
 *
 *     npx tsx bench/explorer.ts MAP...      maps written by `papergraph build`
 *
 * With `--interactions`, it says for each of about 30 interactions where the main thread spends its time: in scripts of the page, waiting for the GPU, or in
 * the browser.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { startServer } from '../src/server/server.ts';
import { launch, open } from '../test/browser/support/page.ts';
import type {} from '../web/bench/types.ts';
import { measureInteractions } from './support/interactions.ts';
import { median } from './support/statistics.ts';

/** Frames per turn. Warm-up frames, which fill buffers, do not count. */
const FRAMES = { warmUp: 1, counted: 3 };

/** How often the two pages take turns, because the speed of a shared machine varies. */
const TURNS = 4;

const TIMEOUT_MS = 240_000;
/** Time in which the driver finishes drawing the last frames. */
const SETTLE_MS = 3000;
/** Time after which the observer has reported all long tasks. */
const OBSERVER_MS = 500;

const TEXT_QUERIES = [
  'astrocytes modulate synapses in spiking neural networks',
  'how programmers understand unfamiliar code with large language models',
  'touch input on mobile devices for older adults',
  'scheduling tasks on heterogeneous processors with energy limits',
];
const SEARCHES = ['spiking', 'privacy of mobile', 'graph layout', 'martin'];
const HOVERS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Times in milliseconds. */
interface PageTimes {
  /** From the start of navigation until Sigma receives the graph. */
  open: number;
  /** The longest part of a task while panning that is not Sigma's drawing. */
  longestTask: number;
  hover: number;
  firstQuery: number;
  query: number;
  firstSearch: number;
  search: number;
}

/** Opens a map and waits until the page is idle. */
async function openMap(browser: Browser, url: string): Promise<Page> {
  const { page } = await open(browser, url);
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.waitForFunction(() => window.papergraphBench !== undefined, undefined, { timeout: TIMEOUT_MS });
  return page;
}

/** Returns the times of the counted frames of one turn. */
function measureFrames(page: Page): Promise<number[]> {
  return page.evaluate(async ({ warmUp, counted }) => {
    const times: number[] = [];
    for (let frame = 0; frame < warmUp + counted; frame++) {
      const start = performance.now();
      window.papergraphBench!.step(frame);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      if (frame >= warmUp) times.push(performance.now() - start);
    }
    return times;
  }, FRAMES);
}

/** Returns the median frame times of the explorer and of the bare page. */
async function compareFrames(explorer: Page, bare: Page): Promise<{ frame: number; bareFrame: number }> {
  const times: { explorer: number[]; bare: number[] } = { explorer: [], bare: [] };
  for (let turn = 0; turn < TURNS; turn++) {
    times.explorer.push(...(await measureFrames(explorer)));
    times.bare.push(...(await measureFrames(bare)));
  }
  return { frame: median(times.explorer), bareFrame: median(times.bare) };
}

/** Returns the longest task of the page while `action` runs, without the time in which Sigma draws. */
async function measureLongestTask(page: Page, action: () => Promise<unknown>): Promise<number> {
  const longTasks = await page.evaluateHandle(() => {
    const tasks: [start: number, duration: number][] = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push([startTime, duration]);
    }).observe({ type: 'longtask' });
    performance.clearMeasures();
    return tasks;
  });
  await action();
  await page.waitForTimeout(OBSERVER_MS);
  return longTasks.evaluate((observed) => {
    const sigmaRenders = performance.getEntriesByName('sigma render');
    const tasks = observed.map(([start, duration]) => {
      const draws = sigmaRenders.filter(({ startTime }) => startTime >= start && startTime < start + duration);
      return duration - draws.reduce((sum, draw) => sum + draw.duration, 0);
    });
    const overlayPaints = performance.getEntriesByName('overlay').map(({ duration }) => duration);
    return Math.max(0, ...tasks, ...overlayPaints);
  });
}

async function measurePage(page: Page): Promise<PageTimes> {
  const opened = await page.evaluate(() => performance.getEntriesByName('graph built')[0]!.startTime);
  const longestTask = await measureLongestTask(page, () => measureFrames(page));
  const measureEach = async <T>(inputs: T[], action: (input: T) => Promise<number>) => {
    const times: number[] = [];
    for (const input of inputs) times.push(await action(input));
    return times;
  };
  await page.waitForTimeout(SETTLE_MS);
  const hovers = await measureEach(HOVERS, (index) =>
    page.evaluate((index) => window.papergraphBench!.hover(index), index),
  );
  const queries = await measureEach(TEXT_QUERIES, (text) =>
    page.evaluate((text) => window.papergraphBench!.ask(text), text),
  );
  const searches = await measureEach(SEARCHES, (text) =>
    page.evaluate((text) => window.papergraphBench!.search(text), text),
  );
  return {
    open: opened,
    longestTask,
    hover: median(hovers),
    firstQuery: queries[0]!,
    query: median(queries.slice(1)),
    firstSearch: searches[0]!,
    search: median(searches.slice(1)),
  };
}

/** Measures one map and prints a row of the table. */
async function measureMap(browser: Browser, mapFile: string, webDirectory: string): Promise<void> {
  const server = await startServer({ mapFile, token: 'bench', webDirectory }, 0);
  const page = await openMap(browser, server.url);
  const times = await measurePage(page);
  const { papers, edges } = await page.evaluate(() => {
    const { papers, edges } = window.papergraphBench!;
    return { papers, edges };
  });
  const barePage = await openMap(browser, `${server.url}#bare`);
  const { frame, bareFrame } = await compareFrames(page, barePage);
  await page.context().close();
  await barePage.context().close();
  await server.close();
  const { open, longestTask, hover, firstQuery, query, firstSearch, search } = times;
  const round = (values: number[]) => values.map((value) => Math.round(value));
  const cells = [
    ...round([papers, edges, open, frame, bareFrame]),
    (frame / bareFrame).toFixed(2),
    ...round([longestTask, hover, firstQuery, query, firstSearch, search]),
  ];
  console.log(cells.join('\t'));
}

/** Measures the interactions with one map. */
async function measureInteractionsWith(browser: Browser, mapFile: string, webDirectory: string): Promise<void> {
  const server = await startServer({ mapFile, token: 'bench', webDirectory }, 0);
  const page = await openMap(browser, server.url);
  await measureInteractions(page);
  await page.context().close();
  await server.close();
}

async function main(args: string[]): Promise<void> {
  const mapFiles = args.filter((arg) => !arg.startsWith('--'));
  const profiles = args.includes('--interactions');
  const webDirectory = await mkdtemp(join(tmpdir(), 'papergraph-bench-'));
  const configFile = new URL('../vite.config.ts', import.meta.url).pathname;
  await build({
    logLevel: 'error',
    mode: 'bench',
    configFile,
    build: { outDir: webDirectory, emptyOutDir: true, minify: !profiles },
  });
  const browser = await launch();
  if (!profiles)
    console.log(
      'papers\tedges\topen ms\tframe ms\tbare ms\tratio\ttask ms\thover ms\tfirst query\tquery ms\tfirst search\tsearch ms',
    );
  for (const mapFile of mapFiles) {
    if (!(await stat(mapFile).catch(() => undefined)))
      throw new Error(`${mapFile} does not exist: create it with "papergraph build"`);
    await (profiles ? measureInteractionsWith : measureMap)(browser, mapFile, webDirectory);
  }
  await browser.close();
  await rm(webDirectory, { recursive: true });
}

await main(process.argv.slice(2));
