import { describe, expect, test } from 'vitest';
import { NeighborhoodTasks } from '../../src/layout/neighborhood-tasks.ts';
import { measureWithPool, trustworthiness } from '../../src/layout/trustworthiness.ts';
import { createRandom } from '../../src/util/random.ts';
import { computePairwiseCosines } from '../topics/pairwise-cosines.ts';
import { createPlantedPapers } from '../topics/planted-papers.ts';
import { createCopyingPool } from '../workers/copying-pool.ts';

describe('trustworthiness', () => {
  const random = createRandom(5);
  const randomPositions = Float32Array.from({ length: 100 }, () => random());

  test('equals the formula evaluated over all pairs', async () => {
    const { text } = await createPlantedPapers(3, 50);
    const cosines = computePairwiseCosines(text.rows, 50);
    const k = 4;
    let penalty = 0;
    for (let i = 0; i < 50; i++) {
      const others = [...Array(50).keys()].filter((j) => j !== i);
      const bySimilarity = [...others].sort((a, b) => cosines[i]![b]! - cosines[i]![a]! || a - b);
      const distanceTo = (j: number) =>
        Math.hypot(
          randomPositions[2 * j]! - randomPositions[2 * i]!,
          randomPositions[2 * j + 1]! - randomPositions[2 * i + 1]!,
        );
      const nearest = others.sort((a, b) => distanceTo(a) - distanceTo(b)).slice(0, k);
      for (const j of nearest) penalty += Math.max(0, bySimilarity.indexOf(j) + 1 - k);
    }
    const expected = 1 - (2 / (50 * k * (2 * 50 - 3 * k - 1))) * penalty;
    expect(await trustworthiness(text.rows, randomPositions, { neighborhood: k })).toBeCloseTo(expected, 12);
    expect(await trustworthiness(text.rows, randomPositions, { neighborhood: k, sample: 25 })).toBeCloseTo(expected, 0);
  });

  test('is the same on any number of threads', async () => {
    const { text } = await createPlantedPapers(3, 50);
    const placed = Uint32Array.from({ length: 50 }, (_, i) => i);
    const data = { positions: randomPositions, placed, neighborhood: 4 };
    const expected = await trustworthiness(text.rows, randomPositions, { neighborhood: 4 });
    for (const threads of [1, 2, 3, 16]) {
      const progress: number[] = [];
      const pool = createCopyingPool(threads, () => new NeighborhoodTasks());
      const hooks = { progress: (_: string, done: number, total: number) => progress.push(total - done) };
      const penalty = await measureWithPool(pool, text.rows, data, [...placed], hooks);
      expect(1 - (2 / (50 * 4 * (2 * 50 - 3 * 4 - 1))) * penalty).toBe(expected);
      expect(progress.at(-1)).toBe(0);
    }
  });

  test('is higher for a layout by field than for a random one, and ignores papers without a position', async () => {
    const { text, fieldOf } = await createPlantedPapers(5, 50);
    const positionsByField = randomPositions.map((value, k) => value / 10 + (k % 2 ? 0 : fieldOf[k >> 1]!));
    expect(await trustworthiness(text.rows, positionsByField)).toBeGreaterThan(
      (await trustworthiness(text.rows, randomPositions)) + 0.2,
    );
    expect(await trustworthiness(text.rows, new Float32Array(100).fill(Number.NaN))).toBe(1);
  });
});
