import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { removeOverlaps } from '../../src/layout/remove-overlaps.ts';
import { generator } from '../../src/util/random.ts';

/** The obvious way: every pair. */
function overlaps(positions: Float32Array, radii: Float32Array): number {
  let found = 0;
  for (let i = 0; i < radii.length; i++)
    for (let j = 0; j < i; j++) {
      const distance = Math.hypot(positions[2 * i]! - positions[2 * j]!, positions[2 * i + 1]! - positions[2 * j + 1]!);
      if (distance < 0.998 * (radii[i]! + radii[j]!)) found++;
    }
  return found;
}

describe('removeOverlaps', () => {
  it('parts any discs, also those with the same centre', () => {
    const disc = fc.record({
      x: fc.constantFrom(0, 1, 5, 100),
      y: fc.constantFrom(0, 1, 5, -100),
      radius: fc.constantFrom(1, 2, 10),
    });
    fc.assert(
      fc.property(fc.array(disc, { maxLength: 30 }), (discs) => {
        const positions = Float32Array.from(discs.flatMap(({ x, y }) => [x, y]));
        const radii = Float32Array.from(discs, ({ radius }) => radius);
        expect(removeOverlaps(positions, radii, { rounds: 2000 })).toBe(0);
        expect(overlaps(positions, radii)).toBe(0);
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it('finds every overlap that there is, however far some discs are off', () => {
    const random = generator(3);
    const positions = Float32Array.from({ length: 1000 }, () => 100 * random());
    positions.set([1e6, 1e6, -1e6, 50], 0);
    const radii = Float32Array.from({ length: 500 }, () => 0.5 + random());
    const before = overlaps(positions, radii);
    expect(before).toBeGreaterThan(50);
    removeOverlaps(positions, radii);
    expect(overlaps(positions, radii)).toBe(0);
  });

  it('comes to an end in a crowd', () => {
    const random = generator(4);
    // Three thousand discs that would cover most of where they stand, were they apart.
    const radii = Float32Array.from({ length: 3000 }, () => 0.5 + random());
    const positions = Float32Array.from({ length: 6000 }, () => 115 * random());
    expect(removeOverlaps(positions, radii)).toBe(0);
    expect(overlaps(positions, radii)).toBe(0);
  });

  it('leaves discs alone that do not overlap', () => {
    const positions = Float32Array.from([0, 0, 3, 0, 0, 3]);
    expect(removeOverlaps(positions, new Float32Array(3).fill(1))).toBe(0);
    expect([...positions]).toEqual([0, 0, 3, 0, 0, 3]);
  });
});
