import { batch } from '@preact/signals';
import { strings } from '../../strings/strings.ts';
import type { AbstractHit, AbstractSearchResults, BatchStart } from '../../worker/search/results.ts';
import { visibleCount } from '../filters.ts';
import { type Filters, NO_ABSTRACT_RESULTS, NO_FILTERS, state } from '../store.ts';
import { zoomTo } from './map-view.ts';
import { announce } from './page.ts';
import { callWorker } from './session.ts';

/** Search, highlights and filters. */

/** Identifies the latest search, so that late answers to earlier ones can be dropped. */
let latestSearch = 0;

/** Returns the number of search results of all kinds. */
export function resultCount(): number {
  const { searchResults, abstractResults } = state;
  const { papers = [], authors = [], venues = [], years = [], terms = [], concepts = [] } = searchResults.value ?? {};
  return [papers, authors, venues, years, terms, concepts, abstractResults.value.hits].reduce(
    (sum, { length }) => sum + length,
    0,
  );
}

/** Milliseconds to wait before more abstracts than are listed at first are read, in case the user is still typing. */
const FOLLOWING_DELAY = 150;

/** Maximum number of abstracts that are listed and highlighted. */
const MAX_ABSTRACTS = 200;

/** Searches titles, authors, terms and concepts at once, then abstracts batch by batch until the next search. */
export async function search(query: string): Promise<void> {
  state.query.value = query;
  const id = ++latestSearch;
  const isCurrent = () => id === latestSearch;
  if (!query.trim()) return cancelSearch();
  // The previous results stay visible until there are new ones.
  state.abstractResults.value = { ...state.abstractResults.value, isReading: true };
  const results = await callWorker((worker) => worker.call('search', [query]));
  if (!isCurrent() || !results) return;
  batch(() => {
    state.searchResults.value = results;
    state.abstractResults.value = { ...NO_ABSTRACT_RESULTS, isReading: true };
  });
  await searchAbstracts(query, isCurrent);
  if (!isCurrent()) return;
  announce(strings.search.resultCount(resultCount()));
}

async function searchAbstracts(query: string, isCurrent: () => boolean): Promise<void> {
  let hits: AbstractHit[] = [];
  let shownCount = 0;
  let hasWaited = false;
  for (let next: BatchStart | null = 0; next !== null && isCurrent(); ) {
    const start: BatchStart = next;
    if (start !== 0 && shownCount > 0)
      await new Promise((resolve) => setTimeout(resolve, hasWaited ? 0 : FOLLOWING_DELAY));
    hasWaited ||= start !== 0;
    if (!isCurrent()) return;
    const answer = await callWorker((worker) => worker.call('searchAbstracts', [query, start]));
    if (!isCurrent()) return;
    const earlier = start === 'restart' ? [] : hits;
    hits = [...earlier, ...(answer?.hits ?? [])].slice(0, MAX_ABSTRACTS);
    next = findNext(answer, hits.length);
    // Every state change redraws the map, so skip batches without matches. What a restart has not found again stays visible.
    if (next !== null && hits.length <= shownCount) continue;
    hits.sort((a, b) => Number(b.isExactPhrase) - Number(a.isExactPhrase));
    shownCount = hits.length;
    state.abstractResults.value = { hits, isReading: next !== null, byTerms: answer?.byTerms ?? false };
  }
}

/** Returns where the next batch starts; null if there is none, or if enough was found. */
function findNext(answer: AbstractSearchResults | undefined, found: number): BatchStart | null {
  if (!answer) return null;
  if (found < MAX_ABSTRACTS) return answer.next;
  // The same query finds the same papers, whether or not the index was ready.
  return answer.isFinal ? null : 'restart';
}

function cancelSearch(): void {
  latestSearch++;
  state.searchResults.value = null;
  state.abstractResults.value = NO_ABSTRACT_RESULTS;
}

/** Clears the search box and the results. */
export function clearSearch(): void {
  state.query.value = '';
  cancelSearch();
}

/**
 * Highlights papers on the map and zooms to them.
 *
 * @param source what a link says about them: see {@link Highlight}.
 */
export function highlightPapers(name: string, papers: Uint32Array, source: string): void {
  state.highlight.value = { name, papers, source };
  zoomTo(papers);
  announce(strings.search.highlighted(name, papers.length));
}

/** Removes the highlight set by `highlightPapers`. */
export const clearHighlight = () => {
  state.highlight.value = null;
};

/** Changes some of the filters. */
export function setFilters(change: Partial<Filters>): void {
  state.filters.value = { ...state.filters.value, ...change };
  announce(strings.filters.visible(visibleCount.value, state.map.value?.nodes.ids.length ?? 0));
}

/** Adds a value to a filter, or removes it. */
export function toggleFilter(facet: 'topics' | 'venues' | 'files', value: number): void {
  const values = new Set(state.filters.value[facet]);
  if (!values.delete(value)) values.add(value);
  setFilters({ [facet]: values });
}

/** Removes all filters. */
export const clearFilters = () => setFilters(NO_FILTERS);
