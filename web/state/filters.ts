import { computed } from '@preact/signals';
import type { MapNodes } from '../../src/map-file/format.ts';
import { OTHER_TOPIC } from '../../src/model/map.ts';
import { strings } from '../strings/strings.ts';
import type { AdjacencyLists, MapDetails, Overview } from '../worker/protocol.ts';
import { type Filters, state } from './store.ts';

/** Returns the topics that are not subtopics. */
export const mainTopics = ({ summary }: Overview) => summary.topics.filter((topic) => topic.parent === undefined);

/** Checks whether the open map has a topic or subtopic with this id, or papers that fit none if it is that of Other. */
export function hasTopic(id: number): boolean {
  const map = state.map.value;
  if (!map) return false;
  return id === OTHER_TOPIC.id ? map.nodes.topicOf.includes(id) : map.summary.topics.some((topic) => topic.id === id);
}

/** Returns the label of a topic or subtopic, or of Other; '' if there is none. */
export const labelOfTopic = (id: number) =>
  id === OTHER_TOPIC.id
    ? strings.topics.other
    : (state.map.peek()?.summary.topics.find((topic) => topic.id === id)?.label ?? '');

/** Returns the papers of a topic or subtopic of the open map. */
export function papersOfTopic(id: number): number[] {
  const nodes = state.map.value?.nodes;
  const papers: number[] = [];
  if (!nodes) return papers;
  const { topicOf, subtopicOf } = nodes;
  for (let i = 0; i < topicOf.length; i++)
    if (topicOf[i] === id || (id !== OTHER_TOPIC.id && subtopicOf[i] === id)) papers.push(i);
  return papers;
}

/** A filter that tests single papers. */
export type Facet = 'topics' | 'venues' | 'files' | 'years' | 'minLinks' | 'withAbstract';

const FACETS: Facet[] = ['topics', 'venues', 'files', 'years', 'minLinks', 'withAbstract'];

type Predicate = (paper: number) => boolean;

/** Returns the predicate of a facet, or undefined if it sets no limit. */
function predicateOf(
  facet: Facet,
  filters: Filters,
  nodes: MapNodes,
  details: MapDetails | null,
  links: AdjacencyLists | null,
): Predicate | undefined {
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
    case 'minLinks':
      return filters.minLinks ? hasMinLinks(filters, nodes, links) : undefined;
    case 'withAbstract':
      return filters.withAbstract ? (i) => !Number.isNaN(nodes.positions[2 * i]!) : undefined;
  }
}

/** Returns the predicate of papers with enough links that reach the minimum similarity. */
function hasMinLinks({ minLinks, minSimilarity }: Filters, nodes: MapNodes, links: AdjacencyLists | null): Predicate {
  if (!links) return (i) => nodes.degrees[i]! >= minLinks;
  // The links of a paper are sorted by descending similarity.
  return (i) => {
    const last = links.starts[i]! + minLinks - 1;
    return last < links.starts[i + 1]! && links.similarities[last]! >= minSimilarity;
  };
}

/** The indexes of the papers that an edit hides. */
const hiddenPapers = computed(() => {
  const hidden = new Set(state.recipe.value.edits.flatMap((edit) => (edit.edit === 'hide' ? edit.paper : [])));
  const ids = hidden.size > 0 ? (state.map.value?.nodes.ids ?? []) : [];
  return [...ids.keys()].filter((paper) => hidden.has(ids[paper]!));
});

/**
 * Applies the filters to every paper. Papers that an edit hides never pass.
 *
 * @param except a facet to ignore.
 * @returns 1 for each paper that passes, else 0.
 */
export function visibilityMask(
  filters: Filters,
  nodes: MapNodes,
  details: MapDetails | null,
  except?: Facet,
): Uint8Array {
  const predicates = FACETS.filter((facet) => facet !== except).flatMap(
    (facet) => predicateOf(facet, filters, nodes, details, state.links.value) ?? [],
  );
  const mask = new Uint8Array(nodes.ids.length).fill(1);
  for (const passes of predicates) for (let i = 0; i < mask.length; i++) if (mask[i] && !passes(i)) mask[i] = 0;
  for (const paper of hiddenPapers.value) mask[paper] = 0;
  return mask;
}

