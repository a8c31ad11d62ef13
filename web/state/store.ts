import { computed, signal } from '@preact/signals';
import type { Edit } from '../../src/edit/edit.ts';
import type { RecipeOptions } from '../../src/edit/recipe.ts';
import type { MapView } from '../map/map-view.ts';
import type { View } from '../map/types.ts';
import type {
  AdjacencyLists,
  IdentifiedFile,
  MapDetails,
  MeasureValues,
  Overview,
  TableOrder,
} from '../worker/protocol.ts';
import type { PathStep, RelatedPaper } from '../worker/queries/answers.ts';
import type { AbstractHit, GroupKind, LabelKind, SearchResults } from '../worker/search/results.ts';
import type { AddedFile, RememberedFiles } from './remembered-files.ts';

/** What the page is doing: nothing is open, a map is loading, or a map is open. */
export type Phase =
  | { kind: 'empty' }
  /** `fraction` done is 0..1, `remaining` is in seconds; undefined while unknown. */
  | { kind: 'loading'; stage: string; fraction: number | undefined; remaining: number | undefined }
  | { kind: 'ready' };

/** The tabs of the sidebar. */
export type Pane = 'topics' | 'filters' | 'ask' | 'tree' | 'edit';

/** The paper attribute that determines the node color. */
export type ColorBy =
  | 'topic'
  | 'subtopic'
  | 'year'
  | 'venue'
  | 'source'
  | 'confidence'
  | 'links'
  | 'citations'
  | Measure;

/** A measure of the nodes that is computed when it is chosen. */
export type Measure = 'weightedDegree' | 'pageRank' | 'betweenness' | 'burst';

/** The paper attribute that determines the node size; `uniform` gives all nodes the same size. */
export type SizeBy = 'links' | 'citations' | 'uniform' | Measure;

/** The color theme; `auto` follows the operating system. */
export type Theme = 'auto' | 'light' | 'dark';

/** What the details panel on the right shows. Papers are given by index, concepts by id. */
export type Selection =
  | { kind: 'none' }
  | { kind: 'paper'; paper: number }
  | { kind: 'compare'; a: number; b: number }
  | { kind: 'path'; from: number; to: number }
  | { kind: 'topic'; topic: number }
  | { kind: 'concept'; concept: string }
  | { kind: 'group'; group: GroupKind; name: string }
  | { kind: 'about' }
  | { kind: 'reading' };

/** Which papers are visible and which links are drawn. Empty sets, null, zero and false set no limit. */
export interface Filters {
  topics: ReadonlySet<number>;
  /** Indexes into the map's venues. */
  venues: ReadonlySet<number>;
  /** Indexes into the map's files. */
  files: ReadonlySet<number>;
  /** First and last year, inclusive. */
  years: readonly [from: number, to: number] | null;
  minSimilarity: number;
  minLinks: number;
  withAbstract: boolean;
}

/** Filters that set no limit. */
export const NO_FILTERS: Filters = {
  topics: new Set(),
  venues: new Set(),
  files: new Set(),
  years: null,
  minSimilarity: 0,
  minLinks: 0,
  withAbstract: false,
};

/** The camera position that shows the whole map. */
export const FULL_VIEW: View = { x: 0.5, y: 0.5, ratio: 1 };

/** What was asked: papers related to a text or to example papers, given by index. */
export type Question =
  | { kind: 'text'; text: string }
  | { kind: 'examples'; positive: readonly number[]; negative: readonly number[] };

/** The answer to a question. */
export interface AskResult {
  kind: Question['kind'];
  related: RelatedPaper[];
}

/** A named set of papers that is highlighted on the map. */
export interface Highlight {
  name: string;
  papers: Uint32Array;
  /** What a link says about the set: where its papers come from, as in "concept:ID". */
  source: string;
}

/** The matches in abstracts found so far. */
export interface AbstractResults {
  hits: AbstractHit[];
  /** Whether more abstracts are being read. */
  isReading: boolean;
  /** Whether only abstracts of papers that contain all query words as terms were read. */
  byTerms: boolean;
}

/** The abstract results before a search. */
export const NO_ABSTRACT_RESULTS: AbstractResults = { hits: [], isReading: false, byTerms: false };

/** A message that stays until it is dismissed or its cause is gone. */
export interface Notice {
  heading: string;
  text: string;
  /** A button that resolves the problem. */
  action?: { label: string; run(): void };
  /** A second button, which does something else about it. */
  alternative?: { label: string; run(): void };
  /** The name of the button that dismisses the message. */
  dismissLabel?: string;
  /** What caused the message: the next edit that succeeds, or the next link, makes it obsolete. */
  cause?: 'edit' | 'link';
}

/** A message that usually disappears by itself. */
export interface Toast {
  text: string;
  /** A button that reverses what the message reports. */
  action?: { label: string; run(): unknown };
  /** Whether the message stays until it is dismissed. */
  stays?: boolean;
}

/** The options and edits that turn the papers of a map into the map that is open. */
export interface MapRecipe {
  options: RecipeOptions;
  edits: readonly Edit[];
}

/** A change to the map: the recipe that the other direction of undo or redo restores, and what the change did. */
export interface Change {
  recipe: MapRecipe;
  description: string;
}

