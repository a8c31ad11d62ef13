import type { Concepts } from '../model/concepts.ts';
import type { Edges } from '../model/map.ts';
import type { Network } from '../model/network.ts';
import type { Paper } from '../model/paper.ts';
import type { TermRows } from '../model/sparse.ts';
import type { Incidence } from './links.ts';
import type { ListedItems } from './nodes/items.ts';
import type { MatchedReferences } from './references/match-references.ts';

/** What networks are made from. */
export interface NetworkInput {
  papers: readonly Paper[];
  /** Term rows of the papers; used by the network 'combination'. */
  rows: TermRows;
  /** Edges of the similarity graph; used by the network 'combination'. */
  similarity?: Edges;
  /** Used by the network 'concepts'. */
  concepts?: Concepts;
}

/** A network whose nodes are papers or items. */
export interface BuiltNetwork {
  network: Network;
  /** Edges between the papers, or between the items. */
  edges: Edges;
  /** What links are counted from; by papers or items. */
  incidence: Incidence;
  /** The papers that stand for authors, keywords, concepts or cited works; absent if the nodes are the papers themselves. */
  items?: Paper[];
}

/** What a network is counted from. */
export interface NetworkParts {
  nodes: Network['nodes'];
  incidence: Incidence;
  /** Labels of the shared things. */
  labels: string[];
  items?: ListedItems;
  references?: MatchedReferences;
}
