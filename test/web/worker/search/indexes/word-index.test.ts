import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordIndexBuilder } from '../../../../../web/worker/search/indexes/word-index.ts';
import { WordMatcher } from '../../../../../web/worker/search/match-words.ts';
import { selectBest } from '../../../../../web/worker/search/sort-keys.ts';

/** Words of few letters, so that many are equal or start with another one. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1'), minLength: 1, maxLength: 3 });
const documents = fc.array(fc.array(word, { maxLength: 6 }), { maxLength: 12 });

function buildIndex(texts: readonly string[][]) {
  const builder = new WordIndexBuilder();
  for (const [document, words] of texts.entries()) builder.add(document, words);
  return builder.build();
}

test('an index has the documents of each word and of each prefix', () => {
  fc.assert(
    fc.property(documents, word, (texts, wanted) => {
      const index = buildIndex(texts);
      const having = (matches: (text: string) => boolean) =>
        [...texts.keys()].filter((document) => texts[document]!.some(matches));
      expect([...index.documentsOf(index.find(wanted))]).toEqual(having((text) => text === wanted));
      const prefixed = [...new Set(index.documentsOf(index.findPrefix(wanted)))].sort((a, b) => a - b);
      expect(prefixed).toEqual(having((text) => text.startsWith(wanted)));
      expect(index.words).toEqual([...new Set(texts.flat())].sort((a, b) => (a < b ? -1 : 1)));
    }),
  );
});

test('a query finds the documents that contain an alternative of every word, and counts whole words', () => {
  const query = fc.array(
    fc.record({ whole: fc.array(word, { maxLength: 2 }), prefixes: fc.array(word, { maxLength: 2 }) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  );
  fc.assert(
    fc.property(documents, query, query, (texts, first, second) => {
      const matcher = new WordMatcher(buildIndex(texts));
      // The state of an earlier query must not matter.
      matcher.match(first);
      const { documents: found, wholeWords } = matcher.match(second);
      const isWhole = (words: string[], { whole }: (typeof second)[0]) => whole.some((text) => words.includes(text));
      const contains = (words: string[], alternatives: (typeof second)[0]) =>
        isWhole(words, alternatives) ||
        alternatives.prefixes.some((prefix) => words.some((text) => text.startsWith(prefix)));
      const expected = [...texts.keys()].filter((document) =>
        second.every((alternatives) => contains(texts[document]!, alternatives)),
      );
      expect([...found].sort((a, b) => a - b)).toEqual(expected);
      for (const document of found)
        expect(wholeWords(document)).toBe(
          second.filter((alternatives) => isWhole(texts[document]!, alternatives)).length,
        );
    }),
  );
});

test('the best items are those of a complete sort, ties by index', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.integer({ min: 1, max: 8 }), (scores, count) => {
      const items = [...scores.keys()];
      const expected = [...items].sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, count);
      expect(selectBest(items, count, (item) => scores[item]!)).toEqual(expected);
    }),
  );
});
