import type { Edit } from '../../src/edit/edit.ts';
import type { RecipeOptions } from '../../src/edit/recipe.ts';
import type { FigureOptions } from '../../src/export/figures/figure-options.ts';
import type { TopicContour } from '../../src/layout/density/topic-contours.ts';
import type { MapMetadata, MapNodes, MapSummary } from '../../src/map-file/format.ts';
import type { MapUpdate } from '../../src/model/map.ts';
import type { Network } from '../../src/model/network.ts';
import type { Stage } from '../../src/model/options.ts';
import type { Problem, ReadResult } from '../../src/model/paper.ts';
import type {
  Comparison,
  ConceptDetails,
  PaperDetails,
  PathStep,
  RelatedPaper,
  TopicDetails,
} from './queries/answers.ts';
import type {
  AbstractSearchResults,
  BatchStart,
  GroupKind,
  LabelKind,
  LabelList,
  SearchResults,
} from './search/results.ts';

/**
 * The messages between the page and its worker.
 *
 * The worker has the map open. The page receives the columns that it needs for drawing and requests everything else. Papers are
 * given by their index in the map.
 */

/** The data needed to draw the map. */
export interface Overview {
  summary: MapSummary;
  nodes: MapNodes;
}

/** The options and edits to apply to a map when it is opened. */
export interface RequestedRecipe {
  /** Options to rebuild the map with; null for those it was built with. */
  options: RecipeOptions | null;
  edits: Edit[];
}

/** A map that was opened, with its recipe applied. */
export interface LoadedMap extends Overview {
  /** One line for each edit that could not be applied. */
  notes: string[];
  /** One line for each way in which the map was built differently than usual, for example on one thread. */
  warnings: string[];
  /** The options of the map file that differ from their defaults; empty if the map was built from papers. */
  initialOptions: RecipeOptions;
}

/** What edits change of an open map. The titles of a large map take longer to send than everything else. */
export interface EditedMap extends Pick<LoadedMap, 'summary' | 'notes'> {
  nodes: Omit<MapNodes, 'ids' | 'titles' | 'years' | 'positions'>;
}

/** What was read from each file, and what was merged. */
export type ReadingReport = Pick<ReadResult, 'files' | 'merges' | 'possibleDuplicates'>;

/** The data loaded after the map is drawn: metadata for filters, and problems found while reading papers. */
export interface MapDetails extends MapMetadata {
  problems: Problem[];
  notes: Problem[];
  /** Null if a map file was opened, which does not contain it. */
  reading: ReadingReport | null;
  /** How the map differs from the one that it was updated from; null if it was built anew. */
  update: MapUpdate | null;
  /** The network that the links come from; null if they are similarities. */
  network: Pick<Network, 'links' | 'references'> | null;
}

/** A map that was updated, and its file. */
export interface UpdatedMap {
  map: LoadedMap;
  file: Blob;
}

/** What the beginning of a file says about it. */
export interface IdentifiedFile {
  name: string;
  /** Name of the format; undefined if it is unknown. */
  format?: string;
  /** Why the file cannot be read. */
  problem?: string;
}

/**
 * The edges of every paper in both directions, in compressed sparse rows: the neighbors of paper i are
 * `ids[starts[i] .. starts[i + 1])`, most similar first, ties by index.
 */
export interface AdjacencyLists {
  starts: Uint32Array;
  ids: Uint32Array;
  similarities: Float32Array;
}

/** Measures of the nodes, one value per node. */
export type MeasureValues = Record<'weightedDegree' | 'pageRank' | 'betweenness', Float64Array> & {
  /** Weight of the strongest burst, 0 for none; null if years or citations are unknown. */
  burst: Float64Array | null;
};

/** The formats that the map can be exported to. */
export type ExportFormat =
  | 'gexf'
  | 'graphml'
  | 'nodes.csv'
  | 'edges.csv'
  | 'topics.csv'
  | 'xlsx'
  | 'json'
  | 'cx2'
  | 'vosviewer'
  | 'dot'
  | 'bibtex'
  | 'ris'
  | 'csl-json'
  | 'zotero-tags'
  | 'atom'
  | 'svg'
  | 'pdf'
  | 'map';

