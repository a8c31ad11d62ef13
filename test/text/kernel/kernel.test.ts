import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../../src/model/paper.ts';
import { KERNEL } from '../../../src/text/kernel.generated.ts';
import { characterClassTable, lowerCaseTable } from '../../../src/text/tokenize/characters.ts';
import { ADJACENT } from '../../../src/text/tokenize/tokenizer.ts';
import { weigh, weighWithPool } from '../../../src/text/weighting/weigh.ts';
import { compileKernel } from '../../../src/workers/compile-kernel.ts';
import { instantiateKernel } from '../../../src/workers/kernel-instance.js';
import { openWorkerPool, type WorkerPool } from '../../../src/workers/worker-pool.ts';
import { referenceAbbreviations, referenceTokenize } from '../reference-tokenizer.ts';

const module = await compileKernel(KERNEL);

/** Returns a kernel that has tokenized some abstracts, and their distinct words by the kernel's word ids. */
function tokenizeInKernel(abstracts: readonly string[]) {
  const call = instantiateKernel(module);
  call('setCharacterTables', [characterClassTable(), lowerCaseTable()]);
  const texts = abstracts.map((text) => new TextEncoder().encode(text));
  const ends: number[] = [];
  let end = 0;
  // Titles are empty: they end where they start.
  for (const { length } of texts) {
    ends.push(end, end + length);
    end += length;
  }
  const bytes = Uint8Array.from(texts.flatMap((text) => [...text]));
  const [codeUnits, wordEnds] = call('tokenizeTexts', [bytes, Int32Array.from(ends), new Uint8Array(ends.length)]);
  const characters = String.fromCharCode(...codeUnits!);
  const words = Array.from(wordEnds!, (end, k) => characters.slice(k > 0 ? wordEnds![k - 1] : 0, end));
  return { call, words };
}

/** Returns the tokens of some abstracts according to the reference implementation, and the ids of their distinct words. */
function tokenizeInTypeScript(abstracts: readonly string[]) {
  const ids = new Map<string, number>();
  const papers = abstracts.map((text) => {
    const tokens = referenceTokenize(text);
    for (const word of tokens.words) if (!ids.has(word)) ids.set(word, ids.size);
    return { text, tokens, words: tokens.words };
  });
  return { ids, papers };
}

/** Fragments that cover the special cases of the kernel. */
const fragment = fc.oneof(
  fc.constantFrom(..."aZ09é中\u0301-–'’.#+ !,?();".split(''), ' ', ' ', ' '),
  fc.constantFrom('C++', 'C. elegans', 'E. coli,', "Parkinson's", '3.14', '\ud83d\ude00', '\u00a0', 'straße', 'Σ', 'İ'),
  fc.constantFrom(
    'spiking neural networks (SNNs)',
    'SNN (spiking neural network)',
    'Internet of Things (IoT; or',
    'term frequency-inverse document frequency ( TF-IDF )',
    'graphical user interface (\u201cGUI\u201d)',
    'AB-CD ("alpha beta-c d\' )',
    '(ΑΣ)',
  ),
  fc.constantFrom('deep', 'learning', 'x'.repeat(3000)),
);
const arbitraryAbstracts = fc.array(
  fc.array(fragment, { maxLength: 14 }).map((fragments) => fragments.join('')),
  { maxLength: 6 },
);

