import fc from 'fast-check';
import type { Concepts } from '../../src/model/concepts.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { Paper } from '../../src/model/paper.ts';

/** An object with a prototype, as JSON.parse creates it. */
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { noNullPrototype: true });

/** Arbitrary text, including lone surrogates, line ends and names of object members. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', '\ud800', 'a\nb\u2028c', '"},\n"index":{', '</script>', '\0'),
);
const uint = fc.nat(0xffffffff);
/** A coordinate without negative zero, which JSON does not preserve. */
const coordinate = fc.float({ noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x));
const array = (item: fc.Arbitrary<number>, length: number) => fc.array(item, { minLength: length, maxLength: length });

/** Arbitrary concepts with consistent lengths. */
const anyConcepts = (papers: number): fc.Arbitrary<Concepts> => {
  const spanOf = { field: fc.constantFrom('title' as const, 'abstract' as const), from: uint, to: uint };
  const list = fc.array(
    fc.record(
      {
        id: text,
        name: text,
        kind: fc.constantFrom('system', 'data set', 'method', 'task', 'keyphrase'),
        variants: fc.array(text, { maxLength: 3 }),
        abbreviations: fc.array(text, { maxLength: 2 }),
        documents: fc.nat(),
        first: fc.integer({ min: 1, max: 9999 }),
      },
      { requiredKeys: ['id', 'name', 'kind', 'variants', 'abbreviations', 'documents'], noNullPrototype: true },
    ),
    { maxLength: 4 },
  );
  // A paper is a list of concepts with a value, mentions in the title and mentions in the abstract.
  const spans = fc.array(fc.tuple(fc.nat(1 << 20), fc.nat(1 << 20)), { maxLength: 2 });
  return list
    .chain((concepts) => {
      const concept = fc.nat(Math.max(0, concepts.length - 1));
      const entries = fc.array(fc.tuple(concept, fc.nat(0xffff), spans, spans), { maxLength: concepts.length && 3 });
      const passage = record({ paper: fc.nat(Math.max(0, papers - 1)), concept, ...spanOf });
      const named = passage.chain((place) =>
        record({ short: text, long: text }).map((names) => ({ ...place, ...names })),
      );
      const maxLength = papers && concepts.length && 2;
      return fc.tuple(
        fc.constant(concepts),
        fc.array(entries, { minLength: papers, maxLength: papers }),
        fc.array(passage, { maxLength }),
        fc.array(named, { maxLength }),
      );
    })
    .map(([concepts, lines, introductions, definitions]) => {
      const flat = lines.flat();
      const mentions = flat.flatMap(([, , titles, abstracts]) => [
        ...titles.map((span) => [0, ...span] as const),
        ...abstracts.map((span) => [1, ...span] as const),
      ]);
      const sums = (lengths: number[]) => {
        let sum = 0;
        return Uint32Array.from([0, ...lengths.map((length) => (sum += length))]);
      };
      return {
        concepts,
        rows: {
          starts: sums(lines.map((line) => line.length)),
          ids: Uint32Array.from(flat, ([concept]) => concept),
          values: Uint16Array.from(flat, ([, value]) => value),
        },
        mentions: {
          starts: sums(flat.map(([, , titles, abstracts]) => titles.length + abstracts.length)),
          fields: Uint8Array.from(mentions, ([field]) => field),
          from: Uint32Array.from(mentions, ([, from]) => from),
          to: Uint32Array.from(mentions, ([, from, length]) => from + length),
        },
        introductions,
        definitions,
      };
    });
};

