import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRepeated, hashInLowerCase, hashText } from '../../../src/read/deduplicate/repeated-keys.ts';
import { runAtOnce } from '../../../src/util/pause.ts';

test('all items with the same key are found, in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'é', 'f', ''), { nil: undefined })), (keys) => {
      const found = runAtOnce(
        findRepeated(keys, (key) => (key === undefined ? undefined : hashText(0, key, 0, key.length))),
      );
      const indexes = found.map(({ index }) => index);
      const repeated = keys.flatMap((key, i) =>
        key !== undefined && keys.indexOf(key) !== keys.lastIndexOf(key) ? [i] : [],
      );
      expect(indexes).toEqual(expect.arrayContaining(repeated));
      expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
      expect(found.every(({ item, index }) => item !== undefined && item === keys[index])).toBe(true);
    }),
  );
});

test('few of many different keys are found', () => {
  const keys = Array.from({ length: 20_000 }, (_, i) => `10.1145/${7 * i}`);
  expect(runAtOnce(findRepeated(keys, hashInLowerCase)).length).toBeLessThan(keys.length / 10);
});

test('texts that are equal in lower case have the same hash', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(hashInLowerCase(text)).toBe(hashInLowerCase(text.toLowerCase()));
      const ascii = text.replace(/[^\x00-\x7f]/g, 'A');
      expect(hashInLowerCase(ascii.toUpperCase())).toBe(hashInLowerCase(ascii.toLowerCase()));
    }),
  );
});
