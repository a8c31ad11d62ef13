import { deflateSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import type { Edit } from '../../../src/edit/edits.ts';
import { LONGEST, packRecipe, unpackRecipe } from '../../../web/state/recipe-link.ts';

const EDITS: Edit[] = [
  { edit: 'rename', paper: 'a1', label: '<b>Mine & “yours”</b> 蛋' },
  { edit: 'merge', paper: 'a1', into: 'b2' },
  { edit: 'move', paper: 'c3', into: 'b2' },
  { edit: 'hide', paper: 'd4' },
];
const OPTIONS = { neighbours: 4, resolution: 1.5, stopWords: ['study'], synonyms: [['speech', 'talk']] };

const inLink = (text: string) => Buffer.from(deflateSync(strToU8(text))).toString('base64url');

test('a recipe comes out of a link as it went in, and needs no escapes there', () => {
  for (const edits of [[], EDITS.slice(0, 1), EDITS.slice(0, 2), EDITS]) {
    const packed = packRecipe({ options: OPTIONS, edits })!;
    expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(unpackRecipe(packed)).toEqual({ papergraphRecipe: 1, options: OPTIONS, edits });
    // Any other program can read it.
    expect(unpackRecipe(inLink(JSON.stringify({ papergraphRecipe: 1, options: OPTIONS, edits })))).toEqual(
      unpackRecipe(packed),
    );
  }
});

test('a hundred changes fit a link; what would not is left out', () => {
  const rename = (n: number): Edit => ({ edit: 'rename', paper: `id${n}`, label: `topic number ${n}` });
  const many = Array.from({ length: 100 }, (_, n) => rename(n));
  expect(packRecipe({ options: {}, edits: many })?.length).toBeLessThan(LONGEST);
  // What cannot be deflated well: names without any order.
  const wild = Array.from({ length: 400 }, (_, n) => rename(Math.floor(1e9 * Math.abs(Math.sin(n + 1)))));
  expect(packRecipe({ options: {}, edits: wild })).toBeUndefined();
});

test.each([
  ['nothing of the kind', 'hello', /damaged/],
  ['cut short', packRecipe({ options: OPTIONS, edits: EDITS })!.slice(0, -9), /damaged/],
  ['signs that are no base64', '%%%%', /damaged/],
  ['longer than any link of ours', 'A'.repeat(LONGEST + 1), /damaged/],
  ['what unpacks to more than a recipe can be', inLink(`${' '.repeat(3_000_000)}{}`), /not JSON/],
  ['another thing', inLink('{"a":1}'), /not a papergraph recipe/],
  ['an option that is none', inLink('{"papergraphRecipe":1,"options":{"__proto__x":1}}'), /no option/],
])('%s is refused with a reason', (_, text, reason) => {
  expect(() => unpackRecipe(text)).toThrow(reason);
});
