import { expect, test } from 'vitest';
import { maskNoise } from '../../../src/text/tokenize/mask-noise.ts';

test.each([
  ['see https://github.com/a/b?c=1 now', 'see now'],
  ['a <b>bold</b> claim, p < 0.05 and q > 2', 'a bold claim, p < 0.05 and q > 2'],
  ['cost $O(n^2)$ of \\emph{sorting}', 'cost of sorting'],
  ['we use $k$-means', 'we use k-means'],
  ['Spikes matter. © 2019 Elsevier Ltd. All rights reserved.', 'Spikes matter.'],
  ['rock &amp; roll, me@uni.edu', 'rock roll,'],
])('masks noise in "%s" without changing the length', (text, expected) => {
  const masked = maskNoise(text);
  expect(masked).toHaveLength(text.length);
  expect(masked.replace(/\s+/g, ' ').trim()).toBe(expected);
});
