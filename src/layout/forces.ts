import { computeDegrees } from '../graph/node-sizes.ts';
import type { Edges, Topics } from '../model/map.ts';
import { forEachRange } from '../util/pause.ts';

/** Factor on the attraction rate of edges between topics, relative to edges within a subtopic. */
const BETWEEN_TOPICS = 0.1;

/** Factor on the attraction rate of edges between subtopics of one topic. */
const BETWEEN_SUBTOPICS = 0.3;

/** Degree above which the attraction rate of a paper's edges is reduced. Without this, hubs collapse their neighbors into one clump. */
const HUB_DEGREE = 10;

/**
 * Returns how often each edge is applied, as a fraction of the epochs, 0..1.
 *
 * The rate of an edge is its similarity relative to the strongest edges of its two papers, reduced for edges that leave a
 * topic or subtopic and for edges of hubs. The factors were chosen by neighborhood preservation on maps of 257 to 97,000
 * papers (bench/layout/layout.ts).
 * @throws the reason of the signal if it is aborted
 */
export async function computeAttractionRates(
  edges: Edges,
  topics: Pick<Topics, 'topicOf' | 'subtopicOf'>,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { topicOf, subtopicOf } = topics;
  const { sources, targets, weights } = edges;
  const maxWeight = new Float64Array(topicOf.length);
  await forEachRange(weights.length, EDGES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      maxWeight[sources[k]!] = Math.max(maxWeight[sources[k]!]!, weights[k]!);
      maxWeight[targets[k]!] = Math.max(maxWeight[targets[k]!]!, weights[k]!);
    }
  });
  const hubFactor = Float64Array.from(computeDegrees(edges, topicOf.length), (degree) =>
    Math.sqrt(Math.min(1, HUB_DEGREE / degree)),
  );
  const rates = new Float32Array(weights.length);
  await forEachRange(weights.length, EDGES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      const i = sources[k]!;
      const j = targets[k]!;
      const relativeWeight = (weights[k]! / maxWeight[i]! + weights[k]! / maxWeight[j]!) / 2;
      const groupFactor =
        topicOf[i] !== topicOf[j] ? BETWEEN_TOPICS : subtopicOf[i] !== subtopicOf[j] ? BETWEEN_SUBTOPICS : 1;
      rates[k] = relativeWeight * groupFactor * hubFactor[i]! * hubFactor[j]!;
    }
  });
  return rates;
}

/** The state and parameters of the force simulation. */
export interface Forces {
  /** Interleaved x and y of each paper; updated in place. */
  positions: Float32Array;
  edges: Edges;
  /** How often each edge is applied, as a fraction of the epochs, 0..1. */
  attractionRates: Float32Array;
  /** Number of randomly drawn papers that are repelled each time an edge is applied. */
  negativeSamples: number;
  /** Strength of the pull toward the origin, as a fraction of the distance. */
  gravity: number;
  /** Returns a random number in [0, 1). */
  random: () => number;
}

/** Number of edges that are processed between two checks whether a pause is due. */
const EDGES_PER_RANGE = 1 << 13;

/** Limit on one repulsion step along each axis, before it is multiplied by the learning rate. */
const MAX_REPULSION = 4;

/**
 * Runs one epoch of stochastic gradient descent with negative sampling.
 *
 * Maximizes the likelihood that papers connected by an edge are close and others are far apart, where closeness is
 * 1 / (1 + squared distance), as in LargeVis (Tang et al., "Visualizing large-scale and high-dimensional data", WWW 2016);
 * this is UMAP with a = b = 1. Uses only + - * / so that every platform computes the same bits.
 * @param pending The fraction of an update that each edge has accumulated; updated in place from epoch to epoch.
 * @param learningRate Step size.
 * @throws the reason of the signal if it is aborted
 */
export async function runEpoch(
  forces: Forces,
  pending: Float32Array,
  learningRate: number,
  signal?: AbortSignal,
): Promise<void> {
  const { positions, gravity } = forces;
  await forEachRange(pending.length, EDGES_PER_RANGE, signal, (start, end) =>
    applyEdges(forces, pending, learningRate, start, end),
  );
  const shrink = 1 - gravity * learningRate;
  for (let k = 0; k < positions.length; k++) positions[k]! *= shrink;
}

/** Applies the edges from `start` to `end` (exclusive) that are due in this epoch. */
function applyEdges(forces: Forces, pending: Float32Array, learningRate: number, start: number, end: number): void {
  const { positions, edges, attractionRates, negativeSamples, random } = forces;
  const { sources, targets } = edges;
  const papers = positions.length / 2;
  const clamp = (value: number) =>
    value > MAX_REPULSION ? MAX_REPULSION : value < -MAX_REPULSION ? -MAX_REPULSION : value;
  for (let k = start; k < end; k++) {
    pending[k]! += attractionRates[k]!;
    if (pending[k]! < 1) continue;
    pending[k]! -= 1;
    const i = 2 * sources[k]!;
    const j = 2 * targets[k]!;
    const dx = positions[i]! - positions[j]!;
    const dy = positions[i + 1]! - positions[j + 1]!;
    const attraction = (2 * learningRate) / (1 + dx * dx + dy * dy);
    positions[i]! -= attraction * dx;
    positions[i + 1]! -= attraction * dy;
    positions[j]! += attraction * dx;
    positions[j + 1]! += attraction * dy;
    for (let n = 0; n < negativeSamples; n++) {
      const self = n & 1 ? j : i;
      const other = 2 * Math.floor(random() * papers);
      if (other === self) continue;
      const x = positions[self]! - positions[other]!;
      const y = positions[self + 1]! - positions[other + 1]!;
      const squaredDistance = x * x + y * y;
      const repulsion = 2 / ((0.001 + squaredDistance) * (1 + squaredDistance));
      positions[self]! += learningRate * clamp(repulsion * x);
      positions[self + 1]! += learningRate * clamp(repulsion * y);
    }
  }
}
