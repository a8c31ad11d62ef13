import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Selection } from '../../../../web/state/store.ts';
import { formatHash, type PageState, parseHash } from '../../../../web/state/url-state/url.ts';

const IDS = ['a1', 'b&2', 'c=3', 'ü,4'];
const NAMES = ['', 'Nature', 'A, B & C', '100% = #1', '<i>'];

const paper = fc.integer({ min: 0, max: IDS.length - 1 });
const papers = fc.uniqueArray(paper);
const nameIndexes = fc.uniqueArray(fc.integer({ min: 0, max: NAMES.length - 1 })).map((list) => new Set(list));
const coordinate = fc.integer({ min: -20_000, max: 30_000 }).map((n) => n / 10_000);
const year = fc.integer({ min: 1800, max: 2030 });

const selection: fc.Arbitrary<Selection> = fc.oneof(
  fc.record({ kind: fc.constant('none' as const) }),
  fc.record({ kind: fc.constant('about' as const) }),
  fc.record({ kind: fc.constant('paper' as const), paper }),
  fc.record({ kind: fc.constant('compare' as const), a: paper, b: paper }),
  fc.record({ kind: fc.constant('path' as const), from: paper, to: paper }),
  fc.record({ kind: fc.constant('concept' as const), concept: fc.constantFrom('liquid-state-machin', 'c++&co') }),
  fc.record({ kind: fc.constant('topic' as const), topic: fc.nat(500) }),
);

const pageState: fc.Arbitrary<PageState> = fc.record({
  sample: fc.boolean(),
  view: fc.oneof(
    fc.constant({ x: 0.5, y: 0.5, ratio: 1 }),
    fc.record({ x: coordinate, y: coordinate, ratio: fc.integer({ min: 1, max: 90_000 }).map((n) => n / 10_000) }),
  ),
  movesCamera: fc.boolean(),
  selection,
  filters: fc.record({
    topics: fc.uniqueArray(fc.nat(500)).map((list) => new Set(list)),
    venues: nameIndexes,
    files: nameIndexes,
    years: fc.option(fc.tuple(year, year)),
    minSimilarity: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    minLinks: fc.nat(30),
    withAbstract: fc.boolean(),
  }),
  colorBy: fc.constantFrom('topic', 'subtopic', 'year', 'venue', 'source', 'confidence'),
  sizeBy: fc.constantFrom('links', 'citations', 'uniform'),
  curved: fc.boolean(),
  density: fc.boolean(),
  contours: fc.boolean(),
  pane: fc.constantFrom('topics', 'filters', 'ask', 'tree', 'edit', null),
  defaultPane: fc.constantFrom('topics', null),
  table: fc.option(fc.record({ column: fc.constantFrom('title', 'year', 'citations'), descending: fc.boolean() })),
  text: fc.string({ unit: 'binary' }),
  query: fc.string({ unit: 'grapheme' }),
  highlight: fc.string(),
  readingList: papers,
  positiveExamples: papers,
  negativeExamples: papers,
  recipe: fc.stringMatching(/^[A-Za-z0-9_-]*$/),
  ids: fc.constant(IDS),
  venues: fc.constant(NAMES),
  files: fc.constant(NAMES),
});

const isWhole = ({ x, y, ratio }: PageState['view']) => x === 0.5 && y === 0.5 && ratio === 1;

test('parseHash restores the state that formatHash has formatted', () => {
  fc.assert(
    fc.property(pageState, (page) => {
      const { view, filters } = page;
      const idsOf = (list: readonly number[]) => list.map((i) => IDS[i]);
      const namesOf = (indexes: ReadonlySet<number>) => [...indexes].map((i) => NAMES[i]);
      expect(parseHash(`#${formatHash(page)}`)).toEqual({
        sample: page.sample,
        view: !isWhole(view) ? view : page.movesCamera ? 'all' : null,
        selection: withIds(page.selection),
        topics: [...filters.topics].sort((a, b) => a - b),
        venues: namesOf(filters.venues),
        files: namesOf(filters.files),
        years: filters.years,
        minSimilarity: filters.minSimilarity,
        minLinks: filters.minLinks,
        withAbstract: filters.withAbstract,
        colorBy: page.colorBy,
        sizeBy: page.sizeBy,
        curved: page.curved,
        density: page.density,
        contours: page.contours,
        pane: page.pane === page.defaultPane ? null : (page.pane ?? 'none'),
        table: page.table,
        text: page.text,
        query: page.query,
        highlight: page.highlight,
        readingList: idsOf(page.readingList),
        positiveExamples: idsOf(page.positiveExamples),
        negativeExamples: idsOf(page.negativeExamples),
        recipe: page.recipe,
      });
    }),
    { numRuns: 400, seed: 1 },
  );
});

function withIds(original: Selection) {
  switch (original.kind) {
    case 'none':
      return null;
    case 'paper':
      return { kind: 'paper', paper: IDS[original.paper] };
    case 'compare':
      return { kind: 'compare', a: IDS[original.a], b: IDS[original.b] };
    case 'path':
      return { kind: 'path', from: IDS[original.from], to: IDS[original.to] };
    default:
      return original;
  }
}

test('parseHash returns defaults for arbitrary text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parsed = parseHash(`#${encodeURIComponent(text)}`);
      expect(parsed.colorBy).toBe('topic');
      expect(parsed.minSimilarity).toBeGreaterThanOrEqual(0);
    }),
    { seed: 1 },
  );
  expect(parseHash('')).toMatchObject({ view: null, selection: null, years: null, recipe: '', readingList: [] });
});

test('parseHash ignores invalid values', () => {
  const parsed = parseHash(
    '#view=1,2,-3&years=x,2020&similarity=7&links=-4&topics=1,,nan,3&topic=-2&colour=plaid&pane=cellar',
  );
  expect(parsed).toMatchObject({
    view: null,
    years: null,
    minSimilarity: 1,
    minLinks: 0,
    topics: [1, 3],
    selection: null,
    colorBy: 'topic',
    pane: null,
  });
});

test('parseHash understands links of papergraph 0.1', () => {
  const former = '#paper=a1&paper=b2&way&colour=year&size=even&pane=shape&mark=glia&keep=a1&keep=b2';
  const current = '#paper=a1&paper=b2&path&color=year&size=uniform&pane=edit&highlight=glia&list=a1&list=b2';
  expect(parseHash(former)).toEqual(parseHash(current));
  expect(parseHash(current)).toMatchObject({
    selection: { kind: 'path', from: 'a1', to: 'b2' },
    colorBy: 'year',
    sizeBy: 'uniform',
    pane: 'edit',
    highlight: 'glia',
    readingList: ['a1', 'b2'],
  });
  expect(parseHash('#keep=old&list=new').readingList).toEqual(['new']);
});
