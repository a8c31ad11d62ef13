import { collectLinks, LinkBuffer, type Links, type VisitLinks } from './links.ts';
import { ApproximateMedian, findMedian } from './median.ts';

/** Returns the strength of a link. */
export type LinkStrength = (count: number, source: number, target: number) => number;

/** The links of a network that its map has. */
export interface SelectedLinks {
  kept: Links;
  /** Strength of each link that is kept. */
  strengths: Float64Array;
  /** Number of all links. */
  links: number;
  /** Total count of all links of each node. */
  totals: Float64Array;
  /** Median strength of all links; within 0.03% if not all are kept. */
  median: number;
  /** Number of the strongest links of each node that are kept; absent if all are. */
  perNode?: number;
}

/** Maximum number of links of a map. */
const MAX_LINKS = 2_000_000;

/**
 * Selects the links of a map: all, or if there are too many, those that are among the strongest of one of their ends, ties by the other end.
 * Needs memory for those only.
 * @param createStrength Creates the measure of strength from the total counts of the nodes.
 * @param maxLinks Links of a map, at most. Default 2,000,000.
 * @throws the reason of the signal if it is aborted
 */
export async function selectLinks(
  visit: VisitLinks,
  nodes: number,
  createStrength: (totals: Float64Array) => LinkStrength,
  maxLinks = MAX_LINKS,
): Promise<SelectedLinks> {
  const { links, totals } = await sumLinks(visit, nodes);
  const strengthOf = createStrength(totals);
  const measure = ({ sources, targets, counts }: Links) =>
    counts.map((count, k) => strengthOf(count, sources[k]!, targets[k]!));
  if (links <= maxLinks) {
    const kept = await collectLinks(visit);
    const strengths = measure(kept);
    return { kept, strengths, links, totals, median: findMedian(strengths) };
  }
  const perNode = Math.max(1, Math.floor(maxLinks / nodes));
  const strongest = new StrongestLinks(nodes, perNode);
  const median = new ApproximateMedian();
  await visit((source, targets, countOf) => {
    for (const target of targets) {
      const count = countOf[target]!;
      const strength = strengthOf(count, source, target);
      median.add(strength);
      strongest.add(source, target, count, strength);
      strongest.add(target, source, count, strength);
    }
  });
  const kept = strongest.toLinks();
  return { kept, strengths: measure(kept), links, totals, median: median.get(), perNode };
}

async function sumLinks(visit: VisitLinks, nodes: number): Promise<{ links: number; totals: Float64Array }> {
  const totals = new Float64Array(nodes);
  let links = 0;
  await visit((source, targets, countOf) => {
    links += targets.length;
    for (const target of targets) {
      totals[source]! += countOf[target]!;
      totals[target]! += countOf[target]!;
    }
  });
  return { links, totals };
}

/** The strongest links of each node, the strongest first, ties by the other end. */
class StrongestLinks {
  readonly #perNode: number;
  readonly #sizes: Uint32Array;
  readonly #others: Uint32Array;
  readonly #counts: Float64Array;
  readonly #strengths: Float64Array;
  /** Strength that a link of each node needs at least. Most links fail here, and this is small enough for the cache of a processor. */
  readonly #minStrengths: Float64Array;

  constructor(nodes: number, perNode: number) {
    this.#perNode = perNode;
    this.#sizes = new Uint32Array(nodes);
    this.#others = new Uint32Array(nodes * perNode);
    this.#counts = new Float64Array(nodes * perNode);
    this.#strengths = new Float64Array(nodes * perNode);
    this.#minStrengths = new Float64Array(nodes);
  }

  /** Inserts a link of a node if it belongs there. */
  add(node: number, other: number, count: number, strength: number): void {
    if (strength < this.#minStrengths[node]!) return;
    const first = node * this.#perNode;
    const size = this.#sizes[node]!;
    const isFull = size === this.#perNode;
    if (isFull && !this.#precedes(strength, other, first + size - 1)) return;
    if (!isFull) this.#sizes[node] = size + 1;
    let slot = first + (isFull ? size - 1 : size);
    for (; slot > first && this.#precedes(strength, other, slot - 1); slot--) {
      this.#others[slot] = this.#others[slot - 1]!;
      this.#counts[slot] = this.#counts[slot - 1]!;
      this.#strengths[slot] = this.#strengths[slot - 1]!;
    }
    this.#others[slot] = other;
    this.#counts[slot] = count;
    this.#strengths[slot] = strength;
    if (this.#sizes[node] === this.#perNode) this.#minStrengths[node] = this.#strengths[first + this.#perNode - 1]!;
  }

  #precedes(strength: number, other: number, slot: number): boolean {
    const difference = strength - this.#strengths[slot]!;
    return difference > 0 || (difference === 0 && other < this.#others[slot]!);
  }

  /** Returns the links in order. */
  toLinks(): Links {
    const countsOf = Array.from(this.#sizes, () => new Map<number, number>());
    this.#sizes.forEach((size, node) => {
      for (let slot = node * this.#perNode; slot < node * this.#perNode + size; slot++) {
        const other = this.#others[slot]!;
        countsOf[Math.min(node, other)]!.set(Math.max(node, other), this.#counts[slot]!);
      }
    });
    const buffer = new LinkBuffer();
    countsOf.forEach((counts, source) => {
      buffer.reserve(counts.size);
      for (const target of [...counts.keys()].sort((a, b) => a - b)) buffer.add(source, target, counts.get(target)!);
    });
    return buffer.toLinks();
  }
}
