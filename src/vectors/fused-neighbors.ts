import { type Hooks, withDefaults } from '../model/options.ts';
import type { TermRows } from '../model/sparse.ts';
import type { Join } from '../similarity/join/join.ts';
import { JOIN_DEFAULTS, type JoinOptions } from '../similarity/join/join-options.ts';
import { resolveThreads } from '../workers/platform.ts';
import { type FusedNeighbors, fuseNeighbors, LIST_FACTOR } from './fuse.ts';
import { findNearestVectors } from './nearest-vectors.ts';
import type { IntegerVectors } from './quantize.ts';

/** Longest list of neighbors. */
const MAX_LIST = 1000;

/**
 * Finds the neighbors of all papers by terms and by vectors, and fuses both lists by reciprocal rank.
 * @param options The minimum similarity applies to the list by terms.
 * @throws the reason of the signal when it is aborted
 */
export async function findFusedNeighbors(
  rows: TermRows,
  vectors: IntegerVectors,
  options: JoinOptions,
  join: Join,
  hooks: Hooks,
): Promise<FusedNeighbors> {
  const { neighbors } = withDefaults(JOIN_DEFAULTS, options);
  const listLength = Math.min(MAX_LIST, LIST_FACTOR * neighbors);
  const byTerms = await join(rows, { ...options, neighbors: listLength }, hooks);
  // Threads were reported by the first search.
  const { threads } = options;
  const count = resolveThreads(threads === undefined ? {} : { threads });
  const byVectors = await findNearestVectors(vectors, listLength, count, hooks);
  return fuseNeighbors(byTerms, byVectors, neighbors);
}
