import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrapText } from '../../../../web/map/labels/wrap-text.ts';

test('wraps a text into lines of whole words and marks omitted words with an ellipsis', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 }), (words) => {
      const lines = wrapText(words.join(' '), 20, 3);
      expect(lines.length).toBeLessThanOrEqual(3);
      const isTruncated = lines.at(-1)!.endsWith(' …');
      const shownWords = lines.join(' ').replace(/ …$/, '').split(' ');
      expect(shownWords).toEqual(words.slice(0, shownWords.length));
      expect(isTruncated).toBe(shownWords.length < words.length);
      for (const line of lines) expect(line.replace(/ …$/, '').length).toBeLessThanOrEqual(20);
    }),
  );
});

test('a short word does not stand alone on a line', () => {
  expect(wrapText('Supervised learning and spike-timing-dependent plasticity', 22, 3)).toEqual([
    'Supervised learning and',
    'spike-timing-dependent',
    'plasticity',
  ]);
  expect(wrapText('Visual cortex and neural responses', 16, 3)).toEqual(['Visual cortex', 'and neural', 'responses']);
});
