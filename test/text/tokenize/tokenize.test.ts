import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokens, type Tokens, tokenize } from '../../../src/text/tokenize/tokenize.ts';
import { WordTable } from '../../../src/text/tokenize/word-table.ts';

const isWordCharacter = (char: string | undefined) => char !== undefined && /[\p{L}\p{M}\p{N}]/u.test(char);
const isLetter = (char: string | undefined) => char !== undefined && /[\p{L}\p{M}]/u.test(char);
const isNumber = (char: string | undefined) => char !== undefined && /\p{N}/u.test(char);

/** Reference implementation of `tokenize`: regular expressions, character by character. */
function referenceTokenize(text: string): string[] {
  const words: string[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!isWordCharacter(text[i])) continue;
    const start = i++;
    for (; i < text.length && (isWordCharacter(text[i]) || joinsWord(text, i)); i++);
    const name = /^\p{Lu}(?:#|\+\+|\. (?:(?!\p{Lu})[\p{L}\p{M}]){4,})/u.exec(text.slice(start));
    if (i === start + 1 && name) i = start + name[0].length;
    words.push(text.slice(start, i));
    i--;
  }
  return words;
}

function joinsWord(text: string, i: number): boolean {
  if (/[-\u2010-\u2013]/.test(text[i]!)) return isWordCharacter(text[i + 1]);
  if (/['\u2019]/.test(text[i]!)) return isLetter(text[i + 1]);
  return text[i] === '.' && isNumber(text[i - 1]) && isNumber(text[i + 1]);
}

/** Fragments that cover the special cases of the fast implementation. */
const fragment = fc.oneof(
  fc.constantFrom(
    ..."aZ09é中\u0301-–'’.#+ !,?".split(''),
    'C++',
    'C. elegans',
    'E. coli,',
    "Parkinson's",
    '3.14',
    '\ud83d\ude00',
  ),
  fc.constantFrom('\ud83d', '\u0000', '\u00a0', 'x'.repeat(3000), 'straße', 'Ångström', 'İ'),
  fc.string({ maxLength: 4 }),
);
const texts = fc.array(
  fc.array(fragment, { maxLength: 12 }).map((fragments) => fragments.join('')),
  { maxLength: 6 },
);

const wordsOf = (text: string, tokens: Tokens) =>
  Array.from({ length: tokens.count }, (_, k) => text.slice(tokens.starts[k], tokens.ends[k]));

describe('tokenize', () => {
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
    const tokens = createTokens();
    tokenize(text, tokens);
    expect(wordsOf(text, tokens)).toEqual(expected);
  });

  test('agrees with the reference implementation, also when the token list is reused', () => {
    fc.assert(
      fc.property(texts, (list) => {
        const tokens = createTokens();
        for (const text of list) {
          tokenize(text, tokens);
          const fresh = createTokens();
          tokenize(text, fresh);
          expect(wordsOf(text, tokens)).toEqual(referenceTokenize(text));
          expect(tokens.gaps.slice(0, tokens.count)).toEqual(fresh.gaps.slice(0, fresh.count));
          expect(Array.from(tokens.codeUnits.items.subarray(0, text.length))).toEqual(
            Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
          );
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('WordTable', () => {
  test('assigns the same ids as a Map', () => {
    fc.assert(
      fc.property(texts, (list) => {
        const tokens = createTokens();
        const table = new WordTable();
        const ids = new Map<string, number>();
        for (const text of list) {
          tokenize(text, tokens);
          wordsOf(text, tokens).forEach((word, k) => {
            if (!ids.has(word)) ids.set(word, ids.size);
            const { starts, ends, hashes, codeUnits } = tokens;
            expect(table.findOrAdd(codeUnits.items, starts[k]!, ends[k]!, hashes[k]!)).toBe(ids.get(word));
          });
        }
        expect(table.list()).toEqual([...ids.keys()]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('grows, and distinguishes words with equal hashes', () => {
    const table = new WordTable();
    const codeUnits = Uint16Array.from({ length: 10_000 }, (_, i) => i + 1);
    for (let round = 0; round < 2; round++)
      for (let i = 0; i < 9000; i++) expect(table.findOrAdd(codeUnits, i, i + 2, i % 1000)).toBe(i);
    expect(table.size).toBe(9000);
  });
});
