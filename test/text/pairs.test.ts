import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCorpus } from '../../src/text/corpus.ts';
import { buildLexicon, type Lexicon } from '../../src/text/lexicon.ts';
import { settle } from '../../src/text/options.ts';
import { findPairs } from '../../src/text/pairs.ts';
import { CLOSE } from '../../src/text/tokenize.ts';
import type { Paper } from '../../src/types.ts';

const settings = settle({}, 10);

function lexiconOf(texts: string[]): Lexicon {
  const papers = texts.map((abstract, i): Paper => ({ id: `p${i}`, title: '', abstract, sources: [] }));
  return buildLexicon(readCorpus(papers, settings, {}), settings);
}

/** "retina cell" -> the papers that hold it and the places where it begins, one close counting word after another. */
function obviousPairs({ stream, starts, keyOf, keys, counts }: Lexicon) {
  const pairs = new Map<string, { papers: Set<number>; places: number[] }>();
  for (let paper = 0; paper + 1 < starts.length; paper++)
    for (let k = starts[paper]!; k + 1 < starts[paper + 1]!; k++) {
      const [a, b] = [keyOf[stream[k]! >> 2]!, keyOf[stream[k + 1]! >> 2]!];
      if (!counts[a] || !counts[b] || (stream[k + 1]! & 3) !== CLOSE) continue;
      const name = `${keys[a]} ${keys[b]}`;
      const pair = pairs.get(name) ?? { papers: new Set(), places: [] };
      pairs.set(name, pair);
      pair.papers.add(paper);
      pair.places.push(k);
    }
  return pairs;
}

const words = fc.constantFrom(
  'retina',
  'cells',
  'cell',
  'spikes',
  'the',
  'of',
  'deep',
  'networks',
  'SNN',
  'spike-timing',
);
const texts = fc.array(
  fc.array(fc.tuple(words, fc.constantFrom(' ', ' ', ', ', '. ')), { minLength: 1, maxLength: 20 }),
  { minLength: 1, maxLength: 15 },
);

test('every pair in enough papers is found, with its number of papers and all its places', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 4 }), (all, least) => {
      const lexicon = lexiconOf(all.map((pieces) => pieces.flat().join('')));
      const everywhere = lexicon.keys.map(() => all.length);
      const { tree, at } = findPairs(lexicon, Int32Array.from(everywhere), least);
      const numbers = new Map(lexicon.keys.map((key, number) => [key, number]));
      for (const [name, { papers, places }] of obviousPairs(lexicon)) {
        const [a, b] = name.split(' ').map((key) => numbers.get(key)!) as [number, number];
        const node = tree.child(a, b);
        if (papers.size < least && node < 0) continue;
        expect(tree.counts[node]).toBe(papers.size);
        expect([...at.keys()].filter((k) => at[k] === node)).toEqual(places);
      }
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('of thousands of pairs that stand once, few get a node', () => {
  const text = Array.from({ length: 40_000 }, (_, i) => `w${(i * 7919) % 20_011}x`).join(' ');
  const lexicon = lexiconOf([text, text.slice(0, 40)]);
  const { tree } = findPairs(lexicon, new Int32Array(lexicon.keys.length).fill(2), 9);
  expect(tree.size - tree.roots).toBeLessThan(100);
});
