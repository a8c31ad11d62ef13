import { computed } from '@preact/signals';
import { topicColour } from '../../src/graph/colors.ts';
import type { MapNodes } from '../../src/map-file/format.ts';
import { shown } from '../state/filters.ts';
import { type ColourBy, dark, type SizeBy, state } from '../state/store.ts';
import { texts } from '../strings/strings.ts';
import type { Details } from '../worker/protocol.ts';
import { MOST_ARCS } from './edge-layer.ts';
import { type Colouring, drawnOf, type Look } from './map-view.ts';
import { paints, ramp } from './palette.ts';

/** What the colours mean, and which a paper has. */
interface Coloured extends Colouring {
  colourOf: Uint16Array;
}

/** Venues and files beyond so many share the colour of the others. */
const NAMED = 10;

/** Steps of a scale of colours. */
const STEPS = 12;

/** How the papers are coloured; null without a map. */
export const colouring = computed<Coloured | null>(() => {
  const map = state.map.value;
  return map ? colour(state.colourBy.value, map.nodes, state.details.value, dark.value) : null;
});

function colour(by: ColourBy, nodes: MapNodes, details: Details | null, isDark: boolean): Coloured {
  const { none } = paints(isDark);
  const papers = nodes.ids.length;
  switch (by) {
    case 'topic':
    case 'subtopic': {
      const { topics } = state.map.value!.summary;
      const of = by === 'topic' ? nodes.topicOf : nodes.subtopicOf;
      const named = topics.filter((topic) => (topic.parent === undefined) === (by === 'topic'));
      const index = new Map(named.map((topic, at) => [topic.id, at + 1]));
      return {
        scale: false,
        colours: [none, ...named.map((topic, rank) => topicColour(by === 'topic' ? topic.id : rank + 1))],
        colourOf: Uint16Array.from(of, (topic) => index.get(topic) ?? 0),
        names: [texts.topics.none, ...named.map((topic) => topic.label)],
      };
    }
    case 'venue':
      return ranked(papers, details?.venues ?? [], (i) => details?.venueOf[i] ?? 0, none);
    case 'source':
      return ranked(papers, ['', ...(details?.files ?? [])], (i) => (details?.filesOf[i]?.[0] ?? -1) + 1, none);
    case 'year': {
      const known = Array.from(nodes.years).filter((year) => year > 0);
      return scaled(
        nodes.years,
        (year) => year > 0,
        extent(known),
        isDark,
        none,
        (year) => String(Math.round(year)),
      );
    }
    case 'confidence':
      return scaled(
        nodes.confidence,
        () => true,
        [0, 1],
        isDark,
        none,
        (share) => texts.percent(share),
      );
  }
}

/** The commonest names get a colour each; number 0 is "none". */
function ranked(papers: number, names: string[], of: (paper: number) => number, none: string): Coloured {
  const counts = new Map<number, number>();
  for (let i = 0; i < papers; i++) counts.set(of(i), (counts.get(of(i)) ?? 0) + 1);
  counts.delete(0);
  const common = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, NAMED);
  const ranks = new Map(common.map(([name], rank) => [name, rank + 1]));
  return {
    scale: false,
    colours: [none, ...common.map((_, rank) => topicColour(rank + 1))],
    colourOf: Uint16Array.from({ length: papers }, (_, i) => ranks.get(of(i)) ?? 0),
    names: [texts.look.other, ...common.map(([name]) => names[name] ?? '')],
  };
}

/** Values on a scale of colours; `knows` tells which values mean something. */
function scaled(
  values: ArrayLike<number>,
  knows: (value: number) => boolean,
  [low, high]: [number, number],
  isDark: boolean,
  none: string,
  write: (value: number) => string,
): Coloured {
  const span = high - low || 1;
  return {
    scale: true,
    colours: [none, ...ramp(STEPS, isDark)],
    colourOf: Uint16Array.from(values, (value) =>
      knows(value) ? 1 + Math.min(STEPS - 1, Math.floor(((value - low) / span) * STEPS)) : 0,
    ),
    names: [texts.look.unknown, ...Array.from({ length: STEPS }, (_, at) => write(low + (span * at) / (STEPS - 1)))],
  };
}

const extent = (values: number[]): [number, number] =>
  values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [values[0] ?? 0, values[0] ?? 0],
  );

/** Radii in pixels: the more papers, the smaller; areas grow with what they stand for. */
export function sizesOf(by: SizeBy, nodes: MapNodes, details: Details | null): Float32Array {
  const base = Math.max(1.1, Math.min(6, 60 / Math.sqrt(nodes.ids.length)));
  if (by === 'even') return new Float32Array(nodes.ids.length).fill(base * 1.2);
  const values = by === 'links' ? nodes.degrees : Int32Array.from(details?.citations ?? nodes.degrees);
  let most = 1;
  for (const value of values) most = Math.max(most, value);
  // A loop, since `from` with a function takes several times as long for a hundred thousand papers.
  const sizes = new Float32Array(values.length);
  for (let i = 0; i < sizes.length; i++) sizes[i] = base * (0.7 + 1.5 * Math.sqrt(Math.max(0, values[i]!) / most));
  return sizes;
}

const sizes = computed(() => {
  const map = state.map.value;
  return map ? sizesOf(state.sizeBy.value, map.nodes, state.details.value) : new Float32Array();
});

/** How the picture looks now; null without a map. */
export const look = computed<Look | null>(() => {
  const colours = colouring.value;
  if (!colours) return null;
  return {
    paints: paints(dark.value),
    colours: colours.colours,
    colourOf: colours.colourOf,
    sizes: sizes.value,
    shown: shown.value,
    minSimilarity: state.filters.value.minSimilarity,
    curved: state.curved.value,
  };
});

/** Whether the picture draws few enough links to curve them. */
export const canCurve = computed(() => drawnOf(state.links.value) <= MOST_ARCS);

/** What the colours mean, when they do not stand for topics. */
export const legend = computed(() => {
  const by = state.colourBy.value;
  return by === 'topic' || by === 'subtopic' ? null : colouring.value;
});

/** The colour of a topic in the legend and on cards, whatever the picture is coloured by. */
export const colourOfTopic = (topic: number) => topicColour(topic);
