import { afterEach, expect, test, vi } from 'vitest';
import { urlSource } from '../../../web/worker/open-map.ts';

const CONTENT = Uint8Array.from({ length: 100 }, (_, i) => i);
const ADDRESS = 'http://localhost/map.json';

afterEach(() => vi.unstubAllGlobals());

/** Replaces fetch by a server that supports ranges. `shorten` returns how many bytes of a response are lost. */
function serve(shorten: (cache: RequestCache | undefined) => number): RequestCache[] {
  const caches: RequestCache[] = [];
  vi.stubGlobal(
    'fetch',
    async (_: string, { headers, cache }: { headers: { range: string }; cache?: RequestCache }) => {
      const [start, end] = /(\d+)-(\d+)/.exec(headers.range)!.slice(1).map(Number) as [number, number];
      if (cache) caches.push(cache);
      const lost = cache ? shorten(cache) : 0;
      return new Response(CONTENT.slice(start, end + 1 - lost), {
        status: 206,
        headers: { 'content-range': `bytes ${start}-${end}/${CONTENT.length}`, etag: '"a"' },
      });
    },
  );
  return caches;
}

test('reads parts of a file, also beyond its end', async () => {
  const caches = serve(() => 0);
  const source = await urlSource(ADDRESS);
  expect(source.size).toBe(100);
  expect(await source.read(10, 20)).toEqual(CONTENT.slice(10, 20));
  expect(await source.read(90, 200)).toEqual(CONTENT.slice(90));
  expect(await source.read(20, 20)).toEqual(new Uint8Array());
  expect(caches).toEqual(['default', 'default']);
});

test('requests a part again, past the cache, if it arrives incompletely', async () => {
  const caches = serve((cache) => (cache === 'default' ? 3 : 0));
  const source = await urlSource(ADDRESS);
  expect(await source.read(10, 20)).toEqual(CONTENT.slice(10, 20));
  expect(caches).toEqual(['default', 'reload']);
});

test('a part that is incomplete twice is an error that says so', async () => {
  serve(() => 1);
  const source = await urlSource(ADDRESS);
  await expect(source.read(10, 20)).rejects.toThrow(`only a part of what was requested from ${ADDRESS}`);
});
