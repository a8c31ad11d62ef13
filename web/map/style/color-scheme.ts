import { topicColor } from '../../../src/graph/colors.ts';
import type { MapNodes } from '../../../src/map-file/format.ts';
import type { Topic } from '../../../src/model/map.ts';
import type { ColorBy } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import type { MapDetails, MeasureValues } from '../../worker/protocol.ts';
import type { ColorLegend } from '../types.ts';
import { getThemeColors, sequentialColors } from './palette.ts';

/** The node colors and what they mean. Color 0 is for papers without a value. */
export interface ColorScheme extends ColorLegend {
  /** Index of each paper's color in `colors`. */
  colorIndex: Uint16Array;
}

/** The data of a map that colors are derived from. */
interface ColorSource {
  nodes: MapNodes;
  topics: readonly Topic[];
  /** Null until loaded; venues and files are then unknown. */
  details: MapDetails | null;
  /** Null until computed. */
  measures: MeasureValues | null;
}

/** Maximum number of venues or files with a color of their own; the others share one color. */
const MAX_CATEGORIES = 10;

/** Number of colors in a sequential scale. */
const SCALE_STEPS = 12;

/** Returns the colors of papers by an attribute. */
export function createColorScheme(colorBy: ColorBy, source: ColorSource, isDark: boolean): ColorScheme {
  const { nodes, details } = source;
  switch (colorBy) {
    case 'topic':
    case 'subtopic':
      return colorTopics(source, colorBy === 'subtopic', isDark);
    case 'venue': {
      const venueOf = (paper: number) => details?.venueOf[paper] ?? 0;
      return colorCategories(nodes.ids.length, details?.venues ?? [], venueOf, isDark);
    }
    case 'source': {
      const fileOf = (paper: number) => (details?.filesOf[paper]?.[0] ?? -1) + 1;
      return colorCategories(nodes.ids.length, ['', ...(details?.files ?? [])], fileOf, isDark);
    }
    case 'year': {
      const range = getRange(Array.from(nodes.years).filter((year) => year > 0));
      const format = (year: number) => String(Math.round(year));
      return colorValues({ values: nodes.years, isKnown: (year) => year > 0, range, format }, isDark);
    }
    case 'confidence': {
      const format = (confidence: number) => strings.percent(confidence);
      return colorValues({ values: nodes.confidence, isKnown: () => true, range: [0, 1], format }, isDark);
    }
    case 'links':
      return colorAmounts(nodes.degrees, isDark);
    case 'citations':
      return colorAmounts(details?.citations ?? new Int32Array(nodes.ids.length).fill(-1), isDark);
    default:
      return colorAmounts(source.measures?.[colorBy] ?? new Float64Array(nodes.ids.length).fill(-1), isDark);
  }
}

function colorTopics({ nodes, topics }: ColorSource, isSubtopic: boolean, isDark: boolean): ColorScheme {
  const shown = topics.filter((topic) => (topic.parent !== undefined) === isSubtopic);
  const indexOf = new Map(shown.map((topic, i) => [topic.id, i + 1]));
  const topicOf = isSubtopic ? nodes.subtopicOf : nodes.topicOf;
  return {
    isSequential: false,
    colors: [
      getThemeColors(isDark).missing,
      ...shown.map((topic, rank) => topicColor(isSubtopic ? rank + 1 : topic.id)),
    ],
    colorIndex: Uint16Array.from(topicOf, (topic) => indexOf.get(topic) ?? 0),
    labels: [strings.topics.other, ...shown.map((topic) => topic.label)],
  };
}

/** Gives each of the most frequent categories a color. Category 0 means that the value is unknown. */
function colorCategories(
  paperCount: number,
  names: string[],
  categoryOf: (paper: number) => number,
  isDark: boolean,
): ColorScheme {
  const counts = new Map<number, number>();
  for (let paper = 0; paper < paperCount; paper++) {
    const category = categoryOf(paper);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  counts.delete(0);
  const frequent = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MAX_CATEGORIES);
  const indexOf = new Map(frequent.map(([category], rank) => [category, rank + 1]));
  return {
    isSequential: false,
    colors: [getThemeColors(isDark).missing, ...frequent.map((_, rank) => topicColor(rank + 1))],
    colorIndex: Uint16Array.from({ length: paperCount }, (_, paper) => indexOf.get(categoryOf(paper)) ?? 0),
    labels: [strings.display.other, ...frequent.map(([category]) => names[category] ?? '')],
  };
}

/** A numeric attribute of papers. */
interface NumericAttribute {
  values: ArrayLike<number>;
  isKnown: (value: number) => boolean;
  range: [min: number, max: number];
  format: (value: number) => string;
}

/** Maps numeric values to a sequential color scale. */
function colorValues({ values, isKnown, range: [min, max], format }: NumericAttribute, isDark: boolean): ColorScheme {
  const span = max - min || 1;
  const stepOf = (value: number) => Math.min(SCALE_STEPS - 1, Math.floor(((value - min) / span) * SCALE_STEPS));
  const stepLabels = Array.from({ length: SCALE_STEPS }, (_, step) =>
    format(min + ((max - min) * step) / (SCALE_STEPS - 1)),
  );
  return {
    isSequential: true,
    colors: [getThemeColors(isDark).missing, ...sequentialColors(SCALE_STEPS, isDark)],
    colorIndex: Uint16Array.from(values, (value) => (isKnown(value) ? 1 + stepOf(value) : 0)),
    labels: [strings.display.unknown, ...stepLabels],
  };
}

/** From this ratio of the largest to the smallest value above 0, amounts have a logarithmic scale. */
const MIN_LOGARITHMIC_RATIO = 20;

/** Colors amounts, on a logarithmic scale if they differ much; those below 0 are unknown, and 0 has the lowest color. */
function colorAmounts(amounts: ArrayLike<number>, isDark: boolean): ColorScheme {
  const known = Array.from(amounts).filter((value) => value >= 0);
  const [smallest, largest] = getRange(known.filter((value) => value > 0));
  const format = (value: number) => strings.display.number(Math.abs(value) < 1e-12 ? 0 : value);
  const isKnown = (value: number) => value >= 0;
  if (largest < MIN_LOGARITHMIC_RATIO * smallest)
    return colorValues({ values: amounts, isKnown, range: getRange(known), format }, isDark);
  const lowest = Math.log(smallest);
  const values = Float64Array.from(amounts, (value) => (value > 0 ? Math.log(value) - lowest : value < 0 ? -1 : 0));
  const range: [number, number] = [0, Math.log(largest) - lowest];
  return colorValues({ values, isKnown, range, format: (value) => format(Math.exp(value + lowest)) }, isDark);
}

/** Returns the smallest and the largest value; [0, 0] if there are none. */
const getRange = (values: number[]): [min: number, max: number] =>
  values.reduce<[number, number]>(
    ([min, max], value) => [Math.min(min, value), Math.max(max, value)],
    [values[0] ?? 0, values[0] ?? 0],
  );