/** Papers that were added to the open map. */
export interface Additions {
  files: AddedFile[];
  /** Whether the map was saved with them. */
  isSaved: boolean;
}

/** What the dialog of the thesaurus lists, and the label to merge that it was opened for. */
export interface ThesaurusView {
  kind: LabelKind;
  label?: string;
}

/** The state of the page. Panels read it; only actions write it. */
export const state = {
  phase: signal<Phase>({ kind: 'empty' }),
  map: signal<Overview | null>(null),
  /** Number of calls that the worker has not answered yet. */
  pendingCalls: signal(0),
  details: signal<MapDetails | null>(null),
  links: signal<AdjacencyLists | null>(null),
  /** Null until a measure is chosen, and computed. */
  measures: signal<MeasureValues | null>(null),
  notice: signal<Notice | null>(null),
  toast: signal<Toast | null>(null),
  /** Whether the list of keyboard shortcuts is open. */
  showsShortcuts: signal(false),
  /** The dialog of the thesaurus; null while it is closed. */
  thesaurus: signal<ThesaurusView | null>(null),
  /** Text for screen readers. */
  announcement: signal(''),

  selection: signal<Selection>({ kind: 'none' }),
  /** The first paper of a comparison whose second paper has not been chosen yet. */
  compareFrom: signal<number | null>(null),
  /** What is shown once the second paper has been chosen. */
  compareKind: signal<'compare' | 'path'>('compare'),
  hovered: signal<number | null>(null),
  highlight: signal<Highlight | null>(null),

  query: signal(''),
  searchResults: signal<SearchResults | null>(null),
  abstractResults: signal<AbstractResults>(NO_ABSTRACT_RESULTS),
  /** The text in the Ask tab; it may differ from the text that was asked. */
  askText: signal(''),
  question: signal<Question | null>(null),
  askResult: signal<AskResult | null>(null),
  positiveExamples: signal<number[]>([]),
  negativeExamples: signal<number[]>([]),
  /** Papers on the reading list, in the order in which they were added. */
  readingList: signal<number[]>([]),
  path: signal<PathStep[] | null>(null),
  /** Papers that mention the selected concept. */
  conceptPapers: signal<Uint32Array | null>(null),

  filters: signal<Filters>(NO_FILTERS),
  colorBy: signal<ColorBy>('topic'),
  sizeBy: signal<SizeBy>('links'),
  /** Whether links are drawn as arcs, as long as the map draws few enough of them. */
  curved: signal(false),
  /** Whether the density of the papers is drawn below them. */
  density: signal(false),
  /** Whether the regions of topics are drawn below the papers. */
  contours: signal(false),
  theme: signal<Theme>('auto'),
  systemDark: signal(false),
  /** Whether the window is so narrow that panels are below the map. */
  isNarrow: signal(false),
  pane: signal<Pane | null>('topics'),
  /** How the table of papers is sorted; null while it is closed. */
  table: signal<TableOrder | null>(null),
  /** The papers that are selected in the table. */
  tableSelection: signal<ReadonlySet<number>>(new Set()),
  view: signal<View>(FULL_VIEW),
  /** Increases with every map that is opened or rebuilt; edits leave it unchanged. */
  layoutVersion: signal(0),
  /** Where papers are drawn: 0 for their positions in the earlier map, 1 for those in this one. */
  updateShare: signal(1),
  /** The recipe of the open map. */
  recipe: signal<MapRecipe>({ options: {}, edits: [] }),
  /** The name of the map: that of its file without the extension; '' if there are several files. */
  mapName: signal(''),
  /** The recipe as it was opened or last saved. */
  savedRecipe: signal<MapRecipe>({ options: {}, edits: [] }),
  /** What was added to the open map; null if nothing was. */
  additions: signal<Additions | null>(null),
  /** The files that were open before the page was reloaded, while no map is open. */
  rememberedFiles: signal<RememberedFiles | null>(null),
  /** The files that are being opened, with their formats as soon as they are known. */
  identifiedFiles: signal<IdentifiedFile[]>([]),
  /** Options for the next rebuild; null if they equal those of the open map. */
  draftOptions: signal<RecipeOptions | null>(null),
  /** The options of the map when it was opened, before any change. */
  initialOptions: signal<RecipeOptions>({}),
  /** Changes that can be undone, with the previous recipes, most recent last. */
  undoStack: signal<Change[]>([]),
  /** Undone changes, with the recipes that redo them, next to redo last. */
  redoStack: signal<Change[]>([]),
  /** One line for each edit that could not be applied. */
  editNotes: signal<string[]>([]),
  hasWebgl: signal(true),
  /** The map view, once it is drawn. */
  mapView: signal<MapView | null>(null),
};

/** Whether the dark theme is active. */
export const isDark = computed(() =>
  state.theme.value === 'auto' ? state.systemDark.value : state.theme.value === 'dark',
);

/** The tab that is open until another one is chosen: none in a narrow window, where tabs are below the map. */
export const defaultPane = computed<Pane | null>(() => (state.isNarrow.value ? null : 'topics'));

/** The paper in the details panel, or null. */
export const selectedPaper = computed(() => {
  const selection = state.selection.value;
  return selection.kind === 'paper' ? selection.paper : null;
});
