import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTopicYears, findTrends, omitOldYears } from '../../../web/state/topic-trends.ts';

/** Returns the topic and year of each paper: `counts` papers per topic and year, from 2000. */
function toPapers(counts: readonly (readonly number[])[]) {
  const papers = counts.flatMap((list, i) =>
    list.flatMap((count, year) => Array.from({ length: count }, () => [i + 1, 2000 + year] as const)),
  );
  return { topicOf: papers.map(([topic]) => topic), years: papers.map(([, year]) => year) };
}

const trendsOf = (counts: readonly (readonly number[])[]) => {
  const { topicOf, years } = toPapers(counts);
  const data = countTopicYears(
    counts.map((_, i) => i + 1),
    topicOf,
    years,
  );
  return findTrends(data!);
};

test('papers are counted by topic and year; those without a year or topic are not', () => {
  const data = countTopicYears([1, 2], [1, 1, 2, 0, 1], [2001, 2003, 2003, 2002, 0]);
  expect(data).toEqual({
    first: 2001,
    last: 2003,
    topics: [1, 2],
    counts: [
      [1, 0, 1],
      [0, 0, 1],
    ],
    totals: [1, 1, 2],
  });
  expect(countTopicYears([1], [1, 1], [2001, 2001])).toBeUndefined();
  expect(countTopicYears([1], [1, 1], [2001, 0])).toBeUndefined();
});

/** The years and topics of a paper of 1821 or several, and of papers of each year since 2000. */
function withOldPapers(old: number, years: number) {
  const papers = Array.from({ length: 20 * years }, (_, i) => 2000 + (i % years));
  const all = [...new Array<number>(old).fill(1821), ...papers];
  return countTopicYears([1], new Array<number>(all.length).fill(1), all)!;
}

test('charts leave out few papers that are much older than all others', () => {
  const { first, last, omitted, totals, counts } = omitOldYears(withOldPapers(1, 10));
  expect({ first, last, omitted }).toEqual({ first: 2000, last: 2009, omitted: 1 });
  expect(totals).toEqual(new Array(10).fill(20));
  expect(counts).toEqual([totals]);
  // 5 of 205 papers are too many to leave out.
  expect(omitOldYears(withOldPapers(5, 10))).toMatchObject({ first: 1821, omitted: 0 });
  // Without a gap, nothing is left out.
  expect(omitOldYears(withOldPapers(0, 10))).toMatchObject({ first: 2000, omitted: 0 });
});

test('topics that grow or shrink more than by chance have a trend', () => {
  const trends = trendsOf([
    [5, 5, 5, 40],
    [60, 60, 60, 20],
    [40, 40, 40, 40],
    [2, 2, 2, 3],
  ]);
  expect(trends.get(1)).toEqual({ kind: 'emerging', since: 2003, share: 40 / 103, before: 15 / 321 });
  expect(trends.get(2)!.kind).toBe('declining');
  expect([...trends.keys()]).toEqual([1, 2]);
});

test('topics with the same share in all years have no trend', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
  const factors = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(sizes, factors, (topics, years) => {
      expect(trendsOf(topics.map((size) => years.map((factor) => size * factor))).size).toBe(0);
    }),
  );
});

test('without topics, or with a single year, there is nothing to count', () => {
  expect(countTopicYears([], [0, 0], [2001, 2005])).toBeUndefined();
  expect(countTopicYears([1], [1, 1], [2001, 2001])).toBeUndefined();
  expect(countTopicYears([1], [1, 1], [2001, 2002])?.counts).toEqual([[1, 1]]);
});
