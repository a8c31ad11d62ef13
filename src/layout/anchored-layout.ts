import { computeNodeSizes } from '../graph/node-sizes.ts';
import { type Edges, MAP_RADIUS, type Topics } from '../model/map.ts';
import type { Hooks } from '../model/options.ts';
import { forEachRange } from '../util/pause.ts';
import { computeAttractionRates } from './forces.ts';
import { findEmptySpot, placeInRows } from './free-places.ts';
import { indexNodes, listEdgesOfNodes, numberNodes } from './node-forces.ts';
import { computeAffinities } from './refine/affinities.ts';
import { refineSome } from './refine/refine-some.ts';
import { removeOverlaps } from './remove-overlaps.ts';

/** Number of times that the place of each new paper is computed from those of its neighbors. */
const ROUNDS = 12;
/** Number of papers that are processed between two checks whether a pause is due. */
const PAPERS_PER_RANGE = 1 << 10;
/** Distance between the papers of a group that has no place yet, in radii of a paper. */
const SPACING = 2.5;

/**
 * Computes positions near those of an earlier map. Papers with an earlier position stay there, apart from what it takes to make room; the others
 * are placed among their neighbors, at the weighted geometric median, where the edges count as in the simulation of a new layout, and refined as a new
 * layout is.
 *
 * Papers that neither have an earlier position nor are connected to one that has are placed together in the largest empty part of the map,
 * and papers without edges in rows below it.
 * @param anchors Interleaved x and y of each paper in the earlier map; NaN for papers to be placed.
 * @param hasPlace Whether each paper has a position: it has an abstract.
 * @returns Interleaved x and y of each paper, within {@link MAP_RADIUS} of the origin; NaN for papers without a place.
 * @throws the reason of the signal if it is aborted
 */
export async function computeAnchoredLayout(
  edges: Edges,
  groups: Pick<Topics, 'topicOf' | 'subtopicOf'>,
  anchors: Float32Array,
  hasPlace: readonly boolean[],
  { signal, progress }: Hooks = {},
): Promise<Float32Array> {
  const papers = hasPlace.length;
  const radii = computeNodeSizes(edges, papers, MAP_RADIUS);
  const neighbors = await listNeighbors(edges, groups, papers, signal);
  const positions = anchors.slice();
  const isMissing = (paper: number) => Number.isNaN(positions[2 * paper]!);
  const isIsolated = (paper: number) => neighbors.starts[paper] === neighbors.starts[paper + 1];
  const all = [...hasPlace.keys()];
  const free = all.filter((paper) => isMissing(paper) && !isIsolated(paper));
  for (let round = 0; round < ROUNDS; round++) {
    const previous = positions.slice();
    await forEachRange(free.length, PAPERS_PER_RANGE, signal, (start, end) => {
      for (const paper of free.slice(start, end)) placeAmongNeighbors(positions, previous, neighbors, paper);
    });
    progress?.('layout', round + 1, ROUNDS);
  }
  const amongNeighbors = free.filter((paper) => !isMissing(paper));
  placeTogether(positions, free.filter(isMissing), radii);
  const isolated = (paper: number) => isIsolated(paper) && hasPlace[paper]!;
  const placed = Uint32Array.from(all.filter((paper) => !isMissing(paper) && !isIsolated(paper)));
  const placedPositions = Float32Array.from(
    { length: 2 * placed.length },
    (_, k) => positions[2 * placed[k >> 1]! + (k & 1)]!,
  );
  await refineNew(placedPositions, placed, amongNeighbors, edges, groups.topicOf, signal);
  await removeOverlaps(
    placedPositions,
    radii.filter((_, paper) => !isMissing(paper) && !isIsolated(paper)),
    {},
    signal,
  );
  placed.forEach((paper, k) => {
    positions.set(placedPositions.subarray(2 * k, 2 * k + 2), 2 * paper);
  });
  placeInRows(
    positions,
    all.filter((paper) => isolated(paper) && isMissing(paper)),
    all.filter((paper) => isolated(paper) && !isMissing(paper)),
    radii,
  );
  shrinkToRadius(positions);
  return positions;
}

/**
 * Moves new papers so that their neighbors are among the nearest; the others stay.
 * @param positions Interleaved x and y of the placed papers; updated in place.
 * @param placed Indexes of these papers, ascending.
 * @param newPapers Indexes of those that move.
 */
