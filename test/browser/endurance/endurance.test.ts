import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { analyze, readPapers, serializeMap } from '../../../src/index.ts';
import { createRandom } from '../../../src/util/random.ts';
import { seedFiles } from '../../seeds.ts';
import { useExplorer } from '../support/explorer.ts';
import { currentUrl, settle, waitForMap } from '../support/steps.ts';
import { measureMemory } from './heap.ts';
import { takeRandomStep } from './random-steps.ts';
import { describeShown, type Shown } from './shown.ts';

/**
 * Walks through the explorer in random steps: `npm run endurance` takes 2,000, `npm test` 60, which do not measure memory. ENDURANCE_STEPS and ENDURANCE_SEED set other
 * numbers; ENDURANCE_RELOAD says after how many steps the state is compared with the one that its link opens.
 */

const STEPS = Number(process.env.ENDURANCE_STEPS ?? 60);
const SEED = Number(process.env.ENDURANCE_SEED ?? 1);
const RELOAD_EVERY = Number(process.env.ENDURANCE_RELOAD ?? 20);

/** Number of steps after which everything that is loaded or compiled once is there. */
const WARM_UP = 100;

/** Number of entries that the page may leave in the timeline of the browser. */
const MAX_MARKS = 10;

/** The heap after all steps is at most this many times the heap after the first ones. */
const MAX_GROWTH = 1.3;

/** The window in which the walk begins, and in which memory is measured. */
const WINDOW = { width: 1000, height: 600 };

const MINUTE = 60_000;

const explorer = useExplorer();

/** Serves the map of the seeds. Returns the address. */
async function serveSeeds(): Promise<string> {
  const file = join(explorer.folder, 'seeds.json');
  writeFileSync(file, Buffer.concat([...serializeMap(await analyze(await readPapers(seedFiles())))]));
  return explorer.serve(file);
}

/** Follows a link to the unchanged map, so that memory is measured in the same state each time. */
async function startOver(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.setViewportSize(WINDOW);
  await page.evaluate(() => {
    location.hash = '#pane=topics';
  });
  await settle(page);
}

/** Describes where two texts begin to differ. */
function describeDifference(shown: string, expected: string): string {
  const start = Math.max(0, [...shown].findIndex((character, i) => character !== expected[i]) - 40);
  return `“${shown.slice(start, start + 160)}”, not “${expected.slice(start, start + 160)}”`;
}

// A second try would take the same steps.
test(`${STEPS} random steps`, { timeout: 5 * MINUTE + STEPS * 5_000, retry: 0 }, async () => {
  const address = await serveSeeds();
  const { page, errors } = await explorer.openMap({ address, viewport: WINDOW });
  const { page: copy, errors: errorsOfCopy } = await explorer.open({ address: 'about:blank' });
  const devtools = await page.context().newCDPSession(page);
  const random = createRandom(SEED);
  const names: string[] = [];
  const differences: string[] = [];
  const position = () => `seed ${SEED}, step ${names.length}, after ${names.slice(-6).join(', ')}`;
  let warm: Awaited<ReturnType<typeof measureMemory>> | undefined;

  /** Opens the link of the page in another one, and returns what differs. */
  async function compareWithCopy(): Promise<string[]> {
    const url = await currentUrl(page);
    await copy.setViewportSize(page.viewportSize()!);
    await copy.goto('about:blank');
    await copy.goto(url);
    await waitForMap(copy);
    const expected: Shown = { ...(await describeShown(page)), url };
    const describeCopy = async (): Promise<Shown> => ({ ...(await describeShown(copy)), url: await currentUrl(copy) });
    try {
      await expect.poll(describeCopy).toEqual(expected);
      return [];
    } catch {
      const shown = await describeCopy();
      return Object.keys(expected)
        .filter((name) => shown[name] !== expected[name])
        .map((name) => `${name}: ${describeDifference(shown[name]!, expected[name]!)} (${position()}; ${url})`);
    }
  }

  while (names.length < STEPS) {
    names.push(await takeRandomStep(page, random));
    await settle(page);
    expect([...errors, ...errorsOfCopy], position()).toEqual([]);
    if (names.length % RELOAD_EVERY === 0) {
      const found = await compareWithCopy();
      differences.push(...found);
      for (const difference of found) console.log(difference);
    }
    if (names.length % WARM_UP === 0) {
      await startOver(page);
      const memory = await measureMemory(devtools);
      console.log(`${names.length} steps:`, JSON.stringify(memory));
      warm ??= memory;
      expect(memory.heap / warm.heap, position()).toBeLessThanOrEqual(MAX_GROWTH);
      const marks = await page.evaluate(() => performance.getEntriesByType('mark').length);
      expect(marks, position()).toBeLessThanOrEqual(MAX_MARKS);
    }
  }
  expect(differences).toEqual([]);
});
