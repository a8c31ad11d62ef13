import { computed } from '@preact/signals';
import type { MapNodes } from '../../src/map-file/format.ts';
import type { Details, Overview } from '../worker/protocol.ts';
import { type Filters, state } from './store.ts';

/** The topics that nest in no other. */
export const mainTopics = ({ summary }: Overview) => summary.topics.filter((topic) => topic.parent === undefined);

/** The papers of a topic or subtopic of the open map. */
export function papersOfTopic(id: number): number[] {
  const nodes = state.map.value?.nodes;
  return nodes ? [...nodes.ids.keys()].filter((i) => nodes.topicOf[i] === id || nodes.subtopicOf[i] === id) : [];
}

/** The filters that papers pass one by one. */
export type Facet = 'topics' | 'venues' | 'files' | 'years' | 'minNeighbours' | 'withAbstract';

const FACETS: Facet[] = ['topics', 'venues', 'files', 'years', 'minNeighbours', 'withAbstract'];

type Test = (paper: number) => boolean;

/** The test of one facet, or undefined when it sets no limit. */
function testOf(facet: Facet, filters: Filters, nodes: MapNodes, details: Details | null): Test | undefined {
  switch (facet) {
    case 'topics':
      return filters.topics.size ? (i) => filters.topics.has(nodes.topicOf[i]!) : undefined;
    case 'venues':
      return filters.venues.size && details ? (i) => filters.venues.has(details.venueOf[i]!) : undefined;
    case 'files':
      return filters.files.size && details
        ? (i) => details.filesOf[i]!.some((file) => filters.files.has(file))
        : undefined;
    case 'years': {
      const years = filters.years;
      return years ? (i) => nodes.years[i]! >= years[0] && nodes.years[i]! <= years[1] : undefined;
    }
    case 'minNeighbours':
      return filters.minNeighbours ? (i) => nodes.degrees[i]! >= filters.minNeighbours : undefined;
    case 'withAbstract':
      return filters.withAbstract ? (i) => !Number.isNaN(nodes.positions[2 * i]!) : undefined;
  }
}

/** 1 for every paper that passes all filters but, if given, one. */
export function passing(filters: Filters, nodes: MapNodes, details: Details | null, but?: Facet): Uint8Array {
  const tests = FACETS.filter((facet) => facet !== but).flatMap(
    (facet) => testOf(facet, filters, nodes, details) ?? [],
  );
  const shown = new Uint8Array(nodes.ids.length);
  for (let i = 0; i < shown.length; i++) shown[i] = tests.every((test) => test(i)) ? 1 : 0;
  return shown;
}

const EMPTY = new Uint8Array();

/** 1 for every paper that is shown. */
export const shown = computed(() => {
  const map = state.map.value;
  return map ? passing(state.filters.value, map.nodes, state.details.value) : EMPTY;
});

export const shownCount = computed(() => shown.value.reduce((sum, one) => sum + one, 0));

/** How many papers each topic, venue or file would show, given all the other filters. */
export function counted(facet: 'topics' | 'venues' | 'files') {
  return computed(() => {
    const map = state.map.value;
    const details = state.details.value;
    const counts = new Map<number, number>();
    if (!map) return counts;
    const pass = passing(state.filters.value, map.nodes, details, facet);
    const add = (key: number) => counts.set(key, (counts.get(key) ?? 0) + 1);
    for (let i = 0; i < pass.length; i++) {
      if (!pass[i]) continue;
      if (facet === 'topics') {
        add(map.nodes.topicOf[i]!);
        if (map.nodes.subtopicOf[i]) add(map.nodes.subtopicOf[i]!);
      } else if (facet === 'venues' && details) add(details.venueOf[i]!);
      else if (details) details.filesOf[i]!.forEach(add);
    }
    return counts;
  });
}

export const topicCounts = counted('topics');
export const venueCounts = counted('venues');
export const fileCounts = counted('files');

/** Papers a year given all the other filters, for every year from the first to the last known. */
export const yearCounts = computed(() => {
  const map = state.map.value;
  if (!map) return [];
  const known = map.nodes.years.filter((year) => year > 0);
  if (known.length === 0) return [];
  let first = known[0]!;
  let last = first;
  for (const year of known) {
    first = Math.min(first, year);
    last = Math.max(last, year);
  }
  const years = Array.from({ length: last - first + 1 }, (_, at) => ({ year: first + at, all: 0, shown: 0 }));
  const pass = passing(state.filters.value, map.nodes, state.details.value, 'years');
  map.nodes.years.forEach((year, i) => {
    if (year === 0) return;
    years[year - first]!.all++;
    years[year - first]!.shown += pass[i]!;
  });
  return years;
});

/** Whether any filter sets a limit. */
export const filtered = computed(() => {
  const { topics, venues, files, years, minSimilarity, minNeighbours, withAbstract } = state.filters.value;
  return Boolean(topics.size || venues.size || files.size || years || minSimilarity || minNeighbours || withAbstract);
});

/** How many links are above the least similarity, between papers that are shown. */
export const shownLinks = computed(() => {
  const links = state.links.value;
  if (!links) return 0;
  const { minSimilarity } = state.filters.value;
  const pass = shown.value;
  let count = 0;
  for (let from = 0; from < pass.length; from++) {
    if (!pass[from]) continue;
    // Rows run from strong to weak; each pair stands in two rows.
    for (let k = links.starts[from]!; k < links.starts[from + 1]! && links.similarities[k]! >= minSimilarity; k++)
      if (links.ids[k]! > from && pass[links.ids[k]!]) count++;
  }
  return count;
});
