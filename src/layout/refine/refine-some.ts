import type { Hooks } from '../../model/options.ts';
import type { NodeEdges } from '../node-forces.ts';
import { computeAttraction } from './attraction.ts';
import { buildCells } from './cells.ts';
import { computeGradient, Descent, getRefinementIterations, getScale, sumCloseness } from './refine-positions.ts';
import { computeRepulsion } from './repulsion.ts';

/**
 * Moves some nodes of a layout so that those with edges are among the nearest: does what `refinePositions` does, while all other nodes stay.
 * Runs on the calling thread, because few nodes move.
 * @param positions Interleaved x and y of each node.
 * @param affinities The affinity of each entry of `edges` in place of its rate: see `computeAffinities`.
 * @param isFree Whether each node moves: 1 if it does.
 * @returns Interleaved x and y of each node.
 * @throws the reason of the signal if it is aborted
 */
export async function refineSome(
  positions: Float32Array,
  affinities: NodeEdges,
  isFree: Uint8Array,
  { signal }: Hooks = {},
): Promise<Float32Array> {
  const scale = getScale(positions);
  const moved = positions.map((value) => scale * value);
  const edges = keepEdgesOf(affinities, isFree);
  // Most nodes stay, so that the sum over all pairs changes little.
  const closeness = sumCloseness(await computeRepulsion(moved, buildCells(moved), 0, 1, signal));
  const descent = new Descent(moved);
  const iterations = getRefinementIterations(isFree.length);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const attraction = await computeAttraction(moved, edges, 0, signal);
    const repulsion = await computeRepulsion(moved, buildCells(moved), 0, 1, signal, isFree);
    computeGradient(descent.gradient, [{ attraction, repulsion }], [0], closeness);
    descent.step(iteration);
  }
  return positions.map((value, k) => (isFree[k >> 1] ? moved[k]! / scale : value));
}

/** Returns the edges without those of nodes that stay, which need no forces. */
function keepEdgesOf({ starts, ids, rates }: NodeEdges, isFree: Uint8Array): NodeEdges {
  const kept = starts.slice();
  const indexes: number[] = [];
  isFree.forEach((free, node) => {
    if (free) for (let k = starts[node]!; k < starts[node + 1]!; k++) indexes.push(k);
    kept[node + 1] = indexes.length;
  });
  return {
    starts: kept,
    ids: Uint32Array.from(indexes, (k) => ids[k]!),
    rates: Float32Array.from(indexes, (k) => rates[k]!),
  };
}
