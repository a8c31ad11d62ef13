import type { MapNodes } from '../../src/map-file/format.ts';
import type { Links } from '../worker/protocol.ts';
import type { Focus } from './highlight.ts';
import type { Lettering } from './labels.ts';
import type { Paints } from './palette.ts';
import type { Grid } from './spatial-index.ts';

/** What the picture is told, and what it tells. Papers are spoken of by their index. */

/** A place on the screen, in pixels from the upper left corner of the picture. */
export interface Point {
  x: number;
  y: number;
}

/** Where the picture stands: its centre in the map's frame (0..1 holds it all) and the zoom, 1 for the whole. */
export interface View {
  x: number;
  y: number;
  ratio: number;
}

/** How the papers look: one entry a paper. */
export interface Look {
  paints: Paints;
  /** Index in `colours`. */
  colourOf: Uint16Array;
  colours: string[];
  /** Radius in pixels at the whole map's zoom. */
  sizes: Float32Array;
  /** 1: shown; 0: left as a ghost. */
  shown: Uint8Array;
  minSimilarity: number;
  /** Links are arcs where the picture draws few enough of them. */
  curved: boolean;
}

/** What the colours of a look mean; entries run in step. */
export interface Colouring {
  /** Whether the colours run from low to high. */
  scale: boolean;
  colours: string[];
  names: string[];
}

export interface NetworkEvents {
  hover(paper: number | null): void;
  click(paper: number | null): void;
  view(view: View): void;
  lost(): void;
  restored(): void;
}

/** All that the parts of the picture go by; network.ts alone writes it. */
export interface Shown {
  nodes: MapNodes;
  grid: Grid;
  lettering: Lettering;
  look: Look;
  focus: Focus;
  links: Links | null;
  /** The links that Sigma draws. */
  drawn: LinkChoice;
}

/** Links that were chosen to be drawn. */
export interface LinkChoice {
  /** Ends and similarity, to be drawn in this order. */
  list: readonly Link[];
  has(a: number, b: number): boolean;
}

/** Two papers, the smaller index first, and how similar they are. */
export interface Link {
  from: number;
  to: number;
  similarity: number;
}

/** What is drawn, in pixels of the view; links first, faint ones before strong ones. */
export interface Scene {
  width: number;
  height: number;
  dots: (Point & { paper: number; radius: number; colour: string })[];
  /** An arc bends towards `bend`; a straight line has none. */
  lines: { from: Point; to: Point; bend: Point | null; width: number; colour: string }[];
}
