import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MapNodes } from '../../../src/map-file/format.ts';
import { passing, shown, shownLinks, topicCounts, venueCounts, yearCounts } from '../../../web/state/filters.ts';
import { type Filters, NO_FILTERS, state } from '../../../web/state/store.ts';
import { linksOf } from '../../../web/worker/edges.ts';
import type { Details, Overview } from '../../../web/worker/protocol.ts';

interface Line {
  topic: number;
  subtopic: number;
  year: number;
  venue: number;
  files: number[];
  placed: boolean;
}

const line: fc.Arbitrary<Line> = fc.record({
  topic: fc.nat(3),
  subtopic: fc.constantFrom(0, 11, 12),
  year: fc.constantFrom(0, 2018, 2020, 2021),
  venue: fc.nat(2),
  files: fc.uniqueArray(fc.nat(2), { minLength: 1 }),
  placed: fc.boolean(),
});

const filters: fc.Arbitrary<Filters> = fc.record({
  topics: fc.uniqueArray(fc.nat(3)).map((list) => new Set(list)),
  venues: fc.uniqueArray(fc.nat(2)).map((list) => new Set(list)),
  files: fc.uniqueArray(fc.nat(2)).map((list) => new Set(list)),
  years: fc.option(fc.constantFrom([2018, 2020] as const, [2020, 2020] as const, [2019, 2019] as const)),
  minSimilarity: fc.constantFrom(0, 0.3, 0.8),
  minNeighbours: fc.nat(2),
  withAbstract: fc.boolean(),
});

const edge = fc.record({ a: fc.nat(19), b: fc.nat(19), similarity: fc.constantFrom(0.1, 0.3, 0.5, 0.9) });

/** Opens a map of these papers and links, as far as filters look at it. */
function open(lines: Line[], links: { a: number; b: number; similarity: number }[]) {
  const edges = new Map<string, { a: number; b: number; similarity: number }>();
  for (const { a, b, similarity } of links) if (a < b && b < lines.length) edges.set(`${a} ${b}`, { a, b, similarity });
  const list = [...edges.values()];
  const rows = linksOf(
    {
      sources: Uint32Array.from(list, (one) => one.a),
      targets: Uint32Array.from(list, (one) => one.b),
      weights: Float64Array.from(list, (one) => one.similarity),
    },
    lines.length,
  );
  const nodes = {
    ids: lines.map((_, i) => `${i}`),
    topicOf: Uint32Array.from(lines, (one) => one.topic),
    subtopicOf: Uint32Array.from(lines, (one) => one.subtopic),
    years: Int32Array.from(lines, (one) => one.year),
    degrees: Uint32Array.from(lines, (_, i) => rows.starts[i + 1]! - rows.starts[i]!),
    positions: Float32Array.from(lines.flatMap((one) => (one.placed ? [0, 0] : [Number.NaN, Number.NaN]))),
  };
  const details = {
    venueOf: lines.map((one) => one.venue),
    filesOf: lines.map((one) => [...one.files].sort()),
  };
  // Only what filters read is there.
  state.map.value = { nodes: nodes as Partial<MapNodes> as MapNodes } as Overview;
  state.details.value = details as Partial<Details> as Details;
  state.links.value = rows;
  return { nodes, list };
}

/** What the words of the filters say, one paper at a time. */
function passes(paper: Line, degree: number, f: Filters, but = ''): boolean {
  if (but !== 'topics' && f.topics.size && !f.topics.has(paper.topic)) return false;
  if (but !== 'venues' && f.venues.size && !f.venues.has(paper.venue)) return false;
  if (f.files.size && !paper.files.some((file) => f.files.has(file))) return false;
  if (but !== 'years' && f.years && !(paper.year >= f.years[0] && paper.year <= f.years[1])) return false;
  if (degree < f.minNeighbours) return false;
  return !f.withAbstract || paper.placed;
}

test('what is shown, and every count beside a filter, is what counting one by one gives', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.array(edge), filters, (lines, links, chosen) => {
      const { nodes, list } = open(lines, links);
      state.filters.value = chosen;
      const passing = (but = '') => lines.map((one, i) => passes(one, nodes.degrees[i]!, chosen, but));
      const all = passing();
      expect([...shown.value]).toEqual(all.map(Number));
      expect(shownLinks.value).toBe(
        list.filter(({ a, b, similarity }) => all[a] && all[b] && Math.fround(similarity) >= chosen.minSimilarity)
          .length,
      );
      const tally = (but: string, keysOf: (one: Line) => number[]) => {
        const counts = new Map<number, number>();
        passing(but).forEach((pass, i) => {
          if (pass) for (const key of keysOf(lines[i]!)) counts.set(key, (counts.get(key) ?? 0) + 1);
        });
        return counts;
      };
      expect(venueCounts.value).toEqual(tally('venues', (one) => [one.venue]));
      expect(topicCounts.value).toEqual(
        tally('topics', (one) => (one.subtopic ? [one.topic, one.subtopic] : [one.topic])),
      );
      for (const { year, all: papers, shown: counted } of yearCounts.value) {
        expect(papers).toBe(lines.filter((one) => one.year === year).length);
        expect(counted).toBe(passing('years').filter((pass, i) => pass && lines[i]!.year === year).length);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('without filters everything is shown', () => {
  const { nodes } = open([{ topic: 0, subtopic: 0, year: 0, venue: 0, files: [0], placed: false }], []);
  // Only what filters read is there.
  expect([...passing(NO_FILTERS, nodes as Partial<MapNodes> as MapNodes, null)]).toEqual([1]);
});
