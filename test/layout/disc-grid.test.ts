import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DiscGrid } from '../../src/layout/disc-grid.ts';

const coordinate = fc.double({ min: 0, max: 40, noNaN: true });
const disc = fc.record({ x: coordinate, y: coordinate });

const describeGrid = ({ columns, rows, starts, members }: DiscGrid) => ({
  columns,
  rows,
  starts: [...starts.subarray(0, columns * rows + 1)],
  members: [...members],
});

test('a grid that is updated for the discs that moved equals a new grid', () => {
  // Two discs that stay in the corners keep the extent, so that the cells are the same after each move.
  const corners = [0, 0, 40, 40];
  const move = fc.record({ disc: fc.nat(), to: disc });
  fc.assert(
    fc.property(
      fc.array(disc, { minLength: 60, maxLength: 80 }),
      fc.array(fc.array(move, { maxLength: 6 })),
      (discs, rounds) => {
        const positions = Float32Array.from([...corners, ...discs.flatMap(({ x, y }) => [x, y])]);
        const count = positions.length / 2;
        const grid = new DiscGrid(count);
        grid.update(positions, 3, new Uint8Array(count).fill(1));
        for (const moves of rounds) {
          const hasMoved = new Uint8Array(count);
          for (const { disc, to } of moves) {
            const i = 2 + (disc % (count - 2));
            positions.set([to.x, to.y], 2 * i);
            hasMoved[i] = 1;
          }
          grid.update(positions, 3, hasMoved);
          const fresh = new DiscGrid(count);
          fresh.update(positions, 3, new Uint8Array(count).fill(1));
          expect(describeGrid(grid)).toEqual(describeGrid(fresh));
        }
      },
    ),
    { seed: 5, numRuns: 200 },
  );
});

test('a grid whose extent grows has other cells', () => {
  const positions = Float32Array.from({ length: 200 }, (_, k) => (k * 7) % 31);
  const grid = new DiscGrid(100);
  grid.update(positions, 3, new Uint8Array(100).fill(1));
  positions[0] = 95;
  const hasMoved = new Uint8Array(100);
  hasMoved[0] = 1;
  grid.update(positions, 3, hasMoved);
  const fresh = new DiscGrid(100);
  fresh.update(positions, 3, new Uint8Array(100).fill(1));
  expect(describeGrid(grid)).toEqual(describeGrid(fresh));
});
