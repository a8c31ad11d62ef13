import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reading } from '../../../web/state/store.ts';
import { type Addressed, readAddress, writeAddress } from '../../../web/state/url.ts';

const IDS = ['a1', 'b&2', 'c=3', 'ü,4'];
const NAMES = ['', 'Nature', 'A, B & C', '100% = #1', '<i>'];

const paper = fc.integer({ min: 0, max: IDS.length - 1 });
const papers = fc.uniqueArray(paper);
const few = fc.uniqueArray(fc.integer({ min: 0, max: NAMES.length - 1 })).map((list) => new Set(list));
const coordinate = fc.integer({ min: -20_000, max: 30_000 }).map((n) => n / 10_000);

const reading: fc.Arbitrary<Reading> = fc.oneof(
  fc.record({ kind: fc.constant('nothing' as const) }),
  fc.record({ kind: fc.constant('about' as const) }),
  fc.record({ kind: fc.constant('paper' as const), paper }),
  fc.record({ kind: fc.constant('compare' as const), a: paper, b: paper }),
  fc.record({ kind: fc.constant('path' as const), from: paper, to: paper }),
  fc.record({ kind: fc.constant('concept' as const), concept: fc.constantFrom('liquid-state-machin', 'c++&co') }),
  fc.record({ kind: fc.constant('topic' as const), topic: fc.integer({ min: 1, max: 500 }) }),
);

const page: fc.Arbitrary<Addressed> = fc.record({
  sample: fc.boolean(),
  view: fc.record({ x: coordinate, y: coordinate, ratio: fc.integer({ min: 1, max: 90_000 }).map((n) => n / 10_000) }),
  reading,
  filters: fc.record({
    topics: fc.uniqueArray(fc.nat(500)).map((list) => new Set(list)),
    venues: few,
    files: few,
    years: fc.option(fc.tuple(fc.integer({ min: 1800, max: 2030 }), fc.integer({ min: 1800, max: 2030 }))),
    minSimilarity: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    minNeighbours: fc.nat(30),
    withAbstract: fc.boolean(),
  }),
  colourBy: fc.constantFrom('topic', 'subtopic', 'year', 'venue', 'source', 'confidence'),
  sizeBy: fc.constantFrom('links', 'citations', 'even'),
  curved: fc.boolean(),
  pane: fc.constantFrom('topics', 'filters', 'ask', 'tree', 'shape', null),
  text: fc.string({ unit: 'binary' }),
  query: fc.string({ unit: 'grapheme' }),
  mark: fc.string(),
  kept: papers,
  good: papers,
  bad: papers,
  recipe: fc.stringMatching(/^[A-Za-z0-9_-]*$/),
  ids: fc.constant(IDS),
  venues: fc.constant(NAMES),
  files: fc.constant(NAMES),
});

test('a link says what the page showed', () => {
  fc.assert(
    fc.property(page, (shown) => {
      const read = readAddress(`#${writeAddress(shown)}`);
      const { view, filters } = shown;
      const ids = (list: readonly number[]) => list.map((i) => IDS[i]);
      const names = (chosen: ReadonlySet<number>) => [...chosen].map((i) => NAMES[i]);
      expect(read).toEqual({
        sample: shown.sample,
        view: view.x === 0.5 && view.y === 0.5 && view.ratio === 1 ? null : view,
        reading: inIds(shown.reading),
        topics: [...filters.topics].sort((a, b) => a - b),
        venues: names(filters.venues),
        files: names(filters.files),
        years: filters.years,
        minSimilarity: filters.minSimilarity,
        minNeighbours: filters.minNeighbours,
        withAbstract: filters.withAbstract,
        colourBy: shown.colourBy,
        sizeBy: shown.sizeBy,
        curved: shown.curved,
        pane: shown.pane === 'topics' ? null : shown.pane,
        text: shown.text,
        query: shown.query,
        mark: shown.mark,
        kept: ids(shown.kept),
        good: ids(shown.good),
        bad: ids(shown.bad),
        recipe: shown.recipe,
      });
    }),
    { numRuns: 400, seed: 1 },
  );
});

function inIds(shown: Reading) {
  switch (shown.kind) {
    case 'nothing':
      return null;
    case 'paper':
      return { kind: 'paper', paper: IDS[shown.paper] };
    case 'compare':
      return { kind: 'compare', a: IDS[shown.a], b: IDS[shown.b] };
    case 'path':
      return { kind: 'path', from: IDS[shown.from], to: IDS[shown.to] };
    default:
      return shown;
  }
}

test('a view of the whole map, with nothing chosen, needs no words', () => {
  fc.assert(
    fc.property(fc.string(), (noise) => {
      const read = readAddress(`#${encodeURIComponent(noise)}`);
      expect(read.colourBy).toBe('topic');
      expect(read.minSimilarity).toBeGreaterThanOrEqual(0);
    }),
    { seed: 1 },
  );
  const nothing = readAddress('');
  expect(nothing).toMatchObject({ view: null, reading: null, years: null, recipe: '', kept: [] });
});

test('numbers that make no sense are left out', () => {
  const read = readAddress(
    '#view=1,2,-3&years=x,2020&similarity=7&links=-4&topics=1,,nan,3&topic=-2&colour=plaid&pane=cellar',
  );
  expect(read).toMatchObject({
    view: null,
    years: null,
    minSimilarity: 1,
    minNeighbours: 0,
    topics: [1, 3],
    reading: null,
    colourBy: 'topic',
    pane: null,
  });
});
