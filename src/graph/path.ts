import TinyQueue from 'tinyqueue';
import type { Edges } from '../model/map.ts';

/** A way from one paper to another over similar papers. */
export interface Path {
  /** Indexes of papers, both ends included. */
  papers: number[];
  /** Similarity of each step, one fewer than papers, 0..1. */
  similarities: number[];
}

interface Reached {
  paper: number;
  cost: number;
}

/**
 * The likeliest way between two papers along the edges of the map: the one whose similarities have the largest product
 * (Dijkstra's algorithm, 1959, with -ln(similarity) as the length of a step). Every step can be explained term by term.
 * Ties fall by the smaller paper index. Undefined when no way exists.
 */
export function findPath(edges: Edges, papers: number, from: number, to: number): Path | undefined {
  const steps = stepsOf(edges, papers);
  const cost = new Float64Array(papers).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(papers).fill(-1);
  const queue = new TinyQueue<Reached>([{ paper: from, cost: 0 }], (a, b) => a.cost - b.cost || a.paper - b.paper);
  cost[from] = 0;
  for (let next = queue.pop(); next && next.paper !== to; next = queue.pop()) {
    if (next.cost > cost[next.paper]!) continue;
    for (let k = steps.starts[next.paper]!; k < steps.starts[next.paper + 1]!; k++) {
      const paper = steps.ends[k]!;
      const total = next.cost - Math.log(steps.weights[k]!);
      if (total > cost[paper]! || (total === cost[paper] && before[paper]! <= next.paper)) continue;
      cost[paper] = total;
      before[paper] = next.paper;
      queue.push({ paper, cost: total });
    }
  }
  if (cost[to] === Number.POSITIVE_INFINITY) return undefined;
  const way = [to];
  while (way[0] !== from) way.unshift(before[way[0]!]!);
  return { papers: way, similarities: way.slice(1).map((paper, at) => similarity(steps, way[at]!, paper)) };
}

/** Edges by paper, both ways: the steps of paper i are starts[i] .. starts[i + 1]. */
interface Steps {
  starts: Uint32Array;
  ends: Uint32Array;
  weights: Float64Array;
}

function stepsOf({ sources, targets, weights }: Edges, papers: number): Steps {
  const starts = new Uint32Array(papers + 1);
  for (const ends of [sources, targets]) for (const paper of ends) starts[paper + 1]!++;
  for (let i = 0; i < papers; i++) starts[i + 1]! += starts[i]!;
  const free = starts.slice();
  const steps: Steps = {
    starts,
    ends: new Uint32Array(2 * weights.length),
    weights: new Float64Array(2 * weights.length),
  };
  const add = (paper: number, end: number, weight: number) => {
    const at = free[paper]!++;
    steps.ends[at] = end;
    steps.weights[at] = weight;
  };
  weights.forEach((weight, k) => {
    add(sources[k]!, targets[k]!, weight);
    add(targets[k]!, sources[k]!, weight);
  });
  return steps;
}

function similarity({ starts, ends, weights }: Steps, from: number, to: number): number {
  return weights[ends.indexOf(to, starts[from]!)]!;
}