async function refineNew(
  positions: Float32Array,
  placed: Uint32Array,
  newPapers: readonly number[],
  edges: Edges,
  topicOf: Uint32Array,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (newPapers.length === 0) return;
  const nodeOf = indexNodes(placed, topicOf.length);
  const nodeEdges = await numberNodes(edges, nodeOf, signal);
  const affinities = await computeAffinities(nodeEdges, { topicOf: placed.map((paper) => topicOf[paper]!) }, signal);
  const edgesOfNodes = await listEdgesOfNodes(nodeEdges, affinities, placed.length, signal);
  const isFree = new Uint8Array(placed.length);
  for (const paper of newPapers) isFree[nodeOf[paper]!] = 1;
  const refined = await refineSome(positions, edgesOfNodes, isFree, { ...(signal && { signal }) });
  isFree.forEach((free, node) => {
    if (!free) return;
    // A paper outside of the map would shrink it.
    const [x, y] = [refined[2 * node]!, refined[2 * node + 1]!];
    const shrink = Math.min(1, MAP_RADIUS / Math.sqrt(x * x + y * y));
    positions.set([shrink * x, shrink * y], 2 * node);
  });
}

/** The edges of each paper with their weights; those of paper i are the entries from starts[i] to starts[i + 1]. */
interface Neighbors {
  starts: Uint32Array;
  ids: Uint32Array;
  weights: Float32Array;
}

/** Lists the neighbors of each paper with the rates at which their edges attract. */
async function listNeighbors(
  edges: Edges,
  groups: Pick<Topics, 'topicOf' | 'subtopicOf'>,
  papers: number,
  signal: AbortSignal | undefined,
): Promise<Neighbors> {
  const rates = await computeAttractionRates(edges, groups, signal);
  const starts = new Uint32Array(papers + 1);
  for (const ends of [edges.sources, edges.targets]) for (const paper of ends) starts[paper + 1]!++;
  for (let paper = 0; paper < papers; paper++) starts[paper + 1]! += starts[paper]!;
  const next = starts.slice();
  const ids = new Uint32Array(2 * rates.length);
  const weights = new Float32Array(2 * rates.length);
  rates.forEach((rate, k) => {
    const [source, target] = [edges.sources[k]!, edges.targets[k]!];
    ids[next[source]!] = target;
    weights[next[source]!++] = rate;
    ids[next[target]!] = source;
    weights[next[target]!++] = rate;
  });
  return { starts, ids, weights };
}

/** Moves a paper toward the weighted geometric median of its neighbors by one step of Weiszfeld's algorithm, first to their mean. */
function placeAmongNeighbors(
  positions: Float32Array,
  previous: Float32Array,
  neighbors: Neighbors,
  paper: number,
): void {
  const { starts, ids, weights } = neighbors;
  const [ownX, ownY] = [previous[2 * paper]!, previous[2 * paper + 1]!];
  const isPlaced = !Number.isNaN(ownX);
  let [x, y, total] = [0, 0, 0];
  for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
    const [otherX, otherY] = [previous[2 * ids[k]!]!, previous[2 * ids[k]! + 1]!];
    if (Number.isNaN(otherX)) continue;
    const distance = isPlaced ? Math.sqrt((otherX - ownX) ** 2 + (otherY - ownY) ** 2) : 0;
    const weight = weights[k]! / (distance + 1);
    x += weight * otherX;
    y += weight * otherY;
    total += weight;
  }
  if (total === 0) return;
  positions[2 * paper] = x / total;
  positions[2 * paper + 1] = y / total;
}

/** Places papers in a square in the largest empty part of the map, in their order. */
function placeTogether(positions: Float32Array, papers: readonly number[], radii: Float32Array): void {
  if (papers.length === 0) return;
  const [centerX, centerY] = findEmptySpot(positions, MAP_RADIUS);
  const columns = Math.ceil(Math.sqrt(papers.length));
  const gap = SPACING * radii[papers[0]!]!;
  papers.forEach((paper, i) => {
    positions[2 * paper] = centerX + ((i % columns) - (columns - 1) / 2) * gap;
    positions[2 * paper + 1] = centerY + (Math.floor(i / columns) - (columns - 1) / 2) * gap;
  });
}

/** Scales all positions toward the origin if one of them is outside of the map, in place. */
function shrinkToRadius(positions: Float32Array): void {
  let max = 0;
  for (let k = 0; k < positions.length; k += 2) {
    const squared = positions[k]! ** 2 + positions[k + 1]! ** 2;
    if (squared > max) max = squared;
  }
  const scale = (MAP_RADIUS * (1 - 1e-6)) / Math.sqrt(max);
  if (max > 0 && scale < 1) for (let k = 0; k < positions.length; k++) positions[k]! *= scale;
}
