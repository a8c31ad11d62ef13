import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newTokens, tokenize } from '../../../src/text/tokenize/tokenize.ts';
import { Words } from '../../../src/text/tokenize/word-table.ts';

const inWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{M}\p{N}]/u.test(char);
const isLetter = (char: string | undefined) => char !== undefined && /[\p{L}\p{M}]/u.test(char);
const isNumber = (char: string | undefined) => char !== undefined && /\p{N}/u.test(char);

/** The words of a text, the slow, obvious way: by patterns, character by character. */
function slowly(text: string): string[] {
  const found: string[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!inWord(text[i])) continue;
    const start = i++;
    for (; i < text.length && (inWord(text[i]) || holds(text, i)); i++);
    const name = /^\p{Lu}(?:#|\+\+|\. (?:(?!\p{Lu})[\p{L}\p{M}]){4,})/u.exec(text.slice(start));
    if (i === start + 1 && name) i = start + name[0].length;
    found.push(text.slice(start, i));
    i--;
  }
  return found;
}

function holds(text: string, i: number): boolean {
  if (/[-\u2010-\u2013]/.test(text[i]!)) return inWord(text[i + 1]);
  if (/['\u2019]/.test(text[i]!)) return isLetter(text[i + 1]);
  return text[i] === '.' && isNumber(text[i - 1]) && isNumber(text[i + 1]);
}

/** Pieces that go wrong where a fast way cuts corners. */
const piece = fc.oneof(
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
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  { maxLength: 6 },
);

test.each([
  ['', []],
  ['x', ['x']],
  ['C. elegans', ['C. elegans']],
  ['C. Elegans', ['C', 'Elegans']],
  ['3.', ['3']],
  ['a-', ['a']],
  ['\ud83d\ude00 naïve-é', ['naïve-é']],
])('%j', (text, expected) => {
  const tokens = newTokens();
  tokenize(text, tokens);
  expect(cut(text, tokens)).toEqual(expected);
});

const cut = (text: string, tokens: ReturnType<typeof newTokens>) =>
  Array.from({ length: tokens.count }, (_, k) => text.slice(tokens.starts[k], tokens.ends[k]));

test('words are those of the slow way, and nothing of a longer text before is left over', () => {
  fc.assert(
    fc.property(texts, (list) => {
      const tokens = newTokens();
      for (const text of list) {
        tokenize(text, tokens);
        const fresh = newTokens();
        tokenize(text, fresh);
        expect(cut(text, tokens)).toEqual(slowly(text));
        expect(tokens.gaps.slice(0, tokens.count)).toEqual(fresh.gaps.slice(0, fresh.count));
        expect(Array.from(tokens.characters.codes.subarray(0, text.length))).toEqual(
          Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)),
        );
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('words are numbered as a Map would number them, whatever their characters and length', () => {
  fc.assert(
    fc.property(texts, (list) => {
      const tokens = newTokens();
      const words = new Words();
      const numbers = new Map<string, number>();
      for (const text of list) {
        tokenize(text, tokens);
        cut(text, tokens).forEach((word, k) => {
          if (!numbers.has(word)) numbers.set(word, numbers.size);
          const { starts, ends, hashes, characters } = tokens;
          expect(words.number(characters.codes, starts[k]!, ends[k]!, hashes[k]!)).toBe(numbers.get(word));
        });
      }
      expect(words.list()).toEqual([...numbers.keys()]);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('thousands of words outgrow the table, and words of equal hash stay apart', () => {
  const words = new Words();
  const codes = Uint16Array.from({ length: 10_000 }, (_, i) => i + 1);
  const number = (i: number, hash: number) => words.number(codes, i, i + 2, hash);
  for (let round = 0; round < 2; round++) for (let i = 0; i < 9000; i++) expect(number(i, i % 1000)).toBe(i);
  expect(words.size).toBe(9000);
});