describe('a kernel', () => {
  test('tokenizes like the reference implementation and assigns ids in order of appearance', () => {
    fc.assert(
      fc.property(arbitraryAbstracts, (abstracts) => {
        expect(tokenizeInKernel(abstracts).words).toEqual([...tokenizeInTypeScript(abstracts).ids.keys()]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('finds the same abbreviations as the reference implementation', () => {
    let runsWithAbbreviations = 0;
    fc.assert(
      fc.property(arbitraryAbstracts, (abstracts) => {
        const { ids, papers } = tokenizeInTypeScript(abstracts);
        const expected = papers.flatMap(({ text, tokens, words }, paper) =>
          referenceAbbreviations(text, tokens).flatMap(({ shortForm, longStart, longEnd }) => [
            paper,
            ids.get(words[shortForm]!)!,
            longEnd - longStart,
            ...words.slice(longStart, longEnd).map((word) => ids.get(word)!),
          ]),
        );
        const [abbreviations] = tokenizeInKernel(abstracts).call('getAbbreviations', []);
        expect([...abbreviations!]).toEqual(expected);
        runsWithAbbreviations += expected.length > 0 ? 1 : 0;
      }),
      { seed: 1, numRuns: 200 },
    );
    expect(runsWithAbbreviations).toBeGreaterThan(50);
  });

  const token = fc.tuple(
    fc.constantFrom('retina', 'cell', 'spike', 'the', 'deep', 'network'),
    fc.constantFrom(' ', ' ', ', '),
  );
  const plainAbstracts = fc
    .array(fc.array(token, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 15 })
    .map((list) => list.map((tokens) => tokens.flat().join('')));

  test('finds all frequent pairs of adjacent words and their document frequencies', () => {
    const minDocuments = fc.integer({ min: 1, max: 4 });
    const hashTableSize = fc.constantFrom(1, 4, 1024);
    fc.assert(
      fc.property(plainAbstracts, minDocuments, hashTableSize, (abstracts, minDocuments, size) => {
        const { call, words } = tokenizeInKernel(abstracts);
        const ids = Int32Array.from(words.keys());
        // Each word is one part with a key of its own; there are no abbreviations.
        const ranges = Int32Array.from([...ids].flatMap((word) => [word, word + 1]));
        const none = ids.map(() => -1);
        call('expandTokens', [ranges, none, new Int32Array(), new Int32Array(), ids, none, Int32Array.of(0)]);
        const isEligible = Uint8Array.from(words, (word) => (word === 'the' ? 0 : 1));
        const [hashCounts] = call('countPairHashes', [isEligible, size]);
        const [firsts, seconds, documents] = call('countPairs', [hashCounts!, minDocuments]);
        const found = new Map<string, number>(
          Array.from(firsts!, (first, k) => [`${words[first]} ${words[seconds![k]!]}`, documents![k]!] as const),
        );
        const expected = countPairsInTypeScript(abstracts);
        for (const [pair, papers] of expected) if (papers >= minDocuments) expect(found.get(pair)).toBe(papers);
        for (const [pair, papers] of found) expect(expected.get(pair)).toBe(papers);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

/** Returns the number of texts that contain each pair of adjacent words other than "the", such as "retina cell". */
function countPairsInTypeScript(abstracts: readonly string[]): Map<string, number> {
  const documents = new Map<string, number>();
  for (const { tokens, words } of tokenizeInTypeScript(abstracts).papers) {
    const pairs = words.flatMap((word, k) =>
      k > 0 && tokens.gaps[k] === ADJACENT && word !== 'the' && words[k - 1] !== 'the'
        ? [`${words[k - 1]} ${word}`]
        : [],
    );
    for (const pair of new Set(pairs)) documents.set(pair, (documents.get(pair) ?? 0) + 1);
  }
  return documents;
}

describe('several kernels', () => {
  const arbitraryPapers = fc
    .array(fc.tuple(arbitraryAbstracts, fc.subarray(['Ada Lovelace', 'Camillo Golgi', 'Rita Levi'])), {
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

  /** Returns a pool whose kernels all run on this thread. */
  function createLocalPool(size: number): WorkerPool {
    const kernels = Array.from({ length: size }, () => instantiateKernel(module));
    return { size, threads: 1, call: async (worker, name, values) => kernels[worker]!(name, values), close() {} };
  }

  test('give the same result as one, however the papers are distributed', () =>
    fc.assert(
      fc.asyncProperty(arbitraryPapers, fc.integer({ min: 2, max: 4 }), async (papers, size) => {
        const options = { maxShare: 1, minPhraseDocuments: 2 };
        const expected = await weigh(papers, options);
        expect(await weighWithPool(createLocalPool(size), papers, options, {}, 2)).toEqual(expected);
      }),
      { seed: 1, numRuns: 60 },
    ));

  test('give the same result in threads', async () => {
    const samples = fc.sample(arbitraryPapers, { seed: 2, numRuns: 30 }).flat();
    const papers = samples.map((paper, i) => ({ ...paper, id: `p${i}` }));
    const expected = await weigh(papers, {});
    const pool = await openWorkerPool(KERNEL, 3);
    expect(pool.size).toBe(3);
    expect(await weighWithPool(pool, papers, {}, {}, 10)).toEqual(expected);
    pool.close();
  });

  test('reject pending and later calls when the signal is aborted', async () => {
    const controller = new AbortController();
    const pool = await openWorkerPool(KERNEL, 2, { signal: controller.signal });
    const pending = pool.call(0, 'setCharacterTables', [characterClassTable(), lowerCaseTable()]);
    controller.abort(new Error('stopped'));
    await expect(pending).rejects.toThrow('stopped');
    await expect(pool.call(1, 'getAbbreviations', [])).rejects.toThrow('stopped');
  });
});
