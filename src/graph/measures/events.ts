import type { PaperMap } from '../../model/map.ts';
import type { Paper } from '../../model/paper.ts';
import { type Incidence, transposeIncidence } from '../../networks/links.ts';
import { listCitedPapers } from '../../networks/references/cited-papers.ts';
import { matchReferences } from '../../networks/references/match-references.ts';
import { type Burst, findBursts } from './bursts.ts';

/** When something happened to each node: node i was cited, or in a paper, in the years `years[starts[i]]` to `years[starts[i + 1] - 1]`. */
interface Events {
  starts: Uint32Array;
  years: Int32Array;
}

/** The parts of a map that bursts are found in. */
type DatedMap = Pick<PaperMap, 'papers' | 'network' | 'sourcePapers'>;

/**
 * Finds the bursts of each node: of papers in the years of the papers of the map that cite them, of authors, keywords, concepts, and cited
 * works in the years of their papers.
 * @returns undefined if no year is known, or no paper cites another.
 */
export function findNodeBursts({ papers, network, sourcePapers }: DatedMap): Burst[][] | undefined {
  // The papers whose years count, if the nodes stand for something else.
  const sources = network && network.nodes !== 'papers' ? { network, papers: sourcePapers ?? [] } : undefined;
  const events = sources
    ? collectEvents(sources.network.shared, sources.papers)
    : collectEvents(listCiting(papers), papers);
  if (events.years.length === 0) return undefined;
  const [first, last] = events.years.reduce(
    ([min, max], year) => [Math.min(min, year), Math.max(max, year)],
    [events.years[0]!, events.years[0]!],
  );
  const span = last - first + 1;
  const possible = countPossible(events, sources?.papers, first, span);
  const counts = new Uint32Array(span);
  return Array.from({ length: events.starts.length - 1 }, (_, node) => {
    counts.fill(0);
    for (let k = events.starts[node]!; k < events.starts[node + 1]!; k++) counts[events.years[k]! - first]!++;
    return findBursts(counts, possible, first);
  });
}

/** Returns how many events there could be per year: as many as papers, or citations of papers of the map. */
function countPossible(events: Events, papers: readonly Paper[] | undefined, first: number, span: number): Uint32Array {
  const totals = new Uint32Array(span);
  const years = papers ? papers.map(({ year }) => year) : [...events.years];
  for (const year of years) if (year !== undefined && year >= first && year < first + span) totals[year - first]!++;
  return totals;
}

/** Returns the years of the papers of each node; papers without a year are left out. */
function collectEvents({ starts, ids }: Incidence, papers: readonly Pick<Paper, 'year'>[]): Events {
  const eventStarts = new Uint32Array(starts.length);
  const years: number[] = [];
  for (let node = 0; node + 1 < starts.length; node++) {
    for (let k = starts[node]!; k < starts[node + 1]!; k++) {
      const year = papers[ids[k]!]?.year;
      if (year !== undefined) years.push(year);
    }
    eventStarts[node + 1] = years.length;
  }
  return { starts: eventStarts, years: Int32Array.from(years) };
}

/** Returns the papers that cite each paper. */
const listCiting = (papers: readonly Paper[]): Incidence =>
  transposeIncidence(listCitedPapers(matchReferences(papers)), papers.length);
