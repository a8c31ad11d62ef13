import { hasPaperNodes } from '../strings/nouns.ts';
import { strings } from '../strings/strings.ts';
import { state } from './store.ts';

/** Returns the authors and the year of a paper in one short line; '' if both are unknown. */
export function bylineOf(paper: number): string {
  const authors = state.details.value?.authors[paper] ?? [];
  const year = state.map.value?.nodes.years[paper] ?? 0;
  return [formatAuthors(authors), year > 0 && (hasPaperNodes() ? String(year) : strings.network.meanYear(year))]
    .filter(Boolean)
    .join(' · ');
}

function formatAuthors([first, second, ...others]: readonly string[]): string {
  if (!first) return '';
  if (!second) return first;
  return others.length > 0 ? strings.list.etAl(first) : strings.list.two(first, second);
}
