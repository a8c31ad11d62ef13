import { expect, test } from 'vitest';
import { findConsensusRun } from '../../src/topics/consensus.ts';
import { measureStability, measureSubtopicStability } from '../../src/topics/stability.ts';

const partition = (...groups: number[]) => Uint32Array.from(groups);

test('the consensus run is the one that agrees best with the others', async () => {
  const unrelated = partition(0, 1, 0, 1, 0, 1, 0, 1);
  const similar = partition(0, 0, 0, 0, 1, 1, 1, 0);
  const central = partition(0, 0, 0, 0, 1, 1, 1, 1);
  const finer = partition(0, 0, 0, 0, 1, 1, 2, 2);
  const { run, stability } = await findConsensusRun([unrelated, similar, central, finer]);
  expect(run).toBe(2);
  expect(stability).toBeGreaterThan(0.2);
  expect(stability).toBeLessThan(1);
  expect(await findConsensusRun([central, central])).toEqual({ run: 0, stability: 1 });
});

test('the stability of items is the mean fraction of shared group members, that of groups the mean of the best Jaccard index', async () => {
  const result = partition(0, 0, 0, 1, 1);
  const { ofItems, ofGroups } = await measureStability(result, [result, partition(0, 0, 1, 1, 1)]);
  // In the second run papers 0 and 1 share one of their two group members, paper 2 none, and papers 3 and 4 their only one.
  expect([...ofItems]).toEqual([0.75, 0.75, 0.5, 1, 1]);
  expect(ofGroups[0]).toBeCloseTo((1 + 2 / 3) / 2, 12);
  expect(ofGroups[1]).toBeCloseTo((1 + 2 / 3) / 2, 12);
});

test('the stability of a subtopic uses the most similar group on any level of each run', async () => {
  const subtopics = partition(1, 1, 2, 2, 3, 3, 3);
  const fine = partition(0, 0, 1, 2, 3, 3, 4);
  const coarse = partition(0, 0, 0, 0, 1, 1, 1);
  const [, first, second, third] = await measureSubtopicStability(subtopics, [[fine, coarse], [coarse]]);
  expect(first).toBeCloseTo((1 + 1 / 2) / 2, 12);
  expect(second).toBeCloseTo(1 / 2, 12);
  expect(third).toBeCloseTo(1, 12);
});
