import { OTHER_TOPIC } from '../../src/model/map.ts';

/** The papers of each topic per year. */
export interface TopicYears {
  first: number;
  last: number;
  /** Topic ids, as given. */
  topics: readonly number[];
  /** Papers of topic i in the year `first + j`: `counts[i][j]`. */
  counts: number[][];
  /** Papers per year, also those in no topic. */
  totals: number[];
}

/** A topic whose share of the papers has changed. */
export interface Trend {
  kind: 'emerging' | 'declining';
  /** First year of the recent years. */
  since: number;
  /** Share of the papers in the recent years, and in those before, 0..1. */
  share: number;
  before: number;
}

/** Counts the papers of topics per year, from the first to the last year; undefined without topics, or with fewer than two years. */
export function countTopicYears(
  topics: readonly number[],
  topicOf: ArrayLike<number>,
  years: ArrayLike<number>,
): TopicYears | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let paper = 0; paper < years.length; paper++)
    if (years[paper]! > 0) {
      first = Math.min(first, years[paper]!);
      last = Math.max(last, years[paper]!);
    }
  if (topics.length === 0 || !(last > first)) return undefined;
  const zeros = () => new Array<number>(last - first + 1).fill(0);
  const rankOf = new Map(topics.map((topic, rank) => [topic, rank]));
  const counts = topics.map(zeros);
  const totals = zeros();
  for (let paper = 0; paper < years.length; paper++) {
    if (!(years[paper]! > 0)) continue;
    totals[years[paper]! - first]!++;
    const rank = rankOf.get(topicOf[paper]!);
    if (rank !== undefined) counts[rank]![years[paper]! - first]!++;
  }
  return { first, last, topics, counts, totals };
}

/** Years that a chart leaves out lie behind at least so many years without papers, */
const MIN_GAP = 10;

/** and have at most this share of the papers. */
const MAX_OMITTED_SHARE = 0.01;

/**
 * Leaves out the first years of a chart if few papers are much older than all others, which would take most of its width.
 *
 * @returns the other years, and the number of papers that were left out.
 */
export function omitOldYears(data: TopicYears): TopicYears & { omitted: number } {
  const max = MAX_OMITTED_SHARE * sum(data.totals);
  let [start, omitted, gap] = [0, 0, 0];
  for (let year = 0, before = 0; year < data.totals.length && before <= max; year++) {
    const total = data.totals[year]!;
    if (total > 0 && gap >= MIN_GAP) [start, omitted] = [year, before];
    gap = total > 0 ? 0 : gap + 1;
    before += total;
  }
  const cut = (counts: number[]) => counts.slice(start);
  return {
    ...data,
    first: data.first + start,
    counts: data.counts.map(cut),
    totals: cut(data.totals),
    omitted,
  };
}

/** The recent years are the last ones that have at least this share of the papers. */
const RECENT_SHARE = 0.2;

/** Smallest ratio of the two shares of a trend. */
const MIN_RATIO = 1.25;

/** Smallest difference of the two shares, in standard errors. With 50 topics, chance produces a trend in one of seven maps. */
const MIN_DEVIATIONS = 3;

/** Finds the topics whose share of the papers has grown or shrunk in the recent years by more than chance explains. */
export function findTrends({ first, topics, counts, totals }: TopicYears): Map<number, Trend> {
  const all = sum(totals);
  let start = totals.length - 1;
  while (start > 1 && sum(totals.slice(start)) < RECENT_SHARE * all) start--;
  const [recent, earlier] = [sum(totals.slice(start)), sum(totals.slice(0, start))];
  const trends = new Map<number, Trend>();
  if (recent === 0 || earlier === 0) return trends;
  topics.forEach((topic, rank) => {
    if (topic === OTHER_TOPIC.id) return;
    const [now, then] = [sum(counts[rank]!.slice(start)), sum(counts[rank]!.slice(0, start))];
    const [share, before] = [now / recent, then / earlier];
    const mean = (now + then) / all;
    const error = Math.sqrt(mean * (1 - mean) * (1 / recent + 1 / earlier));
    if (!(Math.abs(share - before) >= MIN_DEVIATIONS * error) || error === 0) return;
    if (Math.max(share, before) < MIN_RATIO * Math.min(share, before)) return;
    trends.set(topic, { kind: share > before ? 'emerging' : 'declining', since: first + start, share, before });
  });
  return trends;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
