import type { TopicContour } from '../../src/layout/density/topic-contours.ts';
import type { Rectangle } from '../../src/layout/labels/rectangle.ts';
import type { MapNodes } from '../../src/map-file/format.ts';
import type { AdjacencyLists } from '../worker/protocol.ts';
import type { Emphasis } from './emphasis.ts';
import type { LabelLayer } from './labels/label-layer.ts';
import type { SpatialIndex } from './spatial-index.ts';
import type { ThemeColors } from './style/palette.ts';

/** Types shared by the parts of the map view. Papers are given by index. */

/** A position in the map view, in CSS pixels from its top left corner. */
export interface Point {
  x: number;
  y: number;
}

/** A camera position: the center in Sigma's framed graph (0..1 spans the map) and the zoom ratio (1 shows the whole map). */
export interface View {
  x: number;
  y: number;
  ratio: number;
}

/** How nodes and edges are drawn. Arrays have one entry per paper unless noted otherwise. */
export interface MapStyle {
  theme: ThemeColors;
  /** Index of each paper's color in `colors`. */
  colorIndex: Uint16Array;
  /** The node colors as #rrggbb. */
  colors: string[];
  /** Node radius in pixels when the whole map is in view. */
  sizes: Float32Array;
  /** 1 for papers that pass the filters, otherwise 0. */
  visible: Uint8Array;
  /** Edges below this similarity are hidden. */
  minSimilarity: number;
  /** Whether edges are drawn as arcs, provided that there are at most `MAX_CURVED_EDGES`. */
  curvedEdges: boolean;
  /** Whether the density of the papers is drawn below the edges. */
  density: boolean;
  /** Whether the regions of topics are drawn below the edges: in the colors of the topics, or in gray. */
  contours: 'none' | 'topics' | 'gray';
}

/** The meaning of the node colors; `colors` and `labels` are parallel arrays. */
export interface ColorLegend {
  /** Whether the colors form a sequential scale from low to high rather than categories. */
  isSequential: boolean;
  colors: string[];
  labels: string[];
}

/** Callbacks of the map view. */
export interface MapViewEvents {
  /** Called when the pointer enters or leaves a paper (null). */
  onHover(paper: number | null): void;
  /** Called with the clicked paper, or null for the background. */
  onClick(paper: number | null): void;
  /** Called with the topic whose label was clicked. */
  onTopicClick(topic: number): void;
  /** Called when the camera has moved; null if it shows the whole map. */
  onViewChange(view: View | null): void;
  /** Called when the size of the view or the device pixel ratio has changed. */
  onResize(): void;
  /** Returns the controls and panels that cover the map, in pixels of the view; labels are kept away from them. */
  obstacles(): readonly Rectangle[];
  /** Returns the controls that cover the map, or will do so once the camera has moved; papers are kept away from them. */
  controls(): readonly Rectangle[];
  onContextLost(): void;
  onContextRestored(): void;
  /** Computes the regions of the topics of visible papers; undefined if that is not possible. */
  findContours(
    nodes: Pick<MapNodes, 'positions' | 'topicOf'>,
    visible: Uint8Array,
  ): Promise<TopicContour[] | undefined>;
}

/** The state shared by the parts of the map view. Only `MapView` changes it. */
export interface MapViewState {
  nodes: MapNodes;
  spatialIndex: SpatialIndex;
  labels: LabelLayer;
  style: MapStyle;
  emphasis: Emphasis;
  /** All edges; null until they are loaded. */
  adjacency: AdjacencyLists | null;
  /** The edges drawn by Sigma. */
  drawnEdges: DrawnEdges;
}

/** The edges that are drawn when the whole map is in view. */
export interface DrawnEdges {
  /** In drawing order. */
  list: readonly Edge[];
  /** Whether the edge between two papers is in the list; the order of the papers is irrelevant. */
  has(a: number, b: number): boolean;
}

/** An undirected edge; `source` is the smaller index. */
export interface Edge {
  source: number;
  target: number;
  similarity: number;
}

/** The nodes and edges that Sigma draws in the current view, in CSS pixels. Edges are in drawing order. */
export interface Scene {
  width: number;
  height: number;
  /** The density as large as the view, valid until the task ends; null if it is not shown. */
  density: HTMLCanvasElement | null;
  nodes: (Point & { paper: number; radius: number; color: string })[];
  /** `controlPoint` is that of a quadratic Bézier curve; null for a straight edge. */
  edges: { from: Point; to: Point; controlPoint: Point | null; width: number; color: string }[];
}
