import { expect, it } from 'vitest';
import { scale } from '../../bench/scale.ts';
import { asFast } from '../../bench/yardsticks.ts';

it('prints the table of stages and proves the neighbours, on the seeds', async () => {
  const lines = await scale({ papers: ['seeds'], sizes: [100], checked: 50, python: false });
  expect(lines).toContainEqual(expect.stringMatching(/^papers \| 100 \| 257 \| exponent$/));
  expect(lines).toContainEqual(expect.stringMatching(/^join \| [\d.]+ \| [\d.]+ \| -?[\d.]+$/));
  expect(lines).toContain('neighbours of 50 papers equal brute force, bit for bit');
}, 60_000);

it('says how fast in a digit after the point, in two where that is slower', () => {
  expect([12.34, 1, 0.468].map(asFast)).toEqual(['12.3 times as fast', '1.0 times as fast', '0.47 times as fast']);
});
