import type { Ring } from '../../layout/density/ring.ts';
import type { Topic } from '../../model/map.ts';

/** What the writers of figures draw, from back to front. Lengths are in user units; the y axis points down. */
export interface Figure {
  /** Size of the figure, including the legend. */
  width: number;
  height: number;
  /** Width as it was chosen: pixels, or a length with its unit. */
  printedWidth: number | string;
  /** Title of the document. Never empty. */
  title: string;
  background: string;
  /** The density of the papers: an image of {@link MAP_SIZE} pixels in both directions, as a data URL. */
  density: string | undefined;
  /** Regions of topics, the largest first. */
  contours: Contour[];
  edges: Iterable<EdgeGroup>;
  papers: Iterable<Disc & { title: string }>;
  /** Opacity of papers, from 0 to 1. */
  paperOpacity: number;
  /** Width of the outline around papers, in the color of the background. */
  paperOutline: number;
  labels: Labels;
  legend: Legend;
}

/** The region of a topic. Its rings are closed curves as `traceRing` draws them, filled by the even-odd rule. */
export interface Contour {
  color: string;
  rings: Ring[];
}

/** Edges of the same color and strength. */
export interface EdgeGroup {
  color: string;
  /** From 0 to 1. */
  opacity: number;
  width: number;
  /** Straight lines: x and y of both ends. */
  lines: [number, number, number, number][];
}

/** A filled circle. */
export interface Disc {
  x: number;
  y: number;
  radius: number;
  fill: string;
}

/** A line of text; `y` is its baseline. */
export interface Text {
  text: string;
  x: number;
  y: number;
}

/** The labels of the topics: bold, centered at their positions, with an outline in the color of the background. */
export interface Labels {
  size: number;
  fill: string;
  texts: Text[];
}

/** Width of the outline around labels. */
export const LABEL_OUTLINE = 4;

/** Returns the width of a bold text, in the unit of the font size. */
export type MeasureText = (text: string, size: number) => number;

/** Colors of each theme. */
export const THEMES = {
  light: { background: '#faf9f5', text: '#1e2530', muted: '#5c6470', edge: '#6d7480' },
  dark: { background: '#12161d', text: '#eceae4', muted: '#98a1b0', edge: '#8d99ad' },
};
/** Colors of a figure. */
export type Theme = (typeof THEMES)['light'];

/** Side of the map, a square; the legend is a column to its right. In user units, like all lengths. */
export const MAP_SIZE = 1200;
/** Distance of nodes and texts from the border of the figure. */
export const PADDING = 40;

/** Width of the legend, multiplied by the scale of texts. */
export const LEGEND_WIDTH = 340;
/** Size of the topics in the legend. */
export const LEGEND_FONT_SIZE = 14;

/** A topic with those of its papers that are drawn. */
export interface TopicPapers {
  topic: Pick<Topic, 'id' | 'label'>;
  papers: number[];
}

/** The legend. Its lengths are those of an unscaled legend whose left border has x = 0. */
export interface Legend {
  /** Position of the left border in the figure. */
  x: number;
  /** Factor by which the legend is enlarged. */
  scale: number;
  sections: LegendSection[];
}

/** Part of a legend whose texts have the same style, unless a text has its own. */
export interface LegendSection {
  size: number;
  bold: boolean;
  fill: string;
  items: (Disc | LegendText | ColorBar)[];
}

/** A bar of colors. `y` is its top. */
export interface ColorBar {
  x: number;
  y: number;
  width: number;
  height: number;
  colors: string[];
}

/** A text of the legend. */
export interface LegendText extends Text {
  /** Default "start". */
  anchor?: 'start' | 'end';
  /** Default that of the section. */
  fill?: string;
}
