import fc from 'fast-check';
import natural from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { expect, test } from 'vitest';
import { readPapers } from '../../../src/read/read.ts';
import { porter } from '../../../src/text/tokenize/porter.ts';
import { seedFiles } from '../../seeds.ts';

const SUFFIXES =
  'y yy s es ies sses ed eed ing at bl iz ll e ational tional enci anci izer abli bli alli entli eli ousli ization ation ator alism iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful ness al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize sion tion ion'.split(
    ' ',
  );

test('agrees with natural for every word of the sample papers', async () => {
  const { papers } = await readPapers(seedFiles());
  const words = new Set(papers.flatMap(({ title, abstract }) => `${title} ${abstract}`.match(/[\p{L}\p{N}]+/gu) ?? []));
  expect(words.size).toBeGreaterThan(5000);
  expect([...words].map(porter)).toEqual([...words].map((word) => natural.stem(word)));
});

test('agrees with natural for random sequences of letters and suffixes', () => {
  const letter = fc.constantFrom(...'aeiouylsztbwxcé7');
  const word = fc
    .array(fc.oneof(letter, fc.constantFrom(...SUFFIXES)), { maxLength: 6 })
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(word, (word) => porter(word) === natural.stem(word)),
    { seed: 1, numRuns: 20_000 },
  );
});
