import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { createRandom } from '../../../src/util/random.ts';
import { chooseFile, useExplorer } from '../support/explorer.ts';

const explorer = useExplorer();
/** Enough papers for several blocks of the join and for more than one thread in term weighting. */
const PAPERS = 4500;

/** Generates short papers; a word of rank r occurs in about one of r papers. */
function papers(): string {
  const random = createRandom(7);
  const word = () => `word${'abcdefghijklmnopqrst'.at(random() * 20)}${Math.floor(500 ** random()).toString(36)}`;
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const lines = Array.from({ length: PAPERS }, (_, i) => `Paper ${i} ${words(3)},${words(12)}.`);
  return ['title,abstract', ...lines].join('\n');
}

declare global {
  interface Window {
    /** Sends the messages to workers that were held back. */
    release(): void;
  }
}

/** The number of requests of each kind that a thread received. */
interface ThreadWork {
  weighed: number;
  joined: number;
}

/** Builds the map with a number of processors. Returns the work of each thread and the map file. */
async function buildMap(address: string, processors: number): Promise<{ done: ThreadWork[]; map: string }> {
  const { page, errors } = await explorer.open({ address: 'about:blank' });
  // The worker must not begin before its use of other workers is recorded.
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    const waiting: (() => void)[] = [];
    Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
      waiting.push(() => Reflect.apply(postMessage, this, args));
    };
    window.release = () => {
      Worker.prototype.postMessage = postMessage;
      for (const post of waiting) post();
    };
  });
  await page.goto(address);
  const started = page.waitForEvent('worker');
  await chooseFile(page, 'papers.csv', papers());
  const worker = await started;
  const done = await worker.evaluateHandle((processors) => {
    const done: ThreadWork[] = [];
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: processors });
    globalThis.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        const work: ThreadWork = { weighed: 0, joined: 0 };
        done.push(work);
        const post = this.postMessage.bind(this) as (message: object, transfer: Transferable[]) => void;
        const count = (message: { name?: string }, transfer: Transferable[]) => {
          if (message.name === 'joinRows') work.joined++;
          if (message.name === 'tokenizeTexts') work.weighed++;
          post(message, transfer);
        };
        this.postMessage = count as typeof this.postMessage;
      }
    };
    return done;
  }, processors);
  await page.evaluate(() => window.release());
  await page.locator('.map-status', { hasText: 'links' }).waitFor({ timeout: 150_000 });
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.locator('.menu-list').getByRole('button', { name: 'Map file' }).click();
  const map = readFileSync(await (await download).path(), 'utf8');
  const counts = await done.jsonValue();
  // The single-file page without a map requests map.json, which its content security policy blocks.
  expect(errors.filter((error) => !error.includes('map.json'))).toEqual([]);
  await page.context().close();
  return { done: counts, map };
}

test('term weighting and the join use one worker per processor in both pages and give the same map as one thread', async () => {
  const serial = await buildMap(explorer.address, 1);
  // With one thread, one worker weighs large collections, so that this thread stays free.
  expect(serial.done.length).toBeLessThanOrEqual(1);
  expect(serial.done.filter(({ joined }) => joined > 0)).toEqual([]);
  for (const address of [explorer.address, pathToFileURL('dist/web/single.html').href]) {
    const threaded = await buildMap(address, 3);
    expect(threaded.done.filter(({ weighed }) => weighed > 0).length).toBe(2);
    expect(threaded.done.filter(({ joined }) => joined > 0).length).toBeGreaterThan(1);
    expect(threaded.done.length).toBe(5);
    expect(threaded.map === serial.map).toBe(true);
  }
});
