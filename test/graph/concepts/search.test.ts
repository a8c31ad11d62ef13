import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../../src/graph/concepts/find.ts';
import { companions, conceptLookup, findInMap, yearsOf } from '../../../src/graph/concepts/search.ts';
import type { Paper } from '../../../src/types.ts';

const about = (id: string, abstract: string, rest: Partial<Paper> = {}): Paper => ({
  id,
  title: `Paper ${id}`,
  abstract,
  sources: [],
  ...rest,
});
const PAPERS = [
  about('a', 'We use a liquid state machine. The liquid-state machine (LSM) needs an astrocyte model.', {
    authors: ['Ada Lovelace'],
    code: ['https://example.com/a'],
    year: 2001,
  }),
  about('b', 'Here LSMs meet an astrocyte model.', { authors: ['Alan Turing', 'Ada Lovelace'], year: 2003 }),
  about('c', 'A graph database keeps colours.', {
    authors: ['Ada Lovelace'],
    code: ['https://example.com/c'],
    year: 2003,
  }),
  about('d', 'Another graph database of colours.', { year: 2001 }),
];
const found = findConcepts(PAPERS);
const lookup = conceptLookup(found);
const ids = (query: Parameters<typeof findInMap>[2]) =>
  findInMap(PAPERS, found, query)
    .papers.map(({ paper }) => PAPERS[paper]!.id)
    .sort();

describe('findInMap', () => {
  test('finds a concept by any of its names', () => {
    for (const name of ['LSM', 'lsms', 'liquid state machine', 'Liquid-State Machines', 'liquid-state-machin'])
      expect(ids({ concepts: [name] }), name).toEqual(['a', 'b']);
    expect(ids({ concepts: ['color'] })).toEqual(['c', 'd']);
    expect(lookup('nothing of the kind')).toBe(-1);
    expect(ids({ concepts: ['nothing of the kind'] })).toEqual([]);
  });

  test('combines conditions, and counts each alone', () => {
    expect(ids({ author: 'lovelace' })).toEqual(['a', 'b', 'c']);
    expect(ids({ author: 'lovelace', hasCode: true })).toEqual(['a', 'c']);
    expect(ids({ concepts: ['LSM', 'astrocyte model'], hasCode: true })).toEqual(['a']);
    expect(ids({ concepts: ['LSM', 'graph database'] })).toEqual([]);
    const { counts } = findInMap(PAPERS, found, {
      concepts: ['LSM', 'graph database'],
      author: 'turing',
      hasCode: true,
    });
    expect(counts).toEqual({ concepts: [2, 2], author: 1, hasCode: 2 });
  });

  test('proves each by its sentences, each once', () => {
    const [first] = findInMap(PAPERS, found, { concepts: ['LSM'], hasCode: true }).papers;
    expect(first!.proofs.map(({ sentence }) => sentence)).toEqual([
      'We use a liquid state machine.',
      'The liquid-state machine (LSM) needs an astrocyte model.',
    ]);
    for (const { field, from, to } of first!.proofs)
      expect(PAPERS[0]![field].slice(from, to)).toMatch(/^liquid.state machine$/);
  });
});

test('companions are what shares the papers, others left out', () => {
  const names = companions(found, lookup('LSM')).map(({ concept, papers }) => [found.concepts[concept]!.name, papers]);
  expect(names).toContainEqual(['astrocyte model', 2]);
  expect(names.flat()).not.toContain('graph database');
});

test('years count the papers that mention it, out of all', () => {
  expect(yearsOf(PAPERS, found, lookup('astrocyte model'))).toEqual([
    { year: 2001, papers: 1, of: 2 },
    { year: 2003, papers: 1, of: 2 },
  ]);
});
