import { InputError } from '../model/errors.ts';
import type { Edges } from '../model/map.ts';
import type { Network } from '../model/network.ts';
import { type TermRows, UNIT } from '../model/sparse.ts';
import { countLinks, type Links } from './links.ts';
import type { NetworkOptions } from './network-options.ts';
import type { BuiltNetwork, NetworkInput, NetworkParts } from './network-parts.ts';
import { findMedian, sumCounts } from './strengths.ts';

/**
 * Combines the similarity of texts with bibliographic coupling. The weight of an edge is (1 - w) times the cosine of the texts plus w times
 * the cosine of the references: their number in common divided by the geometric mean of the papers' numbers of references. Pairs that are
 * an edge of the similarity graph or share a reference are edges.
 */
export async function combineSimilarity(
  { similarity, rows }: NetworkInput,
  { incidence, labels, references, nodes }: NetworkParts,
  { couplingWeight, normalization, counting }: Required<NetworkOptions>,
  signal: AbortSignal | undefined,
): Promise<Omit<BuiltNetwork, 'incidence'>> {
  if (!similarity) throw new InputError('the network "combination" needs the edges of the similarity graph');
  const coupling = await countLinks(incidence, labels.length, 'full', signal);
  const pairs = unitePairs(similarity, coupling);
  const sizeOf = (paper: number) => incidence.starts[paper + 1]! - incidence.starts[paper]!;
  const weights = pairs.counts.map((count, k) => {
    const [a, b] = [pairs.sources[k]!, pairs.targets[k]!];
    const shared = count > 0 ? count / Math.sqrt(sizeOf(a) * sizeOf(b)) : 0;
    return (1 - couplingWeight) * multiplyRows(rows, a, b) + couplingWeight * shared;
  });
  return {
    network: {
      name: 'combination',
      nodes,
      counting,
      normalization,
      shared: { labels, ...incidence },
      counts: pairs.counts,
      totals: sumCounts(pairs, incidence.starts.length - 1),
      links: pairs.counts.length,
      median: findMedian(weights),
      ...(references && { references: references.statistics }),
    } satisfies Network,
    edges: { sources: pairs.sources, targets: pairs.targets, weights },
  };
}

/** Returns the pairs that are in either graph, with the counts of coupling, 0 for none. */
function unitePairs(similarity: Edges, coupling: Links): Links {
  const size = similarity.weights.length + coupling.counts.length;
  const [sources, targets, counts] = [new Uint32Array(size), new Uint32Array(size), new Float64Array(size)];
  let [i, j, end] = [0, 0, 0];
  const isBehind = () => {
    if (j === coupling.counts.length) return -1;
    if (i === similarity.weights.length) return 1;
    return similarity.sources[i]! - coupling.sources[j]! || similarity.targets[i]! - coupling.targets[j]!;
  };
  while (i < similarity.weights.length || j < coupling.counts.length) {
    const order = isBehind();
    const from = order <= 0 ? similarity : coupling;
    const position = order <= 0 ? i : j;
    sources[end] = from.sources[position]!;
    targets[end] = from.targets[position]!;
    counts[end++] = order >= 0 ? coupling.counts[j]! : 0;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return { sources: sources.slice(0, end), targets: targets.slice(0, end), counts: counts.slice(0, end) };
}

/** Returns the cosine of two papers. */
function multiplyRows({ starts, ids, values }: TermRows, a: number, b: number): number {
  let [i, j, product] = [starts[a]!, starts[b]!, 0];
  while (i < starts[a + 1]! && j < starts[b + 1]!) {
    const difference = ids[i]! - ids[j]!;
    if (difference === 0) product += values[i++]! * values[j++]!;
    else if (difference < 0) i++;
    else j++;
  }
  return product / UNIT / UNIT;
}
