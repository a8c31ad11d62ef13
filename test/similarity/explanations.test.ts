import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { readPapers } from '../../src/read/read.ts';
import { explain } from '../../src/similarity/explain.ts';
import { FILLER_WORDS } from '../../src/text/tokenize/filler-words.ts';
import { removeInflections } from '../../src/text/tokenize/inflections.ts';
import { FUNCTION_WORDS, SCHOLARLY_WORDS } from '../../src/text/tokenize/stop-words.ts';
import { relatedPapers } from '../../src/vectors/related-papers.ts';
import { seedFiles } from '../seeds.ts';

const map = await analyze(await readPapers(seedFiles()), { concepts: false });

const fillers = new Set(FILLER_WORDS.map(removeInflections));
const isMeaningless = (word: string) =>
  FUNCTION_WORDS.has(word) || SCHOLARLY_WORDS.has(word) || fillers.has(removeInflections(word));

const toWords = (term: string) => ` ${(term.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')} `;

/** Checks that every listed term is one that a person would name, and that none is a part of another. */
function checkTerms(terms: readonly { term: string; share: number }[]): void {
  for (const { term } of terms) {
    const others = terms.filter((other) => other.term !== term && toWords(other.term).includes(toWords(term)));
    expect([term, others]).toEqual([term, []]);
    expect([term, isMeaningless(term.toLowerCase()) || term.toLowerCase().split(' ').every(isMeaningless)]).toEqual([
      term,
      false,
    ]);
  }
}

test('no explanation of an edge lists a term and its part, or a word without meaning, and the sums are exact', () => {
  map.edges.weights.forEach((weight, k) => {
    const terms = explain(map, map.edges.sources[k]!, map.edges.targets[k]!);
    expect(terms.reduce((sum, { share }) => sum + share, 0)).toBe(weight);
    checkTerms(terms);
  });
});

test('neither does an explanation of a related paper', async () => {
  for (const query of [
    ...map.papers.slice(0, 40).map(({ id }) => id),
    'networks that learn with spikes and astrocytes',
  ])
    for (const { similarity, terms } of await relatedPapers(map, query)) {
      expect(terms.reduce((sum, { share }) => sum + share, 0)).toBe(similarity);
      checkTerms(terms);
    }
});
