import { forEachRange } from '../../util/pause.ts';
import type { NodeEdges } from '../node-forces.ts';

/** Number of nodes that are processed between two checks whether a pause is due. */
const NODES_PER_RANGE = 1 << 11;

/**
 * Computes how nodes are attracted by those that they have edges with: the sum of affinity × q times the difference of the positions, where
 * q = 1 / (1 + squared distance).
 * @param positions Interleaved x and y of all nodes.
 * @param affinities The edges of some nodes, with affinities as rates.
 * @param first The first of these nodes.
 * @returns interleaved x and y of these nodes
 * @throws the reason of the signal if it is aborted
 */
export async function computeAttraction(
  positions: Float32Array,
  { starts, ids, rates }: NodeEdges,
  first: number,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const sums = new Float64Array(2 * (starts.length - 1));
  const offset = starts[0]!;
  const attract = (n: number) => {
    const [x, y] = [positions[2 * (first + n)]!, positions[2 * (first + n) + 1]!];
    let [forceX, forceY] = [0, 0];
    for (let k = starts[n]! - offset; k < starts[n + 1]! - offset; k++) {
      const dx = x - positions[2 * ids[k]!]!;
      const dy = y - positions[2 * ids[k]! + 1]!;
      const force = rates[k]! / (1 + dx * dx + dy * dy);
      forceX += force * dx;
      forceY += force * dy;
    }
    sums[2 * n] = forceX;
    sums[2 * n + 1] = forceY;
  };
  await forEachRange(starts.length - 1, NODES_PER_RANGE, signal, (start, end) => {
    for (let n = start; n < end; n++) attract(n);
  });
  return sums;
}
