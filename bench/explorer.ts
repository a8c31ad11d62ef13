/**
 * How fast the explorer draws: frame time while the camera moves and tasks of the page's main thread, beside a bare Sigma
 * page with the same papers and links, in the same browser and the same run. WebGL may be in software: only ratios count.
 *
 *     tsx bench/explorer.ts MAP...      maps that `papergraph build` made; the page must be built (npm run build:web)
 */
import { readFile } from 'node:fs/promises';
import { build } from 'vite';
import { launch, open, serve } from '../test/browser/page.ts';
import type {} from '../web/bench-window.ts';

/** Frames measured a page; the first are left out, since buffers are filled then. */
const FRAMES = 24;
const WARM_UP = 4;

interface Measured {
  /** Milliseconds from opening the page to the first frame. */
  first: number;
  /** Median milliseconds a frame while the camera pans. */
  frame: number;
  /** Longest task while panning, without the drawing of the picture itself, in milliseconds. */
  longest: number;
  papers: number;
  links: number;
}

async function main(maps: string[]): Promise<void> {
  await build({ logLevel: 'error', mode: 'bench', configFile: new URL('../vite.config.ts', import.meta.url).pathname });
  const browser = await launch();
  console.log('papers\tlinks\tfirst ms\tframe ms\tbare ms\tratio\tlongest own task ms');
  for (const map of maps) {
    await readFile(map).catch(() => {
      throw new Error(`${map} cannot be read: build it first with papergraph build`);
    });
    const { address, server } = await serve(map);
    const measure = async (path: string): Promise<Measured> => {
      const start = performance.now();
      const { page } = await open(browser, address + path);
      await page.waitForFunction(() => window.papergraphBench !== undefined, undefined, { timeout: 180_000 });
      const first = performance.now() - start;
      // Titles and links are placed in the background; frames are measured when all stands.
      await page.waitForTimeout(8000);
      const measured = await page.evaluate(
        async ({ frames, warmUp }) => {
          const bench = window.papergraphBench!;
          const times: number[] = [];
          for (let at = 0; at < frames; at++) {
            const begun = performance.now();
            bench.step(at);
            await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
            if (at >= warmUp) times.push(performance.now() - begun);
          }
          times.sort((a, b) => a - b);
          const own = performance.getEntriesByName('own layers').map(({ duration }) => duration);
          return {
            frame: times[times.length >> 1]!,
            longest: Math.max(0, ...own),
            papers: bench.papers,
            links: bench.links,
          };
        },
        { frames: FRAMES, warmUp: WARM_UP },
      );
      await page.context().close();
      return { first, ...measured };
    };
    const ours = await measure('');
    const bare = await measure('#bare');
    const cells = [ours.papers, ours.links, ours.first, ours.frame, bare.frame, ours.frame / bare.frame, ours.longest];
    console.log(cells.map((cell, at) => (at === 5 ? cell.toFixed(2) : Math.round(cell))).join('\t'));
    server.close();
  }
  await browser.close();
}

await main(process.argv.slice(2));
