import type { PaperMap } from '../model/map.ts';
import type { Network } from '../model/network.ts';
import type { Paper } from '../model/paper.ts';
import type { TermShare } from '../model/sparse.ts';
import { explain } from '../similarity/explain.ts';
import { explainFused, type FusedExplanation, formatFused } from '../vectors/explain-fused.ts';

/** Why two nodes of a map are linked. */
export interface LinkExplanation {
  /** One line: "12 shared references". */
  summary: string;
  /** What the nodes share, and what each contributes to the weight of the edge, largest first; in a map with vectors to the similarity of texts. */
  shared: TermShare[];
  /** The ranks by terms and by vectors that the link comes from, and the cosine of the vectors; only of a map with vectors. */
  fused?: FusedExplanation;
}

/** The parts of a map that explain its links. */
export interface ExplainableLinks
  extends Pick<PaperMap, 'rows' | 'vocabulary' | 'network' | 'options' | 'vectors'>,
    Partial<Pick<PaperMap, 'neighbors'>> {
  papers: readonly Pick<Paper, 'id' | 'title'>[];
}

/**
 * Explains an edge of a map: the terms that two papers share, or in other networks the works that both cite, the papers of both authors, the
 * papers with both keywords. The shares add up to `weight`, except for rounding; in a map with vectors they add up to the similarity of the texts.
 * @param a Index of one node.
 * @param b Index of the other node.
 * @param weight Weight of the edge.
 */
export function explainLink(map: ExplainableLinks, a: number, b: number, weight: number): LinkExplanation {
  const { network } = map;
  if (!network) {
    const shared = explain(map, a, b);
    const { vectors, neighbors } = map;
    if (vectors) {
      const fused = explainFused({ vectors, ...(neighbors && { neighbors }) }, a, b);
      return { summary: formatFused(fused, shared), shared, fused };
    }
    return { summary: count(shared.length, 'shared term'), shared };
  }
  if (network.name === 'citation') return explainCitation(map, network, a, b, weight);
  const things = findShared(network, a, b);
  const labels = things.map((thing) => network.shared.labels[thing]!);
  if (network.name === 'combination') return explainCombination(map, network, labels, a, b);
  const contributions = things.map((thing) =>
    network.counting === 'full' ? 1 : 1 / Math.max(1, countOwners(network, thing) - 1),
  );
  const total = contributions.reduce((sum, value) => sum + value, 0);
  const shared = labels.map((term, i) => ({ term, share: (weight * contributions[i]!) / total }));
  return { summary: summarize(network.name, things.length), shared: shared.sort((x, y) => y.share - x.share) };
}

/** Returns an explanation on one line: "12 shared references: A, B, ...". */
export function formatLink({ summary, shared, fused }: LinkExplanation, maxShared = 5): string {
  if (fused) return summary;
  const labels = shared.slice(0, maxShared).map(({ term }) => term);
  return labels.length > 0 ? `${summary}: ${labels.join('; ')}${shared.length > maxShared ? '; …' : ''}` : summary;
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

function summarize(name: Network['name'], shared: number): string {
  if (name === 'coupling') return count(shared, 'shared reference');
  if (name === 'co-citation') return `cited together by ${count(shared, 'paper')}`;
  if (name === 'co-authorship') return count(shared, 'joint paper');
  return `${count(shared, 'paper')} with both`;
}

function explainCitation(
  map: ExplainableLinks,
  network: Network,
  a: number,
  b: number,
  weight: number,
): LinkExplanation {
  const cites = (from: number, to: number) => rowOf(network, from).includes(to);
  const directions = [...(cites(a, b) ? [[a, b] as const] : []), ...(cites(b, a) ? [[b, a] as const] : [])];
  const shared = directions.map(([from, to]) => ({
    term: `${map.papers[from]!.title} → ${map.papers[to]!.title}`,
    share: weight / directions.length,
  }));
  return { summary: count(shared.length, 'citation'), shared };
}

function explainCombination(
  map: ExplainableLinks,
  network: Network,
  labels: readonly string[],
  a: number,
  b: number,
): LinkExplanation {
  const couplingWeight = Number(map.options.couplingWeight);
  const size = Math.sqrt(rowOf(network, a).length * rowOf(network, b).length);
  const terms = explain(map, a, b).map(({ term, share }) => ({ term, share: (1 - couplingWeight) * share }));
  const references = labels.map((term) => ({ term, share: couplingWeight / size }));
  return {
    summary: `${count(references.length, 'shared reference')}, ${count(terms.length, 'shared term')}`,
    shared: [...terms, ...references].filter(({ share }) => share > 0).sort((x, y) => y.share - x.share),
  };
}

const rowOf = ({ shared: { starts, ids } }: Network, node: number) => ids.subarray(starts[node]!, starts[node + 1]!);

/** Returns what two nodes share. */
function findShared(network: Network, a: number, b: number): number[] {
  const other = new Set(rowOf(network, b));
  return [...rowOf(network, a)].filter((thing) => other.has(thing));
}

/** Returns the number of nodes that have a thing. */
const ownerCounts = new WeakMap<Network, Uint32Array>();

function countOwners(network: Network, thing: number): number {
  let counts = ownerCounts.get(network);
  if (!counts) {
    counts = new Uint32Array(network.shared.labels.length);
    for (const id of network.shared.ids) counts[id]!++;
    ownerCounts.set(network, counts);
  }
  return counts[thing]!;
}