/** The part of the map to export. */
export interface ExportSelection {
  /** Null for all papers. */
  papers: Uint32Array | null;
  /** Edges below this similarity are left out. */
  minSimilarity: number;
  /** How figures look. */
  figure: Pick<FigureOptions, 'theme' | 'width' | 'contours' | 'density'>;
}

/** A column of the table of papers. */
export type TableColumn = 'title' | 'authors' | 'year' | 'venue' | 'topic' | 'links' | 'citations';

/** How the table of papers is sorted. */
export interface TableOrder {
  column: TableColumn;
  descending: boolean;
}

/** The functions of the worker. */
export interface WorkerCalls {
  /** Opens a map file, or builds a map from files of papers. */
  open(files: File[], recipe: RequestedRecipe): LoadedMap;
  /** Returns the formats of files, judging by their beginning. */
  identify(files: File[]): IdentifiedFile[];
  /** Opens a map file on a server. */
  openUrl(url: string, recipe: RequestedRecipe): LoadedMap;
  /** Replaces the edits of the open map. */
  edit(edits: Edit[]): EditedMap;
  /** Adds the papers of files to the open map, and applies the recipe. */
  update(files: File[], recipe: RequestedRecipe): UpdatedMap;
  details(): MapDetails;
  adjacency(): AdjacencyLists;
  paper(paper: number): PaperDetails;
  /** Returns the id of a paper of the collection in a network whose nodes are no papers. */
  sourcePaperId(index: number): string;
  compare(a: number, b: number): Comparison;
  /** Finds the papers most similar to a text. */
  findRelated(text: string): RelatedPaper[];
  /** Finds papers similar to positive examples and dissimilar to negative ones. */
  findByExamples(positive: number[], negative: number[]): RelatedPaper[];
  /** Searches titles, authors, terms and concepts. */
  search(query: string): SearchResults;
  /** Returns the papers of an author, venue, year or term with exactly this name; empty if there is none. */
  group(kind: GroupKind, name: string): Uint32Array;
  /** Searches one batch of abstracts. `start` is 0 for the first batch, then `next` of the previous one. */
  searchAbstracts(query: string, start: BatchStart): AbstractSearchResults;
  topic(topic: number): TopicDetails;
  /** Lists the labels that a thesaurus can merge, as the papers have them, if they contain a text. */
  labels(kind: LabelKind, text: string): LabelList;
  /** Returns all papers in the order of a column. Papers without a value come last. */
  sort(order: TableOrder): Uint32Array;
  measures(): MeasureValues;
  /** Computes the regions of the topics of visible papers: `positions` has x and y of each paper, `visible` 1 for those that count. */
  topicContours(positions: Float32Array, topicOf: Uint32Array, visible: Uint8Array): TopicContour[];
  /** Null if the map has no such concept. */
  concept(id: string): ConceptDetails | null;
  /** Finds the strongest path between two papers; empty if they are not connected. */
  path(from: number, to: number): PathStep[];
  /** Exports a part of the map. The progress counts what is written; its total is unknown. Returns null if it was canceled. */
  exportMap(format: ExportFormat, selection: ExportSelection): Blob | null;
  /** Cancels the export that is running. */
  cancelExport(): void;
  /** Creates a page with the application and the map, like `exportMap`. `template` is the HTML of the single-file application. */
  exportPage(template: string): Blob | null;
}

/** The name of a worker function. */
export type CallName = keyof WorkerCalls;

/** The progress of a call. */
export interface Progress {
  stage: Stage;
  done: number;
  total: number;
}

/** A message from the page to the worker. */
export interface WorkerRequest {
  id: number;
  name: CallName;
  args: unknown[];
}

/** A message from the worker to the page; `id` is that of the request. */
export type WorkerResponse =
  | { id: number; progress: Progress }
  | { id: number; result: unknown }
  | { id: number; error: string };
