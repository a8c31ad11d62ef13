import type { Counting, NetworkName, Normalization } from '../model/network.ts';
import { defineOption, either, integer, number, type OptionTable, oneOf, wordPairs } from '../model/option-table.ts';

/** The networks that a map can show. */
export const NETWORK_NAMES = [
  'similarity',
  'citation',
  'coupling',
  'combination',
  'co-citation',
  'co-authorship',
  'keywords',
  'concepts',
] as const satisfies readonly NetworkName[];

/** Options of the network that a map shows. */
export interface NetworkOptions {
  /**
   * What the edges of the map mean. Default 'similarity': the similarity of the papers' texts. Between papers: 'citation', 'coupling'
   * (shared references) and 'combination' (similarity and coupling). Between other nodes: 'co-citation' (of cited works),
   * 'co-authorship' (of authors), 'keywords' and 'concepts' (in the same papers).
   */
  network?: NetworkName;
  /** Whether each shared thing counts 1 ('full'), or 1 / (n - 1) if n nodes share it ('fractional'). Default 'full'. */
  counting?: Counting;
  /** Whether links are weighed by association strength or by their counts ('none'). Default 'association'. */
  normalization?: Normalization;
  /**
   * Minimum number of papers of an author, keyword or concept, or that cite a work; nodes of fewer papers are left out. Integer, at least
   * 1. Default 'auto': 1 for authors, 2 for others.
   */
  minOccurrences?: number | 'auto';
  /** Weight of shared references in the network 'combination', 0..1; the similarity of texts has the rest. Default 0.5. */
  couplingWeight?: number;
  /**
   * Pairs of a label and what replaces it, '' to leave it out: of terms, keywords, authors and organizations. Case is ignored. Default none.
   */
  thesaurus?: [label: string, replacement: string][];
}

/** Defaults of {@link NetworkOptions}. */
export const NETWORK_DEFAULTS: Required<NetworkOptions> = {
  network: 'similarity',
  counting: 'full',
  normalization: 'association',
  minOccurrences: 'auto',
  couplingWeight: 0.5,
  thesaurus: [],
};

/** The networks in which an option has an effect; in all networks if absent. */
const NETWORKS_OF_OPTION: Partial<Record<keyof NetworkOptions, readonly NetworkName[]>> = {
  counting: ['coupling', 'co-citation', 'co-authorship', 'keywords', 'concepts'],
  normalization: ['citation', 'coupling', 'co-citation', 'co-authorship', 'keywords', 'concepts'],
  minOccurrences: ['co-citation', 'co-authorship', 'keywords', 'concepts'],
  couplingWeight: ['combination'],
};

/** Returns the networks in which an option has an effect; undefined if it has an effect in one of `networks`. */
export function findNetworksNeeded(
  option: keyof NetworkOptions,
  networks: readonly NetworkName[],
): readonly NetworkName[] | undefined {
  const needed = NETWORKS_OF_OPTION[option];
  return needed?.some((network) => networks.includes(network)) ? undefined : needed;
}

/** The options of {@link NetworkOptions}. */
export const NETWORK_OPTIONS: OptionTable<NetworkOptions> = {
  network: defineOption('what the edges of the map mean', oneOf(...NETWORK_NAMES), NETWORK_DEFAULTS.network),
  counting: defineOption(
    'count shared things in full, or divide them among the nodes that share them',
    oneOf('full', 'fractional'),
    NETWORK_DEFAULTS.counting,
  ),
  normalization: defineOption(
    'weigh links by association strength or by their counts',
    oneOf('association', 'none'),
    NETWORK_DEFAULTS.normalization,
  ),
  minOccurrences: defineOption(
    'leave out authors, keywords, concepts, and cited works of fewer papers',
    either(integer(1), oneOf('auto')),
    NETWORK_DEFAULTS.minOccurrences,
  ),
  couplingWeight: defineOption(
    'weight of shared references in the network "combination"',
    number(0, 1),
    NETWORK_DEFAULTS.couplingWeight,
  ),
  thesaurus: defineOption(
    'labels of terms, keywords, authors and organizations, and what replaces them',
    wordPairs,
    NETWORK_DEFAULTS.thesaurus,
  ),
};
