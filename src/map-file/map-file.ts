import type { ConceptList } from '../concepts/search/concept-source.ts';
import type { TextSpan } from '../model/concepts.ts';
import type { InputError } from '../model/errors.ts';
import type { MapUpdate, PaperMap, UpdatableMap } from '../model/map.ts';
import type { Network, NetworkName } from '../model/network.ts';
import type { Paper } from '../model/paper.ts';
import type { SparseRows } from '../model/sparse.ts';
import type { PaperVectors } from '../model/vectors.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import type { MapMetadata, MapNodes, MapSummary } from './format.ts';

/**
 * An open map file. Each method reads, verifies and decodes only the sections it needs, again on every call, and throws
 * {@link InputError} if they are damaged.
 */
export interface MapFile {
  /** SHA-256 hash of the whole map, in hexadecimal. */
  hash: string;
  /** Reads the counts, topics, quality and options. */
  summary(): Promise<MapSummary>;
  /** Reads the titles, years, topics and positions of all papers. */
  nodes(): Promise<MapNodes>;
  /** Reads the authors, venues, citation counts and source files of all papers. */
  metadata(): Promise<MapMetadata>;
  /** Reads the edges. */
  edges(): Promise<PaperMap['edges']>;
  /** Reads the nearest neighbors of each paper. */
  neighbors(): Promise<SparseRows>;
  /** Reads the terms. */
  vocabulary(): Promise<Vocabulary>;
  /** Reads the weighted terms of each paper. */
  rows(): Promise<PaperMap['rows']>;
  /** Reads one paper with all its fields, by its index in {@link MapNodes}. Single papers have no checksum. */
  paper(index: number): Promise<Paper>;
  /** Reads one paper of the collection by its index, also where the nodes stand for authors, keywords, concepts, or cited works. */
  sourcePaper(index: number): Promise<Paper>;
  /** Reads the papers [start, end) at once. They have no checksum. */
  papers(start: number, end: number): Promise<Paper[]>;
  /** Reads the problems and notes of the build. */
  problems(): Promise<Pick<PaperMap, 'problems' | 'notes'>>;
  /** Reads how the map differs from the one that it was updated from; undefined if it was built anew. */
  update(): Promise<MapUpdate | undefined>;
  /** Reads the network that the edges come from; undefined if they come from the similarity of texts. */
  network(): Promise<Network | undefined>;
  /** Reads the vectors that the neighbors are fused with; undefined if the map was built without. */
  vectors(): Promise<PaperVectors | undefined>;
  /** Whether the map was built with concepts. If not, the next two methods throw {@link InputError}. */
  hasConcepts: boolean;
  /** Reads the concepts without their mentions. */
  concepts(): Promise<ConceptList>;
  /** Reads the mentions of each concept of a paper, in the order of its row. They have no checksum. */
  mentions(index: number): Promise<TextSpan[][]>;
  /** Reads and verifies what an update needs of the map: less than half of it. */
  readForUpdate(): Promise<UpdatableMap>;
  /** Reads and verifies the whole map. Of a file of several networks, the one that the other methods read. */
  readAll(): Promise<PaperMap>;
  /** Reads the names of the networks that the file has, first the one that the other methods read unless another one was opened. */
  networks(): Promise<NetworkName[]>;
  /** Opens another network of the same file. Throws {@link InputError} if the file does not have it. */
  openNetwork(network: NetworkName): Promise<MapFile>;
}
