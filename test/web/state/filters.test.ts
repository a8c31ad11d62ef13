import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MapNodes } from '../../../src/map-file/format.ts';
import {
  topicCounts,
  venueCounts,
  visibilityMask,
  visible,
  visibleLinkCount,
  yearCounts,
} from '../../../web/state/filters.ts';
import { type Filters, NO_FILTERS, state } from '../../../web/state/store.ts';
import type { MapDetails, Overview } from '../../../web/worker/protocol.ts';
import { buildAdjacencyLists } from '../../../web/worker/queries/adjacency.ts';

/** A paper, with the attributes that filters test. */
interface TestPaper {
  topic: number;
  subtopic: number;
  year: number;
  venue: number;
  files: number[];
  hasAbstract: boolean;
}

interface TestLink {
  a: number;
  b: number;
  similarity: number;
}

const testPaper: fc.Arbitrary<TestPaper> = fc.record({
  topic: fc.nat(3),
  subtopic: fc.constantFrom(0, 11, 12),
  year: fc.constantFrom(0, 2018, 2020, 2021),
  venue: fc.nat(2),
  files: fc.uniqueArray(fc.nat(2), { minLength: 1 }),
  hasAbstract: fc.boolean(),
});

const filters: fc.Arbitrary<Filters> = fc.record({
  topics: fc.uniqueArray(fc.nat(3)).map((list) => new Set(list)),
  venues: fc.uniqueArray(fc.nat(2)).map((list) => new Set(list)),
  files: fc.uniqueArray(fc.nat(2)).map((list) => new Set(list)),
  years: fc.option(fc.constantFrom([2018, 2020] as const, [2020, 2020] as const, [2019, 2019] as const)),
  minSimilarity: fc.constantFrom(0, 0.3, 0.8),
  minLinks: fc.nat(2),
  withAbstract: fc.boolean(),
});

const testLink = fc.record({ a: fc.nat(19), b: fc.nat(19), similarity: fc.constantFrom(0.1, 0.3, 0.5, 0.9) });

/** Puts a map of these papers and links into the state, with only the fields that filters read. */
function openMap(papers: TestPaper[], candidates: TestLink[]) {
  const linkByEnds = new Map<string, TestLink>();
  for (const link of candidates)
    if (link.a < link.b && link.b < papers.length) linkByEnds.set(`${link.a} ${link.b}`, link);
  const links = [...linkByEnds.values()];
  const adjacency = buildAdjacencyLists(
    {
      sources: Uint32Array.from(links, (link) => link.a),
      targets: Uint32Array.from(links, (link) => link.b),
      weights: Float64Array.from(links, (link) => link.similarity),
    },
    papers.length,
  );
  const nodes = {
    ids: papers.map((_, i) => `${i}`),
    topicOf: Uint32Array.from(papers, (paper) => paper.topic),
    subtopicOf: Uint32Array.from(papers, (paper) => paper.subtopic),
    years: Int32Array.from(papers, (paper) => paper.year),
    degrees: Uint32Array.from(papers, (_, i) => adjacency.starts[i + 1]! - adjacency.starts[i]!),
    positions: Float32Array.from(papers.flatMap((paper) => (paper.hasAbstract ? [0, 0] : [Number.NaN, Number.NaN]))),
  };
  const details = {
    venueOf: papers.map((paper) => paper.venue),
    filesOf: papers.map((paper) => [...paper.files].sort()),
  };
  // Filters read only the fields that are set.
  state.map.value = { nodes: nodes as Partial<MapNodes> as MapNodes } as Overview;
  state.details.value = details as Partial<MapDetails> as MapDetails;
  state.links.value = adjacency;
  return { nodes, links };
}

/** Reference implementation of the filters for one paper. */
function passes(paper: TestPaper, degree: number, f: Filters, except = ''): boolean {
  if (except !== 'topics' && f.topics.size && !f.topics.has(paper.topic)) return false;
  if (except !== 'venues' && f.venues.size && !f.venues.has(paper.venue)) return false;
  if (f.files.size && !paper.files.some((file) => f.files.has(file))) return false;
  if (except !== 'years' && f.years && !(paper.year >= f.years[0] && paper.year <= f.years[1])) return false;
  if (degree < f.minLinks) return false;
  return !f.withAbstract || paper.hasAbstract;
}

test('visible papers, visible links and facet counts match a count of single papers', () => {
  fc.assert(
    fc.property(
      fc.array(testPaper, { minLength: 1, maxLength: 20 }),
      fc.array(testLink),
      filters,
      (papers, candidates, chosen) => {
        const { links } = openMap(papers, candidates);
        state.filters.value = chosen;
        const countLinks = (paper: number) =>
          links.filter(
            ({ a, b, similarity }) => (a === paper || b === paper) && Math.fround(similarity) >= chosen.minSimilarity,
          ).length;
        const mask = (except = '') => papers.map((paper, i) => passes(paper, countLinks(i), chosen, except));
        const expectedMask = mask();
        expect([...visible.value]).toEqual(expectedMask.map(Number));
        expect(visibleLinkCount.value).toBe(
          links.filter(
            ({ a, b, similarity }) =>
              expectedMask[a] && expectedMask[b] && Math.fround(similarity) >= chosen.minSimilarity,
          ).length,
        );
        const count = (except: string, keysOf: (paper: TestPaper) => number[]) => {
          const counts = new Map<number, number>();
          mask(except).forEach((isVisible, i) => {
            if (isVisible) for (const key of keysOf(papers[i]!)) counts.set(key, (counts.get(key) ?? 0) + 1);
          });
          return counts;
        };
        expect(venueCounts.value).toEqual(count('venues', (paper) => [paper.venue]));
        expect(topicCounts.value).toEqual(
          count('topics', ({ topic, subtopic }) => (subtopic ? [topic, subtopic] : [topic])),
        );
        for (const { year, all, visible: visibleCount } of yearCounts.value) {
          expect(all).toBe(papers.filter((paper) => paper.year === year).length);
          expect(visibleCount).toBe(
            mask('years').filter((isVisible, i) => isVisible && papers[i]!.year === year).length,
          );
        }
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

test('all papers are visible without filters', () => {
  const { nodes } = openMap([{ topic: 0, subtopic: 0, year: 0, venue: 0, files: [0], hasAbstract: false }], []);
  // Filters read only the fields that are set.
  expect([...visibilityMask(NO_FILTERS, nodes as Partial<MapNodes> as MapNodes, null)]).toEqual([1]);
});
