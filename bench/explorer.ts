/**
 * How fast the explorer is in a real Chromium, for each map that is named: opening, frames while the camera moves, our own
 * tasks meanwhile, hovering, free-text questions and searches; frames beside a bare Sigma page with the same papers and
 * links, in the same browser and the same run. WebGL may be in software: frames count as ratios only.
 *
 *     tsx bench/explorer.ts MAP...      maps that `papergraph build` made
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { serve } from '../src/server/server.ts';
import { launch, open } from '../test/browser/page.ts';
import type {} from '../web/bench/bench-window.ts';

/** Frames that are measured of a page before it is the other page's turn; the first one fills buffers. */
const FRAMES = { warmUp: 1, counted: 3 };

/** Turns of the two pages: a machine that others load too changes its pace meanwhile. */
const TURNS = 4;

const LIMIT = 240_000;

const QUESTIONS = [
  'astrocytes modulate synapses in spiking neural networks',
  'how programmers understand unfamiliar code with large language models',
  'touch input on mobile devices for older adults',
  'scheduling tasks on heterogeneous processors with energy limits',
];
const SEARCHES = ['spiking', 'privacy of mobile', 'graph layout', 'martin'];

interface Used {
  /** From the start of navigation until Sigma gets what it draws first. */
  handed: number;
  /** The longest part of a task while panning that is not Sigma's drawing. */
  longest: number;
  hover: number;
  firstAsk: number;
  ask: number;
  firstSearch: number;
  search: number;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Opens a map and hands the page over when nothing is being prepared any more. */
async function opened(browser: Browser, address: string): Promise<Page> {
  const { page } = await open(browser, address);
  page.setDefaultTimeout(LIMIT);
  await page.waitForFunction(() => window.papergraphBench !== undefined, undefined, { timeout: LIMIT });
  return page;
}

/** Milliseconds of some frames while the camera moves. */
function frames(page: Page): Promise<number[]> {
  return page.evaluate(async ({ warmUp, counted }) => {
    const times: number[] = [];
    for (let at = 0; at < warmUp + counted; at++) {
      const begun = performance.now();
      window.papergraphBench!.step(at);
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
      if (at >= warmUp) times.push(performance.now() - begun);
    }
    return times;
  }, FRAMES);
}

/** Median milliseconds a frame of our page and of the bare one, in turns. */
async function compared(ours: Page, bare: Page): Promise<{ frame: number; bareFrame: number }> {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let turn = 0; turn < TURNS; turn++) {
    times.ours.push(...(await frames(ours)));
    times.bare.push(...(await frames(bare)));
  }
  return { frame: median(times.ours), bareFrame: median(times.bare) };
}

/** The time of each task of the page while `act` runs, without the time that Sigma draws in it; the longest. */
async function longestOwn(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const tasks: [start: number, duration: number][] = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push([startTime, duration]);
    }).observe({ type: 'longtask' });
    Object.assign(window, { longTasks: tasks });
    performance.clearMeasures();
  });
  await act();
  await page.waitForTimeout(500);
  return page.evaluate(() => {
    const { longTasks } = window as unknown as { longTasks: [number, number][] };
    const drawing = performance.getEntriesByName('Sigma draws');
    const own = longTasks.map(([start, duration]) => {
      const inside = drawing.filter((one) => one.startTime >= start && one.startTime < start + duration);
      return duration - inside.reduce((sum, one) => sum + one.duration, 0);
    });
    const painting = performance.getEntriesByName('own layers').map(({ duration }) => duration);
    return Math.max(0, ...own, ...painting);
  });
}

async function use(page: Page): Promise<Used> {
  const handed = await page.evaluate(() => performance.getEntriesByName('handed to Sigma')[0]!.startTime);
  const longest = await longestOwn(page, () => frames(page));
  const each = async <T>(inputs: T[], act: (input: T) => Promise<number>) => {
    const times: number[] = [];
    for (const input of inputs) times.push(await act(input));
    return times;
  };
  // The driver may still be drawing the last frames.
  await page.waitForTimeout(3000);
  const hovers = await each([1, 2, 3, 4, 5, 6, 7, 8, 9], (at) =>
    page.evaluate((which) => window.papergraphBench!.hover(which), at),
  );
  const asks = await each(QUESTIONS, (text) => page.evaluate((words) => window.papergraphBench!.ask(words), text));
  const finds = await each(SEARCHES, (text) => page.evaluate((words) => window.papergraphBench!.search(words), text));
  return {
    handed,
    longest,
    hover: median(hovers),
    firstAsk: asks[0]!,
    ask: median(asks.slice(1)),
    firstSearch: finds[0]!,
    search: median(finds.slice(1)),
  };
}

async function main(maps: string[]): Promise<void> {
  const web = await mkdtemp(join(tmpdir(), 'papergraph-explorer-'));
  const configFile = new URL('../vite.config.ts', import.meta.url).pathname;
  await build({ logLevel: 'error', mode: 'bench', configFile, build: { outDir: web, emptyOutDir: true } });
  const browser = await launch();
  console.log(
    'papers\tlinks\thanded ms\tframe ms\tbare ms\tratio\town task ms\thover ms\tfirst question\tquestion ms\tfirst search\tsearch ms',
  );
  for (const map of maps) {
    if (!(await stat(map).catch(() => undefined))) throw new Error(`${map} is missing: make it with papergraph build`);
    const server = await serve({ map, web }, 0);
    const page = await opened(browser, server.url);
    const { handed, longest, hover, firstAsk, ask, firstSearch, search } = await use(page);
    const { papers, links } = await page.evaluate(() => {
      const { papers, links } = window.papergraphBench!;
      return { papers, links };
    });
    const barePage = await opened(browser, `${server.url}#bare`);
    const { frame, bareFrame } = await compared(page, barePage);
    await page.context().close();
    await barePage.context().close();
    await server.close();
    const cells = [papers, links, handed, frame, bareFrame];
    const rest = [longest, hover, firstAsk, ask, firstSearch, search];
    const whole = (values: number[]) => values.map((value) => Math.round(value));
    console.log([...whole(cells), (frame / bareFrame).toFixed(2), ...whole(rest)].join('\t'));
  }
  await browser.close();
  await rm(web, { recursive: true });
}

await main(process.argv.slice(2));
