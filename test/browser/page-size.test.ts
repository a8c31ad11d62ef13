import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, open, serve } from './page.ts';

/** The most that the page may weigh before a map is opened, in bytes, each file gzipped. */
const LIMIT = 150_000;

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test('all that is loaded before a map is opened is light', async () => {
  const { address, server } = await serve();
  const asked = new Set<string>();
  server.on('request', ({ url }) => asked.add(url!));
  const { page } = await open(browser, address);
  await page.getByRole('button').first().waitFor();
  await page.waitForLoadState('networkidle');
  const names = [...asked];
  const weights = await Promise.all(
    names.map(async (name) => {
      const answer = await fetch(new URL(name, address));
      return answer.ok ? gzipSync(await answer.arrayBuffer()).length : 0;
    }),
  );
  server.close();
  for (const part of [/^\/$/, /index-\S*\.js$/, /index-\S*\.css$/])
    expect(names).toContainEqual(expect.stringMatching(part));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  expect(total, names.map((name, i) => `${name} ${weights[i]}`).join(', ')).toBeLessThan(LIMIT);
});
