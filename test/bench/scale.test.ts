import { expect, it } from 'vitest';
import { scale } from '../../bench/scale.ts';

it('prints the table of stages and proves the neighbours, on the seeds', async () => {
  const lines = await scale({ papers: ['seeds'], sizes: [100], checked: 50, python: false });
  expect(lines).toContainEqual(expect.stringMatching(/^papers \| 100 \| 257 \| exponent$/));
  expect(lines).toContainEqual(expect.stringMatching(/^join \| [\d.]+ \| [\d.]+ \| -?[\d.]+$/));
  expect(lines).toContain('neighbours of 50 papers equal brute force, bit for bit');
}, 60_000);
