import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { useExplorer } from './support/explorer.ts';
import { serve } from './support/page.ts';

/** Maximum total size of the gzipped files that the start page loads, in bytes. */
const LIMIT = 100_000;

const explorer = useExplorer();

test('the start page is small', async () => {
  const { address, server } = await serve();
  const requested = new Set<string>();
  server.on('request', ({ url }) => requested.add(url!));
  const { page } = await explorer.open({ address });
  await page.getByRole('button').first().waitFor();
  await page.waitForLoadState('networkidle');
  const names = [...requested];
  const sizes = await Promise.all(
    names.map(async (name) => {
      const response = await fetch(new URL(name, address));
      return response.ok ? gzipSync(await response.arrayBuffer()).length : 0;
    }),
  );
  server.close();
  for (const part of [/^\/$/, /index-\S*\.js$/, /index-\S*\.css$/])
    expect(names).toContainEqual(expect.stringMatching(part));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total, names.map((name, i) => `${name} ${sizes[i]}`).join(', ')).toBeLessThan(LIMIT);
});
