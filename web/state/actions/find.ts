import { texts } from '../../strings/strings.ts';
import type { AbstractHit } from '../../worker/protocol.ts';
import { shownCount } from '../filters.ts';
import { type Filters, NO_ABSTRACTS, NO_FILTERS, state } from '../store.ts';
import { zoomTo } from './draw.ts';
import { say } from './page.ts';
import { ask } from './session.ts';

/** Search, marks and filters. */

let searches = 0;

/** How many lines there are of all that was found. */
export function foundCount(): number {
  const { found, abstracts } = state;
  const { papers = [], authors = [], terms = [], concepts = [] } = found.value ?? {};
  return [papers, authors, terms, concepts, abstracts.value.hits].reduce((sum, { length }) => sum + length, 0);
}

/** Milliseconds of rest before abstracts are read: whoever types on wants other words. */
const REST = 150;

/** So many abstracts are listed and marked at most. */
const MOST = 200;

/** Titles, authors and terms at once; abstracts afterwards, a stretch at a time, until other words are sought. */
export async function search(query: string): Promise<void> {
  state.query.value = query;
  const own = ++searches;
  const current = () => own === searches;
  if (!query.trim()) return stopSearch();
  // What was found before stays in sight until there is something newer; what is still to come is said at once.
  state.abstracts.value = { ...state.abstracts.value, more: true };
  const found = await ask((w) => w.call('search', [query]));
  if (!current() || !found) return;
  state.found.value = found;
  state.abstracts.value = { ...NO_ABSTRACTS, more: true };
  await new Promise((rested) => setTimeout(rested, REST));
  if (current()) await searchAbstracts(query, current);
  if (!current()) return;
  say(texts.search.found(foundCount()));
}

async function searchAbstracts(query: string, current: () => boolean): Promise<void> {
  let hits: AbstractHit[] = [];
  for (let from: number | null = 0; from !== null && current(); ) {
    const at: number = from;
    const answer = await ask((w) => w.call('searchAbstracts', [query, at]));
    if (!current()) return;
    const before = hits.length;
    hits = [...hits, ...(answer?.hits ?? [])].slice(0, MOST);
    from = answer && hits.length < MOST ? answer.next : null;
    // The picture is painted anew for every change: none is made for a stretch without hits.
    if (from !== null && hits.length === before) continue;
    hits.sort((a, b) => Number(b.together) - Number(a.together));
    state.abstracts.value = { hits, more: from !== null, byTerms: answer?.byTerms ?? false };
  }
}

function stopSearch(): void {
  searches++;
  state.found.value = null;
  state.abstracts.value = NO_ABSTRACTS;
}

export function clearSearch(): void {
  state.query.value = '';
  stopSearch();
}

export function mark(name: string, papers: Uint32Array): void {
  state.marked.value = { name, papers };
  zoomTo(papers);
  say(texts.search.shown(name, papers.length));
}

export const unmark = () => {
  state.marked.value = null;
};

export function setFilters(change: Partial<Filters>): void {
  state.filters.value = { ...state.filters.value, ...change };
  say(texts.filters.shown(shownCount.value, state.map.value?.nodes.ids.length ?? 0));
}

export function toggle(facet: 'topics' | 'venues' | 'files', value: number): void {
  const chosen = new Set(state.filters.value[facet]);
  if (!chosen.delete(value)) chosen.add(value);
  setFilters({ [facet]: chosen });
}

export const clearFilters = () => setFilters(NO_FILTERS);
