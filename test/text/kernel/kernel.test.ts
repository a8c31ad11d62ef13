import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../src/model/paper.ts';
import { KERNEL } from '../../../src/text/kernel.generated.ts';
import { kindOfUnits, lowerUnits } from '../../../src/text/tokenize/characters.ts';
import { CLOSE, newTokens, tokenize } from '../../../src/text/tokenize/tokenize.ts';
import { definitions } from '../../../src/text/vocabulary/abbreviations.ts';
import { weigh, weighOn } from '../../../src/text/weighting/weigh.ts';
import { startKernel } from '../../../src/workers/kernel-instance.js';
import { bytesOf, type WorkerPool, openWorkerPool } from '../../../src/workers/worker-pool.ts';

const module = new WebAssembly.Module(bytesOf(KERNEL));

/** A kernel that has read some abstracts, and their distinct words as it numbers them. */
function reading(abstracts: readonly string[]) {
  const call = startKernel(module);
  call('learn', [kindOfUnits(), lowerUnits()]);
  const bytes = abstracts.map((text) => new TextEncoder().encode(text));
  const ends: number[] = [];
  let end = 0;
  // Titles are empty: they end where they begin.
  for (const { length } of bytes) {
    ends.push(end, end + length);
    end += length;
  }
  const [characters, wordEnds] = call('readTexts', [
    Uint8Array.from(bytes.flatMap((b) => [...b])),
    Int32Array.from(ends),
  ]);
  const all = String.fromCharCode(...characters!);
  const words = Array.from(wordEnds!, (to, k) => all.slice(k > 0 ? wordEnds![k - 1] : 0, to));
  return { call, words };
}

/** What tokenize.ts, which reads one text at a time, makes of them. */
function obviousWords(abstracts: readonly string[]) {
  const numbers = new Map<string, number>();
  const papers = abstracts.map((text) => {
    const tokens = newTokens();
    tokenize(text, tokens);
    const words = Array.from({ length: tokens.count }, (_, k) => text.slice(tokens.starts[k], tokens.ends[k]));
    for (const word of words) if (!numbers.has(word)) numbers.set(word, numbers.size);
    return { text, tokens, words };
  });
  return { numbers, papers };
}

/** Pieces that go wrong where a fast way cuts corners. */
const piece = fc.oneof(
  fc.constantFrom(..."aZ09é中\u0301-–'’.#+ !,?();".split(''), ' ', ' ', ' '),
  fc.constantFrom('C++', 'C. elegans', 'E. coli,', "Parkinson's", '3.14', '\ud83d\ude00', '\u00a0', 'straße', 'Σ', 'İ'),
  fc.constantFrom(
    'spiking neural networks (SNNs)',
    'SNN (spiking neural network)',
    'Internet of Things (IoT; or',
    '(ΑΣ)',
  ),
  fc.constantFrom('deep', 'learning', 'x'.repeat(3000)),
);
const abstracts = fc.array(
  fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
  { maxLength: 6 },
);

