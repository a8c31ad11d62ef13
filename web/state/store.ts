import { computed, signal } from '@preact/signals';
import type { Edit } from '../../src/edit/edits.ts';
import type { RecipeOptions } from '../../src/edit/recipe.ts';
import type { Network } from '../map/map-view.ts';
import type { View } from '../map/types.ts';
import type { AbstractHit, Details, Links, Overview, Related, SearchAnswer, Step } from '../worker/protocol.ts';

/** What the page is about. */
export type Phase =
  | { kind: 'empty' }
  | { kind: 'loading'; stage: string; share: number | undefined; remaining: number | undefined }
  | { kind: 'ready' };

export type Pane = 'topics' | 'filters' | 'ask' | 'tree' | 'shape';
export type ColourBy = 'topic' | 'subtopic' | 'year' | 'venue' | 'source' | 'confidence';
export type SizeBy = 'links' | 'citations' | 'even';
export type Theme = 'auto' | 'light' | 'dark';

/** What the right-hand panel shows. */
export type Reading =
  | { kind: 'nothing' }
  | { kind: 'paper'; paper: number }
  | { kind: 'compare'; a: number; b: number }
  | { kind: 'path'; from: number; to: number }
  | { kind: 'topic'; topic: number }
  /** By its id. */
  | { kind: 'concept'; concept: string }
  | { kind: 'about' };

/** Which papers are shown and which links drawn. Empty sets and null stand for no limit. */
export interface Filters {
  topics: ReadonlySet<number>;
  /** Indexes in the venues of the map. */
  venues: ReadonlySet<number>;
  /** Indexes in the files of the map. */
  files: ReadonlySet<number>;
  years: readonly [from: number, to: number] | null;
  minSimilarity: number;
  minNeighbours: number;
  withAbstract: boolean;
}

export const NO_FILTERS: Filters = {
  topics: new Set(),
  venues: new Set(),
  files: new Set(),
  years: null,
  minSimilarity: 0,
  minNeighbours: 0,
  withAbstract: false,
};

/** A view of the whole map. */
export const WHOLE: View = { x: 0.5, y: 0.5, ratio: 1 };

/** An answer to a text or to examples. */
export interface Asked {
  kind: 'text' | 'examples';
  related: Related[];
}

/** Papers marked on the map because a search group or a term was chosen. */
export interface Marked {
  name: string;
  papers: Uint32Array;
}

/** What was found in abstracts so far. */
export interface FoundAbstracts {
  hits: AbstractHit[];
  /** Whether others are still being read. */
  more: boolean;
  /** Whether only papers that hold the words as terms of the map were read. */
  byTerms: boolean;
}

export const NO_ABSTRACTS: FoundAbstracts = { hits: [], more: false, byTerms: false };

/** A message that stays until it is dismissed or made up for. */
export interface Notice {
  heading: string;
  text: string;
  /** What can be done about it: a button's name, and what it does. */
  offer?: { name: string; act(): void };
}

/** How the map that is open was made from its papers: the map follows from this, and is never changed itself. */
export interface Shaping {
  options: RecipeOptions;
  edits: readonly Edit[];
}

/** All that the page knows. Panels read it; only actions write it. */
export const state = {
  phase: signal<Phase>({ kind: 'empty' }),
  map: signal<Overview | null>(null),
  details: signal<Details | null>(null),
  links: signal<Links | null>(null),
  /** How many links the picture of the whole map draws. */
  linksDrawn: signal(0),
  notice: signal<Notice | null>(null),
  /** Said aloud to screen readers. */
  announcement: signal(''),

  reading: signal<Reading>({ kind: 'nothing' }),
  /** The paper that waits for a second one to be compared with. */
  comparing: signal<number | null>(null),
  hovered: signal<number | null>(null),
  marked: signal<Marked | null>(null),

  query: signal(''),
  found: signal<SearchAnswer | null>(null),
  abstracts: signal<FoundAbstracts>(NO_ABSTRACTS),
  askText: signal(''),
  asked: signal<Asked | null>(null),
  good: signal<number[]>([]),
  bad: signal<number[]>([]),
  /** The reading list, in the order in which papers were put on it. */
  kept: signal<number[]>([]),
  path: signal<Step[] | null>(null),
  /** The papers of the concept that is read. */
  mentioning: signal<Uint32Array | null>(null),

  filters: signal<Filters>(NO_FILTERS),
  colourBy: signal<ColourBy>('topic'),
  sizeBy: signal<SizeBy>('links'),
  /** Whether links are arcs, where few enough are drawn. */
  curved: signal(false),
  theme: signal<Theme>('auto'),
  systemDark: signal(false),
  pane: signal<Pane | null>('topics'),
  view: signal<View>(WHOLE),
  /** Counts the maps that were drawn anew; edits leave it as it is. */
  drawing: signal(0),
  shaping: signal<Shaping>({ options: {}, edits: [] }),
  /** Options that are chosen for the next build; null while they are those of the last. */
  draft: signal<RecipeOptions | null>(null),
  /** The options that the map had when it was opened, before anything was changed. */
  asBuilt: signal<RecipeOptions>({}),
  /** What was before, the latest last; and what was undone, the next to do again last. */
  past: signal<Shaping[]>([]),
  future: signal<Shaping[]>([]),
  /** A line for each edit that could not be made. */
  editNotes: signal<string[]>([]),
  webgl: signal(true),
  /** The picture once it is drawn. */
  drawn: signal<Network | null>(null),
};

export const dark = computed(() =>
  state.theme.value === 'auto' ? state.systemDark.value : state.theme.value === 'dark',
);

/** The paper whose page is open, or the first of two. */
export const openPaper = computed(() => {
  const reading = state.reading.value;
  return reading.kind === 'paper' ? reading.paper : null;
});
