import { expect, it } from 'vitest';
import { runScaleBench } from '../../bench/scale.ts';
import { formatSpeedup } from '../../bench/support/python-baselines.ts';

it('prints a table of stages and checks the neighbors of the sample papers', async () => {
  const lines = await runScaleBench({ papers: ['seeds'], sizes: [100], checked: 50, python: false });
  expect(lines).toContainEqual(expect.stringMatching(/^papers \| 100 \| 257 \| exponent$/));
  expect(lines).toContainEqual(expect.stringMatching(/^join \| [\d.]+ \| [\d.]+ \| -?[\d.]+$/));
  expect(lines).toContain('neighbors of 50 papers: identical to brute force');
}, 60_000);

it('formats a speedup with one decimal, or with two below 1', () => {
  expect([12.34, 1, 0.468].map(formatSpeedup)).toEqual([
    '12.3 times as fast',
    '1.0 times as fast',
    '0.47 times as fast',
  ]);
});
