import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runScaleBench } from '../../bench/scale.ts';
import { formatSpeedup } from '../../bench/support/python-baselines.ts';

it('prints a table of stages, checks the neighbors of the sample papers, and plots the times', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-scale-'));
  const plot = join(directory, 'plot.svg');
  const lines = await runScaleBench({
    papers: ['seeds'],
    sizes: [100],
    threads: [1, 2],
    checked: 50,
    python: false,
    plot,
  });
  const svg = readFileSync(plot, 'utf8');
  rmSync(directory, { recursive: true });
  expect(lines).toContainEqual(expect.stringMatching(/^papers \| 100 \| 257 \| exponent$/));
  // Times of less than 10 ms have no exponent.
  expect(lines).toContainEqual(expect.stringMatching(/^join \| [\d.]+ \| [\d.]+ \| (?:-?[\d.]+)?$/));
  expect(lines.filter((line) => /^all \| [\d.]+ \| [\d.]+ \| -?[\d.]+$/.test(line))).toHaveLength(2);
  expect(svg.match(/font-weight="bold">[^<]+/g)?.map((title) => title.slice(19))).toEqual(['1 thread', '2 threads']);
  expect(svg.match(/>topics \(-?[\d.]+\)</g)).toHaveLength(2);
  expect(svg).not.toMatch(/NaN|undefined/);
  expect(lines).toContain('neighbors of 50 papers: identical to brute force');
}, 60_000);

it('formats a speedup with one decimal, or with two below 1', () => {
  expect([12.34, 1, 0.468].map(formatSpeedup)).toEqual([
    '12.3 times as fast',
    '1.0 times as fast',
    '0.47 times as fast',
  ]);
});
