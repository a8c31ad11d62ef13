import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Share } from '../../src/model/sparse.ts';
import { mergeParts, type TermNames } from '../../src/similarity/merge-parts.ts';

const toNames = (keys: string[], forms = keys): TermNames => ({ keys, forms });

/** Lists terms with their shares, such as "neural network 3/8". */
const list = (shares: Share[], { forms }: TermNames) =>
  shares.map(({ term, share, added }) => `${forms[term]} ${share * 8}/8${added ? ' added' : ''}`);

/** Tells whether a name consists of some consecutive words of another. */
const contains = (name: string, part: string) => ` ${name} `.includes(` ${part} `);

describe('mergeParts', () => {
  const names = toNames(
    ['brain', 'network', 'neural', 'neural network', 'realtim', 'tim'],
    ['brains', 'networks', 'neural', 'neural network', 'real-time', 'time'],
  );

  test('lists a phrase and its parts as one term with the sum of their shares', () => {
    const shares = [0, 1, 2, 3].map((term) => ({ term, share: (term + 1) / 8 }));
    expect(list(mergeParts(shares, names), names)).toEqual(['neural network 9/8', 'brains 1/8']);
  });

  test('recognizes parts by their surface forms, too', () => {
    const shares = [
      { term: 4, share: 1 / 8 },
      { term: 5, share: 2 / 8 },
    ];
    expect(list(mergeParts(shares, names), names)).toEqual(['real-time 3/8']);
  });

  test('a term of the papers takes precedence over an added one, also over a longer one', () => {
    const shares = [
      { term: 1, share: 1 / 8 },
      { term: 3, share: 2 / 8, added: true },
      { term: 0, share: 1 / 8, added: true },
    ];
    expect(list(mergeParts(shares, names), names)).toEqual(['networks 3/8', 'brains 1/8 added']);
  });

  test('does not merge authors', () => {
    const withAuthors = {
      keys: ['ada', 'ada lovelace', 'lovelace'],
      forms: ['ada', 'by Ada Lovelace', 'by Lovelace'],
      authors: 2,
    };
    const shares = [0, 1, 2].map((term) => ({ term, share: 1 / 8 }));
    expect(mergeParts(shares, withAuthors)).toHaveLength(3);
  });

  test('no listed term is a part of another, every part is below a term that contains it, and the sum is exact', () => {
    const words = fc.constantFrom('a', 'b', 'c', 'd');
    const keys = fc.uniqueArray(
      fc.array(words, { minLength: 1, maxLength: 4 }).map((list) => list.join(' ')),
      { minLength: 1 },
    );
    const weights = fc.array(fc.tuple(fc.integer({ min: -9, max: 99 }), fc.boolean()), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(keys, weights, (keys, weights) => {
        const shares = keys.map((_, term) => {
          const [weight, added] = weights[term % weights.length]!;
          return { term, share: weight / 1024, ...(added && { added }) };
        });
        const merged = mergeParts(shares, toNames(keys));
        const sum = (list: Share[]) => list.reduce((total, { share }) => total + share, 0);
        expect(sum(merged)).toBe(sum(shares));
        for (const a of merged)
          for (const b of merged) if (a !== b) expect(contains(keys[a.term]!, keys[b.term]!)).toBe(false);
        const listed = merged.map(({ term }) => keys[term]!);
        for (const key of keys) expect(listed.some((name) => contains(name, key) || contains(key, name))).toBe(true);
      }),
      { seed: 5 },
    );
  });

  test('takes no time for a forged name of many words', () => {
    const long = 'word '.repeat(5000).trim();
    const names: TermNames = { keys: [long, 'word'], forms: [long, 'word'] };
    const shares = [
      { term: 0, share: 0.5 },
      { term: 1, share: 0.25 },
    ];
    expect(mergeParts(shares, names)).toEqual(shares);
  });
});
