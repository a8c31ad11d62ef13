import { expect, test } from 'vitest';
import { surnameKey } from '../../../src/read/deduplicate/compare/fields.ts';

test.each([
  ['Matthew B. Koll', 'koll'],
  ['Smith JA', 'smith'],
  ['van der Berg J.-P.', 'berg'],
  ['Bo Leejr, Jr', 'leejr'],
  ['Vicenç Gómez', 'gomez'],
  ['J', 'j'],
  ['FAIS L', 'fais'],
  ['LEE A', 'lee'],
  ['ALISON LEE', 'lee'],
  ['JOHN C. McCARTHY', 'mccarthy'],
])('the surname key of %s is %s', (name, surname) => {
  expect(surnameKey(name)).toBe(surname);
});
