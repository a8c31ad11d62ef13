import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctWord, editDistances } from '../../../../web/worker/search/corrections.ts';
import { WordIndexBuilder } from '../../../../web/worker/search/indexes/word-index.ts';

/** Returns the edit distance with swaps of adjacent letters, straight from its definition. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return distance(restA, restB);
  const costs = [distance(restA, b), distance(a, restB), distance(restA, restB)];
  if (a[0] === b[1] && a[1] === b[0] && a.length > 1 && b.length > 1) costs.push(distance(a.slice(2), b.slice(2)));
  return 1 + Math.min(...costs);
}

test('edit distances up to the maximum equal those of the definition', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, max) => {
      const { whole, prefix } = editDistances(a, b, max);
      const toPrefixes = Array.from({ length: b.length + 1 }, (_, length) => distance(a, b.slice(0, length)));
      expect(Math.min(whole, max + 1)).toBe(Math.min(distance(a, b), max + 1));
      expect(Math.min(prefix, max + 1)).toBe(Math.min(...toPrefixes, max + 1));
    }),
    { numRuns: 300 },
  );
});

const WORDS = [
  ['visualization', 'virtualization', 'network'],
  ['visualization', 'networks', 'retrieval'],
  ['interaction', 'interactive'],
  ['interactive'],
];

test.each([
  ['visualizaton', 'visualization'],
  ['vizualisation', 'visualization'],
  ['netwrok', 'network'],
  // A word that is still being typed.
  ['retreiv', 'retrieval'],
  // As close as "interaction", but in more papers.
  ['interacti', undefined],
  ['interactiwe', 'interactive'],
  ['zyzzyva', undefined],
  // Too short to tell.
  ['netw', undefined],
  // Few people misspell the first letter.
  ['metwork', undefined],
])('%s is corrected to %s', (typed, expected) => {
  const builder = new WordIndexBuilder();
  for (const [document, words] of WORDS.entries()) builder.add(document, words);
  const index = builder.build();
  const { from, to } = index.findPrefix(typed);
  // Words that occur are not corrected at all.
  expect(from < to ? undefined : correctWord(index, typed)).toBe(expected);
});
