/** What the edges of a map mean. */
export type NetworkName =
  | 'similarity'
  | 'citation'
  | 'coupling'
  | 'combination'
  | 'co-citation'
  | 'co-authorship'
  | 'keywords'
  | 'concepts';

/** What the nodes of a network are. */
export type NetworkNodes = 'papers' | 'cited works' | 'authors' | 'keywords' | 'concepts';

/** The nodes of each network. */
export const NETWORK_NODES: Readonly<Record<NetworkName, NetworkNodes>> = {
  similarity: 'papers',
  citation: 'papers',
  coupling: 'papers',
  combination: 'papers',
  'co-citation': 'cited works',
  'co-authorship': 'authors',
  keywords: 'keywords',
  concepts: 'concepts',
};

/** Returns true if nodes are works, which lists of references can describe: papers, and works that these cite. */
export const areWorks = (nodes: NetworkNodes): boolean => nodes === 'papers' || nodes === 'cited works';

/** How the links of a network are counted: each shared thing counts 1, or 1 / (n - 1) if n nodes share it. */
export type Counting = 'full' | 'fractional';

/** How the strength of a link follows from its count. */
export type Normalization = 'association' | 'none';

/** How many references could be matched. */
export interface ReferenceStatistics {
  /** Number of papers with references. */
  papers: number;
  /** Number of references, each work once per paper. */
  references: number;
  /** Number of different cited works. */
  works: number;
  /** References identified by a DOI or another identifier. */
  byIdentifier: number;
  /** References identified by first author, year, volume and page. */
  byFields: number;
  /** References that are known only by their text. */
  byText: number;
  /** References to papers of the collection. */
  inCollection: number;
}

/**
 * The network that the edges of a map come from, if it is not the similarity of texts. Nodes are the `papers` of the map, which stand for
 * authors, keywords, concepts or cited works in networks of these.
 */
export interface Network {
  name: Exclude<NetworkName, 'similarity'>;
  nodes: NetworkNodes;
  counting: Counting;
  normalization: Normalization;
  /**
   * What nodes share: the cited works of bibliographic coupling, the papers of authors, keywords, concepts, and cited works. Labels; node i
   * has the things `ids[k]` for `starts[i] <= k < starts[i + 1]`, ascending. Of direct citations: the papers that a paper cites.
   */
  shared: { labels: string[]; starts: Uint32Array; ids: Uint32Array };
  /** Count of each edge of the map: number of shared things, or the sum of their fractions. */
  counts: Float64Array;
  /** Total count of the links of each node, including links that are no edges of the map. */
  totals: Float64Array;
  /** Number of links. Larger than the number of edges of the map if the weakest links were left out. */
  links: number;
  /** Strength that the weight 0.5 stands for: the median of all links. */
  median: number;
  /** How the references were matched; only of networks that are made from references. */
  references?: ReferenceStatistics;
}