/** Maps whose arrays have the right types, lengths and ranges, and otherwise arbitrary content, because the file format does not depend on it. */
export const anyMap: fc.Arbitrary<PaperMap> = fc
  .record({ papers: fc.nat(6), terms: fc.nat(5) })
  .chain(({ papers, terms }) => {
    /** Indexes below `length`, none if it is 0. */
    const indexes = (length: number) => fc.array(fc.nat(Math.max(0, length - 1)), { maxLength: length > 0 ? 3 : 0 });
    /** A sparse matrix with a row per paper. */
    const matrix = <Values>(columns: number, value: fc.Arbitrary<number>, create: (list: number[]) => Values) => {
      const row = fc.array(fc.tuple(fc.nat(Math.max(0, columns - 1)), value), { maxLength: columns > 0 ? 3 : 0 });
      return fc.array(row, { minLength: papers, maxLength: papers }).map((list) => {
        let sum = 0;
        return {
          starts: Uint32Array.from([0, ...list.map((entries) => (sum += entries.length))]),
          ids: Uint32Array.from(list.flat(), ([id]) => id),
          values: create(list.flat().map(([, value]) => value)),
        };
      });
    };
    const perPaper = array(uint, papers).map((list) => Uint32Array.from(list));
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    const place = record({ file: text, line: fc.nat() });
    const problems = fc.array(record({ file: text, line: fc.nat(), reason: text }), { maxLength: 2 });
    const paper: fc.Arbitrary<Paper> = fc.record(
      {
        id: text,
        title: text,
        abstract: text,
        sources: fc.array(place, { maxLength: 2 }),
        authors: fc.array(text, { maxLength: 3 }),
        year: fc.integer({ min: -3000, max: 100_000 }),
        venue: text,
        citations: fc.nat(),
      },
      { requiredKeys: ['id', 'title', 'abstract', 'sources'], noNullPrototype: true },
    );
    return record({
      papers: fc.array(paper, { minLength: papers, maxLength: papers }),
      records: fc.nat(),
      merged: fc.nat(),
      problems,
      notes: problems,
      vocabulary: record({
        keys: fc.array(text, { minLength: terms, maxLength: terms }),
        forms: fc.array(text, { minLength: terms, maxLength: terms }),
        documents: array(uint, terms).map((list) => Uint32Array.from(list)),
        idf: array(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0.1 }), terms).map((list) =>
          Float64Array.from(list),
        ),
        longForms: fc.array(fc.tuple(text, text)).map((pairs) => new Map(pairs)),
      }),
      rows: matrix(terms, fc.nat(0xffff), (list) => Uint16Array.from(list)),
      neighbors: matrix(papers, double, (list) => Float64Array.from(list)),
      edges: fc.array(fc.tuple(fc.nat(), fc.nat(), double), { maxLength: papers > 1 ? 5 : 0 }).map((list) => {
        const sources = list.map(([from]) => from % (papers - 1));
        return {
          sources: Uint32Array.from(sources),
          targets: Uint32Array.from(list, ([, to], k) => sources[k]! + 1 + (to % (papers - 1 - sources[k]!))),
          weights: Float64Array.from(list, ([, , weight]) => weight),
        };
      }),
      topics: fc.array(
        record({
          id: fc.nat(),
          label: text,
          size: fc.nat(),
          terms: indexes(terms),
          central: indexes(papers),
          stability: fc.constantFrom(0, 0.5, 1),
        }),
      ),
      topicOf: perPaper,
      subtopicOf: perPaper,
      confidence: array(fc.float({ min: 0, max: 1, noNaN: true }), papers).map((list) =>
        Float32Array.from(list, (x) => (x === 0 ? 0 : x)),
      ),
      secondTopic: perPaper,
      resolution: fc.constantFrom(1, 0.5),
      positions: array(coordinate, 2 * papers).map((list) => Float32Array.from(list)),
      quality: fc.constant({ modularity: 0.5, silhouette: -0.25, stability: 1, trustworthiness: 0 }),
      options: fc.dictionary(fc.constantFrom('seed', 'neighbors'), fc.nat(), { noNullPrototype: true }),
    }).chain((map) =>
      fc.option(anyConcepts(papers), { nil: undefined }).map((concepts) => (concepts ? { ...map, concepts } : map)),
    );
  });

/** A map without papers. */
export const emptyMap: PaperMap = {
  papers: [],
  records: 0,
  merged: 0,
  problems: [],
  notes: [],
  vocabulary: { keys: [], forms: [], documents: new Uint32Array(), idf: new Float64Array(), longForms: new Map() },
  rows: { starts: new Uint32Array(1), ids: new Uint32Array(), values: new Uint16Array() },
  neighbors: { starts: new Uint32Array(1), ids: new Uint32Array(), values: new Float64Array() },
  edges: { sources: new Uint32Array(), targets: new Uint32Array(), weights: new Float64Array() },
  topics: [],
  topicOf: new Uint32Array(),
  subtopicOf: new Uint32Array(),
  confidence: new Float32Array(),
  secondTopic: new Uint32Array(),
  resolution: 1,
  positions: new Float32Array(),
  quality: { modularity: 0, silhouette: 0, stability: 0, trustworthiness: 0 },
  options: {},
};
