import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitList } from '../../../../src/read/normalize/names/names.ts';
import { hasLatex } from '../../../../src/read/normalize/text/latex.ts';
import { stripTitleBrackets, toPlainText } from '../../../../src/read/normalize/text/text.ts';

// Short and long texts take different ways.
const lengths = [1, 20, 100];
const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(' ');

test.each(lengths)('markup and spaces are found anywhere in a text of %i words', (count) => {
  const plain = words(count);
  expect(toPlainText(plain)).toBe(plain);
  for (const changed of [` ${plain}`, `${plain} `, `${plain}  end`, `${plain}\tend`, `${plain} <i>end</i>`])
    expect(toPlainText(changed)).toBe([plain, ...(changed.includes('end') ? ['end'] : [])].join(' '));
});

test.each(lengths)('LaTeX is found anywhere in a text of %i words', (count) => {
  const plain = words(count);
  expect(hasLatex(`${plain} - don't`)).toBe(false);
  for (const sign of ['\\', '{', '}', '$', '~', '`', '--', "''"]) {
    expect(hasLatex(plain + sign)).toBe(true);
    expect(hasLatex(sign + plain)).toBe(true);
  }
});

test('a list with commas only has the same items as one with line breaks or semicolons', () => {
  const item = fc.stringMatching(/^[a-z][a-z .()[-]{0,8}[a-z]$/);
  fc.assert(
    fc.property(fc.array(item, { minLength: 2, maxLength: 6 }), (items) => {
      expect(splitList(items.join(', '))).toEqual(items);
      expect(splitList(items.join(',\n'))).toEqual(items);
      expect(splitList(items.join('; '))).toEqual(items);
    }),
  );
  expect(splitList("['a b', 'c']")).toEqual(['a b', 'c']);
  expect(splitList('[No keywords, available]')).toEqual([]);
  expect(splitList('R&amp;D, law')).toEqual(['R&D', 'law']);
});

test.each([
  ['[Sand in towns].', 'Sand in towns'],
  ['[Sand [corrected] in towns]', 'Sand [corrected] in towns'],
  ['[18F]FDG PET: a comparison [corrected].', '[18F]FDG PET: a comparison [corrected].'],
  ['[Sand', '[Sand'],
])('brackets around a title: %s', (title, expected) => {
  expect(stripTitleBrackets(title)).toBe(expected);
});
