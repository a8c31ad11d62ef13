import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeOverlaps } from '../../src/layout/remove-overlaps.ts';
import { createRandom } from '../../src/util/random.ts';

/** Counts overlapping pairs by comparing all pairs. */
function countOverlaps(positions: Float32Array, radii: Float32Array): number {
  let count = 0;
  for (let i = 0; i < radii.length; i++)
    for (let j = 0; j < i; j++) {
      const distance = Math.hypot(positions[2 * i]! - positions[2 * j]!, positions[2 * i + 1]! - positions[2 * j + 1]!);
      if (distance < 0.998 * (radii[i]! + radii[j]!)) count++;
    }
  return count;
}

describe('removeOverlaps', () => {
  it('separates any discs, including discs with the same center', async () => {
    const disc = fc.record({
      x: fc.constantFrom(0, 1, 5, 100),
      y: fc.constantFrom(0, 1, 5, -100),
      radius: fc.constantFrom(1, 2, 10),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(disc, { maxLength: 30 }), async (discs) => {
        const positions = Float32Array.from(discs.flatMap(({ x, y }) => [x, y]));
        const radii = Float32Array.from(discs, ({ radius }) => radius);
        expect(await removeOverlaps(positions, radii, { rounds: 2000 })).toBe(0);
        expect(countOverlaps(positions, radii)).toBe(0);
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it('finds all overlaps even if some discs are far away from the others', async () => {
    const random = createRandom(3);
    const positions = Float32Array.from({ length: 1000 }, () => 100 * random());
    positions.set([1e6, 1e6, -1e6, 50], 0);
    const radii = Float32Array.from({ length: 500 }, () => 0.5 + random());
    const initialOverlaps = countOverlaps(positions, radii);
    expect(initialOverlaps).toBeGreaterThan(50);
    await removeOverlaps(positions, radii);
    expect(countOverlaps(positions, radii)).toBe(0);
  });

  it('converges for densely packed discs', async () => {
    const random = createRandom(4);
    // The total area of the discs is most of the area of the square in which they are placed.
    const radii = Float32Array.from({ length: 3000 }, () => 0.5 + random());
    const positions = Float32Array.from({ length: 6000 }, () => 115 * random());
    expect(await removeOverlaps(positions, radii)).toBe(0);
    expect(countOverlaps(positions, radii)).toBe(0);
  });

  it('does not move discs that do not overlap', async () => {
    const positions = Float32Array.from([0, 0, 3, 0, 0, 3]);
    expect(await removeOverlaps(positions, new Float32Array(3).fill(1))).toBe(0);
    expect([...positions]).toEqual([0, 0, 3, 0, 0, 3]);
  });
});
