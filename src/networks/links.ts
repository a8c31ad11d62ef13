import type { Counting } from '../model/network.ts';
import { forEachRange } from '../util/pause.ts';

/** Which things each node has: node i has `ids[k]` for `starts[i] <= k < starts[i + 1]`, ascending. */
export interface Incidence {
  starts: Uint32Array;
  ids: Uint32Array;
}

/** Links between nodes, each pair once: `sources[k] < targets[k]`, sorted by source, then target. */
export interface Links {
  sources: Uint32Array;
  targets: Uint32Array;
  counts: Float64Array;
}

/**
 * Receives the links of a node to nodes behind it, in any order: `countOf[target]` is the count of the link to a target. The arrays are
 * used again for the next node.
 */
export type OnLinks = (source: number, targets: Uint32Array, countOf: Float64Array) => void;

/** The links of a network, which can be far more than memory could hold. */
export interface LinkList {
  /** Total count of the links of each node. */
  totals: Float64Array;
  /**
   * Goes through the links, by source.
   * @throws the reason of the signal if it is aborted
   */
  visit(onLinks: OnLinks): Promise<void>;
}

/** Number of nodes that are processed between two checks whether a pause is due. */
const NODES_PER_RANGE = 64;

/**
 * Lists the links between all nodes that share something. The count of a link is the number of shared things;
 * with fractional counting a thing that n nodes have counts 1 / (n - 1), so that its links add up to 1 for each of these nodes
 * (Perianes-Rodriguez, Waltman and van Eck 2016).
 * @param columns Number of things: larger than all ids.
 */
export function listSharedLinks(
  { starts, ids }: Incidence,
  columns: number,
  counting: Counting,
  signal?: AbortSignal,
): LinkList {
  const owners = transposeIncidence({ starts, ids }, columns);
  const contributions = new Float64Array(columns).fill(1);
  if (counting === 'fractional')
    for (let thing = 0; thing < columns; thing++)
      contributions[thing] = 1 / Math.max(1, owners.starts[thing + 1]! - owners.starts[thing]! - 1);
  const nodes = starts.length - 1;
  const totals = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++)
    for (let k = starts[node]!; k < starts[node + 1]!; k++) {
      const others = owners.starts[ids[k]! + 1]! - owners.starts[ids[k]!]! - 1;
      totals[node]! += counting === 'full' ? others : Math.min(1, others);
    }
  const countOf = new Float64Array(nodes);
  const touched = new Uint32Array(nodes);
  const visit = async (onLinks: OnLinks) => {
    // Nodes are visited in ascending order: those behind this position have not been visited yet.
    const nextOwners = owners.starts.slice();
    await forEachNode(nodes, signal, (node) => {
      let count = 0;
      for (let k = starts[node]!; k < starts[node + 1]!; k++) {
        const thing = ids[k]!;
        const contribution = contributions[thing]!;
        const end = owners.starts[thing + 1]!;
        for (let o = ++nextOwners[thing]!; o < end; o++) {
          const other = owners.ids[o]!;
          if (countOf[other] === 0) touched[count++] = other;
          countOf[other]! += contribution;
        }
      }
      onLinks(node, touched.subarray(0, count), countOf);
      for (let i = 0; i < count; i++) countOf[touched[i]!] = 0;
    });
  };
  return { totals, visit };
}

/**
 * Lists the links of papers that cite each other. The count of a link is the number of citations, 1 or 2.
 * @param cited The papers that each paper cites.
 */
export function listCitationLinks({ starts, ids }: Incidence, signal?: AbortSignal): LinkList {
  const papers = starts.length - 1;
  const citing = transposeIncidence({ starts, ids }, papers);
  const countCitations = (_: unknown, paper: number) =>
    starts[paper + 1]! - starts[paper]! + citing.starts[paper + 1]! - citing.starts[paper]!;
  const totals = Float64Array.from({ length: papers }, countCitations);
  const countOf = new Float64Array(papers);
  const visit = (onLinks: OnLinks) =>
    forEachNode(papers, signal, (paper) => {
      const cited = ids.subarray(starts[paper]!, starts[paper + 1]!);
      const citedBy = citing.ids.subarray(citing.starts[paper]!, citing.starts[paper + 1]!);
      const others = [...cited, ...citedBy].filter((other) => other > paper);
      for (const other of others) countOf[other]!++;
      onLinks(paper, Uint32Array.from(new Set(others)), countOf);
      for (const other of others) countOf[other] = 0;
    });
  return { totals, visit };
}

const forEachNode = (nodes: number, signal: AbortSignal | undefined, run: (node: number) => void) =>
  forEachRange(nodes, NODES_PER_RANGE, signal, (start, end) => {
    for (let node = start; node < end; node++) run(node);
  });

/** Returns which nodes have each thing, ascending. */
export function transposeIncidence({ starts, ids }: Incidence, columns: number): Incidence {
  const transposedStarts = new Uint32Array(columns + 1);
  for (let k = 0; k < ids.length; k++) transposedStarts[ids[k]! + 1]!++;
  for (let column = 0; column < columns; column++) transposedStarts[column + 1]! += transposedStarts[column]!;
  const nextSlots = transposedStarts.slice();
  const transposedIds = new Uint32Array(ids.length);
  for (let row = 0; row + 1 < starts.length; row++)
    for (let k = starts[row]!; k < starts[row + 1]!; k++) transposedIds[nextSlots[ids[k]!]!++] = row;
  return { starts: transposedStarts, ids: transposedIds };
}

/** Converts lists of ids to a matrix. */
export function toIncidence(lists: readonly (readonly number[])[]): Incidence {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    starts[i + 1] = starts[i]! + list.length;
  });
  const ids = new Uint32Array(starts[lists.length]!);
  lists.forEach((list, i) => {
    ids.set(list, starts[i]);
  });
  return { starts, ids };
}

/** Collects links; grows as needed. */
export class LinkBuffer {
  #sources = new Uint32Array(1024);
  #targets = new Uint32Array(1024);
  #counts = new Float64Array(1024);
  #length = 0;

  /** Ensures capacity for `count` more links. */
  reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#counts.length) return;
    const capacity = Math.max(needed, 2 * this.#counts.length);
    const [sources, targets, counts] = [this.#sources, this.#targets, this.#counts];
    this.#sources = new Uint32Array(capacity);
    this.#targets = new Uint32Array(capacity);
    this.#counts = new Float64Array(capacity);
    this.#sources.set(sources);
    this.#targets.set(targets);
    this.#counts.set(counts);
  }

  add(source: number, target: number, count: number): void {
    this.#sources[this.#length] = source;
    this.#targets[this.#length] = target;
    this.#counts[this.#length++] = count;
  }

  toLinks(): Links {
    return {
      sources: this.#sources.slice(0, this.#length),
      targets: this.#targets.slice(0, this.#length),
      counts: this.#counts.slice(0, this.#length),
    };
  }
}
