import { deflateSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import type { Edit } from '../../../../src/edit/edit.ts';
import { MAX_LENGTH, packRecipe, unpackRecipe } from '../../../../web/state/recipe/recipe-link.ts';

const EDITS: Edit[] = [
  { edit: 'rename', paper: 'a1', label: '<b>Mine & “yours”</b> 蛋' },
  { edit: 'merge', paper: 'a1', into: 'b2' },
  { edit: 'move', paper: 'c3', into: 'b2' },
  { edit: 'hide', paper: 'd4' },
];
const OPTIONS = { neighbors: 4, resolution: 1.5, stopWords: ['study'], synonyms: [['speech', 'talk']] };

/** Encodes a text as another program would. */
const encode = (text: string) => Buffer.from(deflateSync(strToU8(text))).toString('base64url');

test('packs and unpacks recipes with URL-safe characters', () => {
  for (const edits of [[], EDITS.slice(0, 1), EDITS.slice(0, 2), EDITS]) {
    const packed = packRecipe({ options: OPTIONS, edits })!;
    expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(unpackRecipe(packed)).toEqual({ papergraphRecipe: 1, options: OPTIONS, edits });
    expect(unpackRecipe(encode(JSON.stringify({ papergraphRecipe: 1, options: OPTIONS, edits })))).toEqual(
      unpackRecipe(packed),
    );
  }
});

test('packs a hundred edits, and returns undefined if the recipe is too long', () => {
  const rename = (n: number): Edit => ({ edit: 'rename', paper: `id${n}`, label: `topic number ${n}` });
  const edits = Array.from({ length: 100 }, (_, n) => rename(n));
  expect(packRecipe({ options: {}, edits })?.length).toBeLessThan(MAX_LENGTH);
  // Pseudorandom numbers do not compress well.
  const incompressible = Array.from({ length: 400 }, (_, n) => rename(Math.floor(1e9 * Math.abs(Math.sin(n + 1)))));
  expect(packRecipe({ options: {}, edits: incompressible })).toBeUndefined();
});

test.each([
  ['arbitrary text', 'hello', /damaged/],
  ['a truncated recipe', packRecipe({ options: OPTIONS, edits: EDITS })!.slice(0, -9), /damaged/],
  ['characters that are not base64', '%%%%', /damaged/],
  ['a text that is too long', 'A'.repeat(MAX_LENGTH + 1), /damaged/],
  ['a recipe that is too large when decompressed', encode(`${' '.repeat(3_000_000)}{}`), /not JSON/],
  ['other JSON', encode('{"a":1}'), /not a papergraph recipe/],
  ['an unknown option', encode('{"papergraphRecipe":1,"options":{"__proto__x":1}}'), /option/],
])('rejects %s with a reason', (_, text, reason) => {
  expect(() => unpackRecipe(text)).toThrow(reason);
});