describe('the kernel', () => {
  test('cuts texts into the same words as tokenize, and numbers them as they come', () => {
    fc.assert(
      fc.property(abstracts, (texts) => {
        expect(reading(texts).words).toEqual([...obviousWords(texts).numbers.keys()]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('finds the same abbreviations and long forms as definitions', () => {
    let found = 0;
    fc.assert(
      fc.property(abstracts, (texts) => {
        const { numbers, papers } = obviousWords(texts);
        const expected = papers.flatMap(({ text, tokens, words }, paper) =>
          definitions(text, tokens).flatMap(({ short, longFrom, longTo }) => [
            paper,
            numbers.get(words[short]!)!,
            longTo - longFrom,
            ...words.slice(longFrom, longTo).map((word) => numbers.get(word)!),
          ]),
        );
        const [given] = reading(texts).call('giveDefinitions', []);
        expect([...given!]).toEqual(expected);
        found += expected.length > 0 ? 1 : 0;
      }),
      { seed: 1, numRuns: 200 },
    );
    expect(found).toBeGreaterThan(50);
  });

  const plain = fc.array(
    fc.array(
      fc.tuple(fc.constantFrom('retina', 'cell', 'spike', 'the', 'deep', 'network'), fc.constantFrom(' ', ' ', ', ')),
      {
        minLength: 1,
        maxLength: 20,
      },
    ),
    { minLength: 1, maxLength: 15 },
  );

  test('finds every pair of close words that is frequent enough, and in how many papers it stands', () => {
    fc.assert(
      fc.property(plain, fc.integer({ min: 1, max: 4 }), fc.constantFrom(1, 4, 1024), (all, least, size) => {
        const texts = all.map((pieces) => pieces.flat().join(''));
        const { call, words } = reading(texts);
        const own = Int32Array.from(words.keys());
        const ranges = Int32Array.from(own.length ? [...own].flatMap((word) => [word, word + 1]) : []);
        call('writeOut', [ranges, own.map(() => -1), new Int32Array(), new Int32Array(), own, words.length]);
        const fits = Uint8Array.from(words, (word) => (word === 'the' ? 0 : 1));
        const [often] = call('countHashes', [fits, size]);
        const [firsts, seconds, documents] = call('findPairs', [often!, least]);
        const found = new Map<string, number>(
          Array.from(firsts!, (first, k) => [`${words[first]} ${words[seconds![k]!]}`, documents![k]!] as const),
        );
        for (const [pair, papers] of obviousPairs(texts)) {
          if (papers < least) continue;
          expect(found.get(pair)).toBe(papers);
        }
        for (const [pair, papers] of found) expect(obviousPairs(texts).get(pair)).toBe(papers);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

/** "retina cell" -> in how many texts it stands. */
function obviousPairs(texts: readonly string[]): Map<string, number> {
  const papers = new Map<string, number>();
  for (const { tokens, words } of obviousWords(texts).papers) {
    const close = words.flatMap((word, k) =>
      k > 0 && tokens.gaps[k] === CLOSE && word !== 'the' && words[k - 1] !== 'the' ? [`${words[k - 1]} ${word}`] : [],
    );
    for (const pair of new Set(close)) papers.set(pair, (papers.get(pair) ?? 0) + 1);
  }
  return papers;
}

describe('many kernels', () => {
  const papers = fc
    .array(fc.tuple(abstracts, fc.subarray(['Ada Lovelace', 'Camillo Golgi', 'Rita Levi'])), {
      minLength: 3,
      maxLength: 9,
    })
    .map((list) =>
      list.map(
        ([texts, authors], i): Paper => ({
          id: `p${i}`,
          title: texts[0] ?? '',
          abstract: texts.slice(1).join(' deep learning '),
          authors,
          sources: [],
        }),
      ),
    );

  /** A crew whose kernels all run here. */
  function here(size: number): WorkerPool {
    const kernels = Array.from({ length: size }, () => startKernel(module));
    return { size, call: async (member, name, values) => kernels[member]!(name, values), close() {} };
  }

  test('give what one does, whoever has which papers', () =>
    fc.assert(
      fc.asyncProperty(papers, fc.integer({ min: 2, max: 4 }), async (some, size) => {
        const options = { maxShare: 1, minPhraseDocuments: 2 };
        const alone = await weigh(some, options);
        expect(await weighOn(here(size), some, options, {}, 2)).toEqual(alone);
      }),
      { seed: 1, numRuns: 60 },
    ));

  test('give the same in threads', async () => {
    const some = fc.sample(papers, { seed: 2, numRuns: 30 }).flat();
    const named = some.map((paper, i) => ({ ...paper, id: `p${i}` }));
    const alone = await weigh(named, {});
    const crew = await openWorkerPool(KERNEL, 3);
    expect(crew.size).toBe(3);
    expect(await weighOn(crew, named, {}, {}, 10)).toEqual(alone);
    crew.close();
  });

  test('stop in threads, and then answer nobody', async () => {
    const stop = new AbortController();
    const crew = await openWorkerPool(KERNEL, 2, stop.signal);
    const call = crew.call(0, 'learn', [kindOfUnits(), lowerUnits()]);
    stop.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
    await expect(crew.call(1, 'giveDefinitions', [])).rejects.toThrow('enough');
  });
});
