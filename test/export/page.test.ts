import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAP_ELEMENT_ID, MAP_PLACEHOLDER, writePage } from '../../src/export/page.ts';

const template = `<!doctype html><body>${MAP_PLACEHOLDER}<script>go()</script></body>`;

const embedded = (page: string) => {
  const match = page.match(
    new RegExp(`<script type="application/gzip\\+base64" id="${MAP_ELEMENT_ID}">([^<]*)</script>`),
  );
  return Buffer.from(match![1]!, 'base64');
};

test('the page contains the map, however its bytes are split into chunks', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
      const text = [new TextEncoder().encode('{'), ...chunks];
      expect(gunzipSync(embedded([...writePage(template, text)].join('')))).toEqual(Buffer.concat(text));
      const compressed = [gzipSync('{}'), ...chunks];
      expect(embedded([...writePage(template, compressed)].join(''))).toEqual(Buffer.concat(compressed));
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('the template is unchanged, and markup in the map is not interpreted', () => {
  const page = [...writePage(template, [new TextEncoder().encode('</script><img src=x onerror=alert(1)>')])].join('');
  expect(page.startsWith('<!doctype html><body><script type="application/gzip+base64"')).toBe(true);
  expect(page.endsWith('</script><script>go()</script></body>')).toBe(true);
  expect(page).not.toContain('<img');
});

test('equal maps give equal pages', () => {
  const make = () => [...writePage(template, [new Uint8Array(1000).fill(7)])].join('');
  expect(make()).toBe(make());
});

test('rejects a template without a placeholder', () => {
  expect(() => [...writePage('<p>', [])]).toThrow(/no placeholder for a map/);
});
