import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Tokenizer } from '../../../src/text/tokenize/tokenizer.ts';
import { referenceAbbreviations, referenceTokenize } from '../reference-tokenizer.ts';

/** Fragments that cover the special cases of the fast implementation. */
const fragment = fc.oneof(
  fc.constantFrom(
    ..."aZ09é中学の\u0301-–'’.#+ !,?".split(''),
    'C++',
    'C. elegans',
    'E. coli,',
    "Parkinson's",
    '3.14',
    '\ud83d\ude00',
  ),
  fc.constantFrom('neural networks (SNN)', 'SNN (spiking neural networks)', 'graph neural (GNN'),
  fc.constantFrom('\ud83d', '\u0000', '\u00a0', 'x'.repeat(3000), 'straße', 'Ångström', 'İ'),
  fc.string({ maxLength: 4 }),
);
const texts = fc.array(
  fc.array(fragment, { maxLength: 12 }).map((fragments) => fragments.join('')),
  { maxLength: 6 },
);

/** Returns the tokens of each text as the reference implementations return them. */
function tokenizeAll(tokenizer: Tokenizer, texts: readonly string[]) {
  const { textEnds, wordIds, gaps, starts, ends, definitions } = tokenizer.tokenize(texts);
  return texts.map((_, t) => {
    const [first, end] = [t > 0 ? textEnds[t - 1]! : 0, textEnds[t]!];
    return {
      tokens: {
        count: end - first,
        starts: [...starts.subarray(first, end)],
        ends: [...ends.subarray(first, end)],
        gaps: [...gaps.subarray(first, end)],
        words: Array.from(wordIds.subarray(first, end), (id) => tokenizer.words[id]!),
      },
      definitions: definitions
        .filter(({ shortForm }) => shortForm >= first && shortForm < end)
        .map(({ shortForm, longStart, longEnd }) => ({
          shortForm: shortForm - first,
          longStart: longStart - first,
          longEnd: longEnd - first,
        })),
    };
  });
}

describe('Tokenizer', () => {
  test.each([
    ['', []],
    ['x', ['x']],
    ['C. elegans', ['C. elegans']],
    ['C. Elegans', ['C', 'Elegans']],
    ['3.', ['3']],
    ['a-', ['a']],
    ['\ud83d\ude00 naïve-é', ['naïve-é']],
    ['spike-timing-dependent plasticity', ['spike-timing-dependent', 'plasticity']],
    ["Parkinson's disease, at 3.14 Hz.", ["Parkinson's", 'disease', 'at', '3.14', 'Hz']],
    ['C++ and C#, (C. elegans) input–output', ['C++', 'and', 'C#', 'C. elegans', 'input–output']],
    ['vitamin C. The end - of it', ['vitamin', 'C', 'The', 'end', 'of', 'it']],
    ['Schrödinger café', ['Schrödinger', 'café']],
  ])('splits %j', (text, expected) => {
    expect(tokenizeAll(new Tokenizer(), [text])[0]!.tokens.words).toEqual(expected);
  });

  test.each([false, true])(
    'agrees with the reference implementations, in texts one after the other, segmenting: %s',
    (segment) => {
      let definitionCount = 0;
      const tokenizer = new Tokenizer({ segment });
      fc.assert(
        fc.property(texts, (list) => {
          // A lone surrogate is no character that UTF-8 could represent; it belongs to no word.
          const expected = list.map((text) => {
            const tokens = referenceTokenize(text, segment);
            return { tokens, definitions: referenceAbbreviations(text, tokens) };
          });
          expect(tokenizeAll(tokenizer, list)).toEqual(expected);
          definitionCount += expected.flatMap(({ definitions }) => definitions).length;
        }),
        { seed: 1, numRuns: 300 },
      );
      expect(new Set(tokenizer.words).size).toBe(tokenizer.words.length);
      expect(definitionCount).toBeGreaterThan(50);
    },
  );

  test('needs no more memory for texts whose words it knows', () => {
    const tokenizer = new Tokenizer();
    const first = tokenizer.tokenize(['deep spiking networks']).wordIds;
    for (let i = 0; i < 1000; i++) tokenizer.tokenize([`spiking networks ${'deep '.repeat(i % 7)}`]);
    expect(tokenizer.words).toEqual(['deep', 'spiking', 'networks']);
    expect(tokenizer.tokenize(['deep spiking networks']).wordIds).toEqual(first);
  });
});
