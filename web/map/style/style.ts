import { computed } from '@preact/signals';
import type { MapNodes } from '../../../src/map-file/format.ts';
import { visible } from '../../state/filters.ts';
import { type ColorBy, isDark, type SizeBy, state } from '../../state/store.ts';
import type { MapDetails, MeasureValues } from '../../worker/protocol.ts';
import { MAX_CURVED_EDGES } from '../display-data.ts';
import { isEdgeVisible } from '../edges/edge-style.ts';
import { drawnEdgeCount, NO_EDGES, selectEdges } from '../edges/select-edges.ts';
import type { DrawnEdges, MapStyle } from '../types.ts';
import { type ColorScheme, createColorScheme } from './color-scheme.ts';
import { keepEqual } from './keep-equal.ts';
import { getThemeColors, sequentialColors } from './palette.ts';

/** The style of the map, derived from the state of the page. */

/** Number of colors in the legend of the density. */
const DENSITY_STEPS = 12;

/** The color of a topic in lists, which does not depend on how the map is colored. */
export { topicColor } from '../../../src/graph/colors.ts';

/** Attributes whose colors are those of topics. */
const COLORED_BY_TOPIC: ReadonlySet<ColorBy> = new Set(['topic', 'subtopic']);

/** The colors of papers; null if no map is open. */
export const colorScheme = computed<ColorScheme | null>(() => {
  const map = state.map.value;
  if (!map) return null;
  const { details, measures } = state;
  const source = { nodes: map.nodes, topics: map.summary.topics, details: details.value, measures: measures.value };
  return createColorScheme(state.colorBy.value, source, isDark.value);
});

/** Returns the values that determine the sizes; the number of links until others are loaded. */
function getSizeValues(
  sizeBy: Exclude<SizeBy, 'uniform'>,
  nodes: MapNodes,
  details: MapDetails | null,
  measures: MeasureValues | null,
): ArrayLike<number> & Iterable<number> {
  if (sizeBy === 'links') return nodes.degrees;
  if (sizeBy === 'citations') return details?.citations ?? nodes.degrees;
  return measures?.[sizeBy] ?? nodes.degrees;
}

/** Returns the radius of each node in pixels. The area increases with the attribute; larger maps have smaller nodes. */
function getNodeSizes(
  sizeBy: SizeBy,
  nodes: MapNodes,
  details: MapDetails | null,
  measures: MeasureValues | null,
): Float32Array {
  const baseSize = Math.max(1.1, Math.min(6, 60 / Math.sqrt(nodes.ids.length)));
  if (sizeBy === 'uniform') return new Float32Array(nodes.ids.length).fill(baseSize * 1.2);
  const values = getSizeValues(sizeBy, nodes, details, measures);
  let max = 0;
  for (const value of values) max = Math.max(max, value);
  if (max === 0) max = 1;
  // For 100,000 papers, a loop is several times as fast as `Float32Array.from` with a function.
  const sizes = new Float32Array(values.length);
  for (let i = 0; i < sizes.length; i++) sizes[i] = baseSize * (0.7 + 1.5 * Math.sqrt(Math.max(0, values[i]!) / max));
  return sizes;
}

const nodeSizes = computed(() => {
  const map = state.map.value;
  return map
    ? getNodeSizes(state.sizeBy.value, map.nodes, state.details.value, state.measures.value)
    : new Float32Array();
});

let previousStyle: MapStyle | null = null;

/** The style of the map; null if no map is open. It remains the same object until something is drawn differently. */
export const mapStyle = computed<MapStyle | null>(() => {
  const scheme = colorScheme.value;
  previousStyle = scheme && keepEqual(previousStyle, createStyle(scheme));
  return previousStyle;
});

function createStyle(scheme: ColorScheme): MapStyle {
  return {
    theme: getThemeColors(isDark.value),
    colors: scheme.colors,
    colorIndex: scheme.colorIndex,
    sizes: nodeSizes.value,
    visible: visible.value,
    minSimilarity: state.filters.value.minSimilarity,
    curvedEdges: state.curved.value,
    density: state.density.value,
    contours: state.contours.value ? (COLORED_BY_TOPIC.has(state.colorBy.value) ? 'topics' : 'gray') : 'none',
  };
}

/**
 * The edges that are drawn when the whole map is in view: the strongest ones of each paper.
 *
 * They are derived from the state rather than set by an effect, because the order of the effects of one change depends on which signals it
 * sets first. Edits that only change topics leave them as they are: replacing the edges makes Sigma process the whole map.
 */
export const drawnEdges = computed<DrawnEdges>(() => {
  const links = state.links.value;
  const nodes = state.map.peek()?.nodes;
  if (!links || !nodes) return NO_EDGES;
  return selectEdges(links, nodes.topicOf, nodes.positions, drawnEdgeCount(links));
});

/** Number of edges that pass the filters and are drawn when the whole map is in view; 0 until the map is drawn. */
export const drawnLinkCount = computed(() => {
  const style = mapStyle.value;
  if (!style || !state.mapView.value) return 0;
  return drawnEdges.value.list.reduce((count, edge) => count + Number(isEdgeVisible(edge, style)), 0);
});

/** The scale of the density, from sparse to dense; null if it is not shown. */
export const densityColors = computed(() =>
  state.density.value ? sequentialColors(DENSITY_STEPS, isDark.value) : null,
);

/** Whether the map draws few enough edges to draw them as arcs. */
export const canCurveEdges = computed(() => drawnEdgeCount(state.links.value) <= MAX_CURVED_EDGES);

/** The color legend, unless papers are colored by topic, which the list of topics shows; null if no map is open. */
export const legend = computed(() => {
  const colorBy = state.colorBy.value;
  return COLORED_BY_TOPIC.has(colorBy) ? null : colorScheme.value;
});
