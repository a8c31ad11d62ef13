import { LinkBuffer, type LinkList, type Links } from './links.ts';
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
 * @param maxLinks Links of a map, at most. Default 2,000,000.
 * @throws the reason of the signal if it is aborted
 */
export async function selectLinks(
  { totals, visit }: LinkList,
  strengthOf: LinkStrength,
  maxLinks = MAX_LINKS,
): Promise<SelectedLinks> {
  const nodes = totals.length;
  const all = new LinkBuffer();
  let selection: Selection | undefined;
  let links = 0;
  await visit((source, targets, countOf) => {
    links += targets.length;
    if (links > maxLinks) {
      selection ??= new Selection(nodes, maxLinks, strengthOf, all.toLinks());
      for (const target of targets) selection.add(source, target, countOf[target]!);
    } else {
      all.reserve(targets.length);
      for (const target of targets.slice().sort()) all.add(source, target, countOf[target]!);
    }
  });
  const kept = selection ? selection.toLinks() : all.toLinks();
  const strengths = kept.counts.map((count, k) => strengthOf(count, kept.sources[k]!, kept.targets[k]!));
  return selection
    ? { kept, strengths, links, median: selection.getMedian(), perNode: selection.perNode }
    : { kept, strengths, links, median: findMedian(strengths) };
}

/** The strongest links of each node, and the median strength of all links. */
class Selection {
  readonly perNode: number;
  readonly #strongest: StrongestLinks;
  readonly #median = new ApproximateMedian();
  readonly #strengthOf: LinkStrength;

  /** @param first Links that are added at once. */
  constructor(nodes: number, maxLinks: number, strengthOf: LinkStrength, { sources, targets, counts }: Links) {
    this.perNode = Math.max(1, Math.floor(maxLinks / nodes));
    this.#strongest = new StrongestLinks(nodes, this.perNode);
    this.#strengthOf = strengthOf;
    for (let k = 0; k < counts.length; k++) this.add(sources[k]!, targets[k]!, counts[k]!);
  }

  add(source: number, target: number, count: number): void {
    const strength = this.#strengthOf(count, source, target);
    this.#median.add(strength);
    this.#strongest.add(source, target, count, strength);
    this.#strongest.add(target, source, count, strength);
  }

  /** Returns the median strength of all links that were added. */
  getMedian(): number {
    return this.#median.get();
  }

  /** Returns the strongest links in order. */
  toLinks(): Links {
    return this.#strongest.toLinks();
  }
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
