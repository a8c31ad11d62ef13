import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { companions, conceptPage, conceptYears } from '../../src/concepts/search/concept-page.ts';
import { conceptSource } from '../../src/concepts/search/concept-source.ts';
import { type ConceptQuery, findPapers, proofsOf } from '../../src/concepts/search/find-papers.ts';
import { conceptLookup, suggestConcepts } from '../../src/concepts/search/lookup.ts';
import type { Paper } from '../../src/model/paper.ts';

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
const lookup = conceptLookup(found.concepts);
const source = conceptSource(PAPERS, found);
type Query = Omit<ConceptQuery, 'concepts'> & { concepts?: string[] };
const query = ({ concepts = [], ...rest }: Query) => findPapers(source, { concepts: concepts.map(lookup), ...rest });
const ids = async (asked: Query) => (await query(asked)).papers.map((paper) => PAPERS[paper]!.id).sort();

describe('findPapers', () => {
  test('finds a concept by any of its names', async () => {
    for (const name of ['LSM', 'lsms', 'liquid state machine', 'Liquid-State Machines', 'liquid-state-machin'])
      expect(await ids({ concepts: [name] }), name).toEqual(['a', 'b']);
    expect(await ids({ concepts: ['color'] })).toEqual(['c', 'd']);
    expect(lookup('nothing of the kind')).toBe(-1);
    expect(await ids({ concepts: ['nothing of the kind'] })).toEqual([]);
  });

  test('combines conditions, and counts each alone', async () => {
    expect(await ids({ author: 'lovelace' })).toEqual(['a', 'b', 'c']);
    expect(await ids({ author: 'lovelace', hasCode: true })).toEqual(['a', 'c']);
    expect(await ids({ hasCode: false })).toEqual(['b', 'd']);
    expect(await ids({ concepts: ['LSM', 'astrocyte model'], hasCode: true })).toEqual(['a']);
    expect(await ids({ concepts: ['LSM', 'graph database'] })).toEqual([]);
    const { counts } = await query({ concepts: ['LSM', 'graph database'], author: 'turing', hasCode: true });
    expect(counts).toEqual({ concepts: [2, 2], author: 1, hasCode: 2 });
  });

  test('a map that does not know who has code says so', async () => {
    const older = { ...source, facts: async () => ({ authors: [] }) };
    await expect(findPapers(older, { hasCode: true })).rejects.toThrow(/build it again/);
  });

  test('proves each by its sentences, each once', async () => {
    const proofs = await proofsOf(source, 0, [lookup('LSM')]);
    expect(proofs.map(({ sentence }) => sentence)).toEqual([
      'We use a liquid state machine.',
      'The liquid-state machine (LSM) needs an astrocyte model.',
    ]);
    for (const { field, from, to } of proofs)
      expect(PAPERS[0]![field].slice(from, to)).toMatch(/^liquid.state machine$/);
    expect(await proofsOf(source, 2, [lookup('LSM')])).toEqual([]);
  });
});

test('companions are what shares the papers more often than chance, others left out', () => {
  const names = companions(found, lookup('LSM')).map((one) => [
    found.concepts[one.concept]!.name,
    one.papers,
    one.lift,
  ]);
  expect(names).toContainEqual(['astrocyte model', 2, 2]);
  expect(names.flat()).not.toContain('graph database');
});

test('years count the papers that mention it, out of all', () => {
  expect(conceptYears([2001, 2003, 0, 2003, 2002], [0, 2, 3])).toEqual([
    { year: 2001, papers: 1, of: 1 },
    { year: 2002, papers: 0, of: 1 },
    { year: 2003, papers: 1, of: 2 },
  ]);
});

describe('conceptPage', () => {
  test('tells all of a concept', async () => {
    const page = await conceptPage(source, lookup('LSM'));
    expect(page.concept.name).toBe('liquid state machine');
    expect([...page.papers].sort()).toEqual([0, 1]);
    expect(page.shown.map(({ paper }) => paper)).toEqual(page.papers);
    expect(page.shown[0]!.weight).toBeGreaterThanOrEqual(page.shown[1]!.weight);
    expect(page.definedBy).toEqual([0]);
    expect(page.introducedBy).toEqual([]);
    expect(page.years).toEqual([
      { year: 2001, papers: 1, of: 2 },
      { year: 2003, papers: 1, of: 2 },
    ]);
    for (const { paper, proofs } of page.shown) expect(proofs).toEqual(await proofsOf(source, paper, [page.index]));
  });

  test('turns its pages', async () => {
    const all = await conceptPage(source, lookup('LSM'));
    const second = await conceptPage(source, lookup('LSM'), { papers: 1, from: 1, companions: 0 });
    expect(second.shown).toEqual(all.shown.slice(1));
    expect(second.companions).toEqual([]);
    await expect(conceptPage(source, found.concepts.length)).rejects.toThrow(RangeError);
  });
});

describe('suggestConcepts', () => {
  const names = (typed: string) => suggestConcepts(found.concepts, typed).map((index) => found.concepts[index]!.name);
  test('knows a slip of the pen', () => {
    expect(names('liqiud state machin')[0]).toBe('liquid state machine');
    expect(names('grap database')[0]).toBe('graph database');
  });
  test('knows beginnings first, then words inside', () => {
    expect(names('LS')[0]).toBe('liquid state machine');
    expect(names('model')).toContain('astrocyte model');
    expect(names('zzyzx')).toEqual([]);
    expect(names('  ')).toEqual([]);
  });
});
