import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startServer } from '../../src/server/server.ts';
import { createRandom } from '../../src/util/random.ts';

/** Number of clients at the same time, and how long they read; LOAD_SECONDS=60 reads for a minute. */
const READERS = 200;
const SECONDS = Number(process.env.LOAD_SECONDS ?? 4);

/** Of the clients, this many read the whole map slowly: the server must not hold what they have not read. */
const SLOW_READERS = 20;

const MAP_BYTES = 64 << 20;
const MAX_RANGE = 1 << 17;

/** How much memory may be in use besides what was in use before. The map alone, for each slow reader, would be 1.3 GB. */
const MAX_MEMORY = 400 << 20;

/** Returns whether a response has the bytes of the map from a position on. */
async function isRight(response: IncomingMessage, map: Buffer, start: number, pause: number): Promise<boolean> {
  let position = start;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    if (!map.subarray(position, position + chunk.length).equals(chunk)) return false;
    position += chunk.length;
    if (pause > 0) await wait(pause);
  }
  return true;
}

test(`${READERS} readers at once get the right bytes, and memory is bounded`, { timeout: 300_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-load-'));
  mkdirSync(join(directory, 'web'));
  const mapFile = join(directory, 'map.json');
  const map = randomBytes(MAP_BYTES);
  writeFileSync(mapFile, map);
  const server = await startServer({ mapFile, token: 'Zk3-a_7Q', webDirectory: join(directory, 'web') }, 0);
  const agent = new Agent({ keepAlive: true });
  const request = (headers: Record<string, string>, signal?: AbortSignal) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(`${server.url}map.json`, { agent, headers, ...(signal && { signal }) }, resolve).on('error', reject);
    });
  const before = process.memoryUsage().rss;
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss - before);
  }, 50);
  const end = Date.now() + 1000 * SECONDS;
  let [requests, wrong] = [0, 0];

  async function readRanges(reader: number): Promise<void> {
    const random = createRandom(reader);
    while (Date.now() < end) {
      const start = Math.floor(random() * (MAP_BYTES - MAX_RANGE));
      const length = 1 + Math.floor(random() ** 3 * MAX_RANGE);
      const response = await request({ range: `bytes=${start}-${start + length - 1}` });
      expect(response.headers['content-length']).toBe(String(length));
      if (!(await isRight(response, map, start, 0))) wrong++;
      requests++;
    }
  }
  async function readSlowly(): Promise<void> {
    const stopped = new AbortController();
    const response = await request({}, stopped.signal);
    const stopping = wait(1000 * SECONDS).then(() => stopped.abort());
    const right = await isRight(response, map, 0, 200).catch((error: Error) => {
      if (!stopped.signal.aborted) throw error;
      return true;
    });
    if (!right) wrong++;
    await stopping;
  }
  await Promise.all(Array.from({ length: READERS }, (_, k) => (k < SLOW_READERS ? readSlowly() : readRanges(k))));
  clearInterval(sampling);
  console.log(`${requests} requests, at most ${(peak / 2 ** 20).toFixed(0)} MB`);
  agent.destroy();
  await server.close();
  rmSync(directory, { recursive: true });
  expect(wrong).toBe(0);
  expect(requests).toBeGreaterThan(READERS);
  expect(peak).toBeLessThan(MAX_MEMORY);
});
