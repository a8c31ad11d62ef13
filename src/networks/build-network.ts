import { InputError } from '../model/errors.ts';
import type { Network } from '../model/network.ts';
import { type Hooks, withDefaults } from '../model/options.ts';
import { checkNetworkData } from './check-data.ts';
import { combineSimilarity } from './combination.ts';
import { listCitationLinks, listSharedLinks } from './links.ts';
import { NETWORK_DEFAULTS, type NetworkOptions } from './network-options.ts';
import type { BuiltNetwork, NetworkInput, NetworkParts } from './network-parts.ts';
import { toItemIncidence, toPapers } from './nodes/items.ts';
import { listItems } from './nodes/list-items.ts';
import { listCitedPapers } from './references/cited-papers.ts';
import { matchReferences } from './references/match-references.ts';
import { type SelectedLinks, selectLinks } from './select-links.ts';
import { createStrength, toWeights } from './strengths.ts';

/** Computes a network exactly. */
export async function buildNetwork(
  input: NetworkInput,
  options: NetworkOptions & { network: Network['name'] },
  { signal, warn }: Hooks = {},
): Promise<BuiltNetwork> {
  const settings = { ...withDefaults(NETWORK_DEFAULTS, options), network: options.network };
  const { network, counting, normalization } = settings;
  const parts = await collectParts(input, settings, signal);
  const { incidence, labels, items } = parts;
  const selected = await selectNetworkLinks(input, parts, settings, signal);
  const { kept, strengths, links, totals, median, perNode } = selected;
  if (links === 0) throw new InputError(`the network "${network}" has no links: ${NO_LINKS[network]}`);
  if (perNode !== undefined)
    warn?.(`the network "${network}" has ${links} links; the map has the ${perNode} strongest of each node`);
  return {
    network: {
      name: network,
      nodes: parts.nodes,
      counting,
      normalization,
      shared: { labels, ...incidence },
      counts: kept.counts,
      totals,
      links,
      median,
      ...(parts.references && { references: parts.references.statistics }),
    },
    edges: {
      sources: kept.sources,
      targets: kept.targets,
      // The strengths of combined similarities are weights.
      weights: network === 'combination' ? strengths : toWeights(strengths, median),
    },
    incidence,
    ...(items && { items: toPapers(items, input.papers) }),
  };
}

const NO_LINKS: Record<Network['name'], string> = {
  citation: 'no paper cites another paper of this collection; use coupling or co-citation',
  coupling: 'no two papers cite the same work',
  combination: 'no two papers cite the same work or share a term',
  'co-citation':
    'no two works are cited by the same paper often enough; lower their minimum number (minOccurrences, --min-occurrences)',
  'co-authorship': 'every paper has one author',
  keywords:
    'no two keywords are in the same paper often enough; lower their minimum number (minOccurrences, --min-occurrences)',
  concepts:
    'no two concepts are in the same paper often enough; lower their minimum number (minOccurrences, --min-occurrences)',
};

async function collectParts(
  { papers, concepts }: NetworkInput,
  settings: Required<NetworkOptions> & { network: Network['name'] },
  signal: AbortSignal | undefined,
): Promise<NetworkParts> {
  signal?.throwIfAborted();
  const { network } = settings;
  checkNetworkData(papers, network);
  if (network === 'co-authorship' || network === 'keywords' || network === 'concepts') {
    const items = listItems(papers, concepts, network, settings);
    return {
      nodes: items.nodes,
      items,
      incidence: toItemIncidence(items.items),
      labels: papers.map(({ title }) => title),
    };
  }
  const references = matchReferences(papers);
  if (network === 'citation')
    return {
      nodes: 'papers',
      incidence: listCitedPapers(references),
      labels: papers.map(({ title }) => title),
      references,
    };
  if (network === 'co-citation') {
    const items = listItems(papers, concepts, network, settings, references);
    return {
      nodes: items.nodes,
      items,
      incidence: toItemIncidence(items.items),
      labels: papers.map(({ title }) => title),
      references,
    };
  }
  const labels = references.works.map(({ text, paper, id }) => (paper >= 0 ? papers[paper]!.title : text || id));
  return { nodes: 'papers', incidence: references.rows, labels, references };
}

/** Lists the links of a network, and selects those of its map. */
async function selectNetworkLinks(
  input: NetworkInput,
  { incidence, labels }: NetworkParts,
  settings: Required<NetworkOptions> & { network: Network['name'] },
  signal: AbortSignal | undefined,
): Promise<SelectedLinks & { totals: Float64Array }> {
  const { network, counting, normalization, couplingWeight } = settings;
  // Combinations have their own weights.
  const counts = network === 'combination' ? 'full' : counting;
  const list =
    network === 'citation'
      ? listCitationLinks(incidence, signal)
      : listSharedLinks(incidence, labels.length, counts, signal);
  const selected = await (network === 'combination'
    ? combineSimilarity(input, list, incidence, couplingWeight)
    : selectLinks(list, createStrength(list.totals, normalization)));
  return { ...selected, totals: list.totals };
}
