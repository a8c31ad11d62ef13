import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ELEMENT, PLACE, pageChunks } from '../../src/export/page.ts';

const template = `<!doctype html><body>${PLACE}<script>go()</script></body>`;

const embedded = (page: string) => {
  const found = page.match(new RegExp(`<script type="application/gzip\\+base64" id="${ELEMENT}">([^<]*)</script>`));
  return gunzipSync(Buffer.from(found![1]!, 'base64'));
};

test('the map comes out of the page as it went in, however it was cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
      const page = [...pageChunks(template, chunks)].join('');
      expect(embedded(page)).toEqual(Buffer.concat(chunks));
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('the rest of the page stays, and markup in the map does not become markup', () => {
  const page = [...pageChunks(template, [new TextEncoder().encode('</script><img src=x onerror=alert(1)>')])].join('');
  expect(page.startsWith('<!doctype html><body><script type="application/gzip+base64"')).toBe(true);
  expect(page.endsWith('</script><script>go()</script></body>')).toBe(true);
  expect(page).not.toContain('<img');
});

test('the same map gives the same page', () => {
  const make = () => [...pageChunks(template, [new Uint8Array(1000).fill(7)])].join('');
  expect(make()).toBe(make());
});

test('a template without a place is refused', () => {
  expect(() => [...pageChunks('<p>', [])]).toThrow(/no place for a map/);
});
