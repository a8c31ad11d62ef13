import { degrees } from '../graph/node-sizes.ts';
import type { Edges, Topics } from '../model/map.ts';

/** Edges between topics pull this much more seldom than edges within a subtopic. */
const BETWEEN_TOPICS = 0.1;

/** Edges between subtopics of one topic pull this much more seldom than edges within a subtopic. */
const BETWEEN_SUBTOPICS = 0.3;

/** From this number of edges on, a paper's edges pull the more seldom the more it has: else hubs draw all into one knot. */
const HUB = 10;

/**
 * How often each edge pulls, as a part of the rounds, 0..1: by its similarity, against the strongest of its two papers,
 * and by whether it stays in its topic. What the parts are was chosen by the share of neighbours that stay near
 * (bench/layout.ts) on maps of 257 to 97,000 papers.
 */
export function pulls(edges: Edges, topics: Pick<Topics, 'topicOf' | 'subtopicOf'>): Float32Array {
  const { topicOf, subtopicOf } = topics;
  const { sources, targets, weights } = edges;
  const strongest = new Float64Array(topicOf.length);
  weights.forEach((weight, k) => {
    strongest[sources[k]!] = Math.max(strongest[sources[k]!]!, weight);
    strongest[targets[k]!] = Math.max(strongest[targets[k]!]!, weight);
  });
  const hub = Float64Array.from(degrees(edges, topicOf.length), (n) => Math.sqrt(Math.min(1, HUB / n)));
  return Float32Array.from(weights, (weight, k) => {
    const [i, j] = [sources[k]!, targets[k]!];
    const share = (weight / strongest[i]! + weight / strongest[j]!) / 2;
    const within = topicOf[i] !== topicOf[j] ? BETWEEN_TOPICS : subtopicOf[i] !== subtopicOf[j] ? BETWEEN_SUBTOPICS : 1;
    return share * within * hub[i]! * hub[j]!;
  });
}

export interface Forces {
  /** x and y interleaved; moved in place. */
  positions: Float32Array;
  edges: Edges;
  /** How often each edge pulls: 1 is in every round. */
  pulls: Float32Array;
  /** Papers that each pull is followed by pushing away from, drawn at random. */
  repulsions: number;
  /** How strongly everything is drawn to the middle, as a part of the distance. */
  gravity: number;
  random: () => number;
}

/** No step is longer than this in either direction. */
const LONGEST = 4;

/**
 * One round of stochastic gradient descent on the likelihood that papers joined by an edge are near and others far, with
 * nearness 1 / (1 + distance squared) and negative sampling (LargeVis: Tang et al., "Visualizing large-scale and
 * high-dimensional data", WWW 2016; the same as UMAP's with a = b = 1). Only + - * / are used, so that every platform
 * gives the same bits. `due` keeps, from round to round, how much of its next pull each edge has saved up.
 */
export function moveOnce(forces: Forces, due: Float32Array, step: number): void {
  const { positions, edges, pulls, repulsions, gravity, random } = forces;
  const { sources, targets } = edges;
  const papers = positions.length / 2;
  const limit = (value: number) => (value > LONGEST ? LONGEST : value < -LONGEST ? -LONGEST : value);
  for (let k = 0; k < due.length; k++) {
    due[k]! += pulls[k]!;
    if (due[k]! < 1) continue;
    due[k]! -= 1;
    const i = 2 * sources[k]!;
    const j = 2 * targets[k]!;
    const dx = positions[i]! - positions[j]!;
    const dy = positions[i + 1]! - positions[j + 1]!;
    const pull = (2 * step) / (1 + dx * dx + dy * dy);
    positions[i]! -= pull * dx;
    positions[i + 1]! -= pull * dy;
    positions[j]! += pull * dx;
    positions[j + 1]! += pull * dy;
    for (let n = 0; n < repulsions; n++) {
      const self = n & 1 ? j : i;
      const other = 2 * Math.floor(random() * papers);
      if (other === self) continue;
      const x = positions[self]! - positions[other]!;
      const y = positions[self + 1]! - positions[other + 1]!;
      const square = x * x + y * y;
      const push = 2 / ((0.001 + square) * (1 + square));
      positions[self]! += step * limit(push * x);
      positions[self + 1]! += step * limit(push * y);
    }
  }
  const kept = 1 - gravity * step;
  for (let at = 0; at < positions.length; at++) positions[at]! *= kept;
}
