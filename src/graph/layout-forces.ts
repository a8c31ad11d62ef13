import type { Edges } from '../types.ts';

/** What each edge counts as while papers are placed: how often it pulls, 0..1. */
export function pulls(edges: Edges, topicOf: Uint32Array, betweenTopics: number): Float32Array {
  const strongest = new Float64Array(topicOf.length);
  const { sources, targets, weights } = edges;
  weights.forEach((weight, k) => {
    strongest[sources[k]!] = Math.max(strongest[sources[k]!]!, weight);
    strongest[targets[k]!] = Math.max(strongest[targets[k]!]!, weight);
  });
  return Float32Array.from(weights, (weight, k) => {
    const share = (weight / strongest[sources[k]!]! + weight / strongest[targets[k]!]!) / 2;
    return topicOf[sources[k]!] === topicOf[targets[k]!] ? share : share * betweenTopics;
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