const EMPTY = new Uint8Array();

/** 1 for each visible paper, else 0. */
export const visible = computed(() => {
  const map = state.map.value;
  return map ? visibilityMask(state.filters.value, map.nodes, state.details.value) : EMPTY;
});

/** Number of visible papers. */
export const visibleCount = computed(() => visible.value.reduce((sum, isVisible) => sum + isVisible, 0));

/** Counts the papers of each topic, venue or file that pass all other filters. */
function facetCounts(facet: 'topics' | 'venues' | 'files') {
  return computed(() => {
    const map = state.map.value;
    const details = state.details.value;
    const counts = new Map<number, number>();
    if (!map) return counts;
    const mask = visibilityMask(state.filters.value, map.nodes, details, facet);
    const increment = (key: number) => counts.set(key, (counts.get(key) ?? 0) + 1);
    for (let i = 0; i < mask.length; i++) {
      if (!mask[i]) continue;
      if (facet === 'topics') {
        increment(map.nodes.topicOf[i]!);
        if (map.nodes.subtopicOf[i]) increment(map.nodes.subtopicOf[i]!);
      } else if (facet === 'venues' && details) increment(details.venueOf[i]!);
      else if (details) details.filesOf[i]!.forEach(increment);
    }
    return counts;
  });
}

/** Papers of each topic and subtopic that pass all filters except topics. */
export const topicCounts = facetCounts('topics');
/** Papers of each venue that pass all filters except venues. */
export const venueCounts = facetCounts('venues');
/** Papers of each file that pass all filters except files. */
export const fileCounts = facetCounts('files');

/** All papers, and those that pass all filters except years, for each year from the first to the last. */
export const yearCounts = computed(() => {
  const map = state.map.value;
  if (!map) return [];
  const knownYears = map.nodes.years.filter((year) => year > 0);
  if (knownYears.length === 0) return [];
  let first = knownYears[0]!;
  let last = first;
  for (const year of knownYears) {
    first = Math.min(first, year);
    last = Math.max(last, year);
  }
  const counts = Array.from({ length: last - first + 1 }, (_, i) => ({ year: first + i, all: 0, visible: 0 }));
  const mask = visibilityMask(state.filters.value, map.nodes, state.details.value, 'years');
  map.nodes.years.forEach((year, i) => {
    if (year === 0) return;
    counts[year - first]!.all++;
    counts[year - first]!.visible += mask[i]!;
  });
  return counts;
});

/** Number of papers without a year. */
export const withoutYearCount = computed(
  () => state.map.value?.nodes.years.reduce((count, year) => count + Number(year === 0), 0) ?? 0,
);

/** Returns the papers of a list that pass the filters. */
export const onlyVisible = <T extends { paper: number }>(items: readonly T[]) =>
  items.filter(({ paper }) => visible.value[paper] === 1);

/** Whether any filter sets a limit. */
export const hasFilters = computed(() => {
  const { topics, venues, files, years, minSimilarity, minLinks, withAbstract } = state.filters.value;
  return Boolean(topics.size || venues.size || files.size || years || minSimilarity || minLinks || withAbstract);
});

/** Number of links between visible papers that reach the minimum similarity. */
export const visibleLinkCount = computed(() => {
  const links = state.links.value;
  if (!links) return 0;
  const { minSimilarity } = state.filters.value;
  const mask = visible.value;
  let count = 0;
  for (let paper = 0; paper < mask.length; paper++) {
    if (!mask[paper]) continue;
    const rowEnd = links.starts[paper + 1]!;
    // Rows are sorted by descending similarity, and each link is in two rows.
    for (let k = links.starts[paper]!; k < rowEnd && links.similarities[k]! >= minSimilarity; k++)
      if (links.ids[k]! > paper && mask[links.ids[k]!]) count++;
  }
  return count;
});
