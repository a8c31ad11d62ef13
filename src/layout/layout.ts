import { degrees, sizes } from '../graph/node-sizes.ts';
import { type Edges, MAP_RADIUS, type Topics } from '../model/map.ts';
import type { Hooks } from '../model/options.ts';
import type { Collection } from '../model/paper.ts';
import { generator } from '../util/random.ts';
import { settle } from './force-atlas.ts';
import { moveOnce, pulls } from './forces.ts';
import { startPositions } from './initial-positions.ts';
import { removeOverlaps } from './remove-overlaps.ts';
import { partTopics } from './separate-topics.ts';

export interface LayoutOptions {
  /** Seed of every random choice; whole number. Default 1. */
  seed?: number;
}

/** The radius that the layout starts with, in the unit of the forces: at distance 1 a pull is strongest. */
const EXTENT = 12;
/** Papers that each pull is followed by pushing away from. More keep neighbours better and take longer. */
const REPULSIONS = 8;
/** Rounds of pulling and pushing: more in small maps, which take no time anyway. */
const roundsFor = (papers: number) => Math.max(100, Math.min(200, Math.round(4e6 / Math.max(1, papers))));
/** How far a paper moves in the first round, as a part of the force on it; falls to nothing over the rounds. */
const FIRST_STEP = 0.25;
/** Maps of no more papers are settled by ForceAtlas2. In larger ones it keeps fewer neighbours near, and takes far longer. */
const SMALL = 1000;
/** How strongly islands that nothing ties to the rest are drawn to the middle, as a part of their distance. */
const GRAVITY = 0.001;

/**
 * A place for each paper with an abstract: similar papers near each other, topics apart, no paper on top of another.
 * Papers that are like no other stand in rows below the map. Gives x and y of paper i at 2i and 2i + 1, within
 * {@link MAP_RADIUS} of the origin; NaN for papers without abstract.
 */
export function layOut(
  collection: Collection,
  edges: Edges,
  topics: Pick<Topics, 'topicOf' | 'subtopicOf'>,
  options: LayoutOptions = {},
  hooks: Hooks = {},
): Float32Array {
  const { seed = 1 } = options;
  const papers = collection.papers.length;
  const neighbours = degrees(edges, papers);
  const linked = indexesWhere(neighbours, (n) => n > 0);
  const alone = indexesWhere(neighbours, (n, i) => n === 0 && collection.papers[i]!.abstract !== '');
  const radii = sizes(edges, papers, MAP_RADIUS);
  const placed = placeLinked(edges, topics, linked, generator(seed), hooks);
  const positions = new Float32Array(2 * papers).fill(Number.NaN);
  frame(placed, MAP_RADIUS * 0.95);
  removeOverlaps(placed, linkedRadii(radii, linked));
  linked.forEach((paper, i) => {
    positions.set(placed.subarray(2 * i, 2 * i + 2), 2 * paper);
  });
  placeAlone(positions, alone, radii);
  frame(positions, MAP_RADIUS);
  return positions;
}

const linkedRadii = (radii: Float32Array, linked: Uint32Array) => Float32Array.from(linked, (i) => radii[i]!);

function indexesWhere(values: Uint32Array, test: (value: number, index: number) => boolean): Uint32Array {
  return Uint32Array.from([...values.keys()].filter((i) => test(values[i]!, i)));
}

/** Positions of the papers that have edges, in the order of `linked`. */
function placeLinked(
  edges: Edges,
  topics: Pick<Topics, 'topicOf' | 'subtopicOf'>,
  linked: Uint32Array,
  random: () => number,
  hooks: Hooks,
): Float32Array {
  const rank = new Uint32Array(topics.topicOf.length);
  linked.forEach((paper, i) => {
    rank[paper] = i;
  });
  const own: Edges = {
    sources: edges.sources.map((i) => rank[i]!),
    targets: edges.targets.map((i) => rank[i]!),
    weights: edges.weights,
  };
  const groups = {
    topicOf: linked.map((i) => topics.topicOf[i]!),
    subtopicOf: linked.map((i) => topics.subtopicOf[i]!),
  };
  const positions = startPositions(own, groups, random, EXTENT);
  const forces = { positions, edges: own, pulls: pulls(own, groups), repulsions: REPULSIONS, gravity: GRAVITY, random };
  const rounds = roundsFor(linked.length);
  const due = new Float32Array(own.weights.length);
  for (let round = 0; round < rounds; round++) {
    hooks.signal?.throwIfAborted();
    moveOnce(forces, due, FIRST_STEP * (1 - round / rounds));
    hooks.progress?.('layout', round + 1, rounds);
  }
  if (linked.length <= SMALL) settle(positions, own, forces.pulls);
  partTopics(positions, groups);
  return positions;
}

/** Papers that are like no other: rows below the map, in the papers' order, no wider than the map. */
function placeAlone(positions: Float32Array, alone: Uint32Array, radii: Float32Array): void {
  if (alone.length === 0) return;
  const gap = 3 * radii[alone[0]!]!;
  const columns = Math.max(Math.ceil(Math.sqrt(8 * alone.length)), 1);
  let lowest = 0;
  for (let at = 1; at < positions.length; at += 2) if (positions[at]! < lowest) lowest = positions[at]!;
  alone.forEach((paper, at) => {
    positions[2 * paper] = ((at % columns) - (Math.min(columns, alone.length) - 1) / 2) * gap;
    positions[2 * paper + 1] = lowest - 2 * gap - Math.floor(at / columns) * gap;
  });
}

/** Centres the positions on the origin and scales them so that the farthest is at `radius`. NaN stays. */
function frame(positions: Float32Array, radius: number): void {
  const bounds = [0, 1].map((axis) => {
    let [least, most] = [Infinity, -Infinity];
    for (let at = axis; at < positions.length; at += 2) {
      if (positions[at]! < least) least = positions[at]!;
      if (positions[at]! > most) most = positions[at]!;
    }
    return (least + most) / 2;
  });
  let farthest = 0;
  for (let at = 0; at < positions.length; at += 2) {
    const [x, y] = [positions[at]! - bounds[0]!, positions[at + 1]! - bounds[1]!];
    if (x * x + y * y > farthest) farthest = x * x + y * y;
  }
  const scale = farthest > 0 ? (radius * (1 - 1e-6)) / Math.sqrt(farthest) : 1;
  for (let at = 0; at < positions.length; at++) positions[at] = (positions[at]! - bounds[at & 1]!) * scale;
}
