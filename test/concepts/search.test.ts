import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { countPapersByYear, findRelatedConcepts, loadConceptPage } from '../../src/concepts/search/concept-page.ts';
import { createConceptSource } from '../../src/concepts/search/concept-source.ts';
import { type ConceptQuery, findEvidence, findPapers } from '../../src/concepts/search/find-papers.ts';
import { createConceptLookup, suggestConcepts } from '../../src/concepts/search/lookup.ts';
import { InputError } from '../../src/model/errors.ts';
import type { Paper } from '../../src/model/paper.ts';

const createPaper = (id: string, abstract: string, rest: Partial<Paper> = {}): Paper => ({
  id,
  title: `Paper ${id}`,
  abstract,
  sources: [],
  ...rest,
});
const PAPERS = [
  createPaper('a', 'We use a liquid state machine. The liquid-state machine (LSM) needs an astrocyte model.', {
    authors: ['Ada Lovelace'],
    code: ['https://example.com/a'],
    year: 2001,
  }),
  createPaper('b', 'Here LSMs meet an astrocyte model.', { authors: ['Alan Turing', 'Ada Lovelace'], year: 2003 }),
  createPaper('c', 'A graph database keeps colours.', {
    authors: ['Ada Lovelace'],
    code: ['https://example.com/c'],
    year: 2003,
  }),
  createPaper('d', 'Another graph database of colours.', { year: 2001 }),
];
const concepts = await findConcepts(PAPERS);
const lookup = createConceptLookup(concepts.concepts);
const source = createConceptSource(PAPERS, concepts);
type Query = Omit<ConceptQuery, 'concepts'> & { concepts?: string[] };
const query = ({ concepts = [], ...rest }: Query) => findPapers(source, { concepts: concepts.map(lookup), ...rest });
const ids = async (conditions: Query) => (await query(conditions)).papers.map((paper) => PAPERS[paper]!.id).sort();

describe('findPapers', () => {
  test('finds a concept by any of its names', async () => {
    for (const name of ['LSM', 'lsms', 'liquid state machine', 'Liquid-State Machines', 'liquid-state-machin'])
      expect(await ids({ concepts: [name] }), name).toEqual(['a', 'b']);
    expect(await ids({ concepts: ['color'] })).toEqual(['c', 'd']);
    expect(lookup('nothing of the kind')).toBe(-1);
  });

  test('rejects conditions that are unknown or cannot be used', async () => {
    const calls: [query: ConceptQuery, message: string][] = [
      [{ concepts: [lookup('nothing of the kind')] }, 'the map has no concept -1: use indexes from 0 to'],
      [{ concepts: [0, concepts.concepts.length] }, `the map has no concept ${concepts.concepts.length}`],
      [{ concepts: [0.5] }, 'the option concepts of findPapers must be a list of indexes of concepts'],
      [Object({ concepts: ['LSM'] }), 'the option concepts of findPapers must be a list of indexes of concepts'],
      [Object({ concept: [0] }), 'findPapers has no option "concept": use concepts, author, hasCode'],
      [Object({ author: 7 }), 'the option author of findPapers must be a text, not 7'],
      [Object({ hasCode: 'yes' }), 'the option hasCode of findPapers must be true or false, not "yes"'],
    ];
    for (const [conditions, message] of calls) {
      await expect(findPapers(source, conditions), message).rejects.toThrow(InputError);
      await expect(findPapers(source, conditions)).rejects.toThrow(message);
    }
  });

  test('combines conditions and counts the papers of each', async () => {
    expect(await ids({ author: 'lovelace' })).toEqual(['a', 'b', 'c']);
    for (const author of ['Lovelace, Ada', 'ADA  LOVELACE', 'Adá Lovelace'])
      expect(await ids({ author }), author).toEqual(['a', 'b', 'c']);
    expect(await ids({ author: 'lovelace', hasCode: true })).toEqual(['a', 'c']);
    expect(await ids({ hasCode: false })).toEqual(['b', 'd']);
    expect(await ids({ concepts: ['LSM', 'astrocyte model'], hasCode: true })).toEqual(['a']);
    expect(await ids({ concepts: ['LSM', 'graph database'] })).toEqual([]);
    const { counts } = await query({ concepts: ['LSM', 'graph database'], author: 'turing', hasCode: true });
    expect(counts).toEqual({ concepts: [2, 2], author: 1, hasCode: 2 });
  });

  test('rejects a code filter if an older map does not record code', async () => {
    const older = { ...source, metadata: async () => ({ authors: [] }) };
    await expect(findPapers(older, { hasCode: true })).rejects.toThrow(/build it again/);
  });

  test('returns each sentence that mentions a concept once', async () => {
    const evidence = await findEvidence(source, 0, [lookup('LSM')]);
    expect(evidence.map(({ sentence }) => sentence)).toEqual([
      'We use a liquid state machine.',
      'The liquid-state machine (LSM) needs an astrocyte model.',
    ]);
    for (const { field, from, to } of evidence)
      expect(PAPERS[0]![field].slice(from, to)).toMatch(/^liquid.state machine$/);
    expect(await findEvidence(source, 2, [lookup('LSM')])).toEqual([]);
  });
});

test('findRelatedConcepts returns concepts that co-occur more often than expected by chance', () => {
  const names = findRelatedConcepts(concepts, lookup('LSM')).map(({ concept, sharedPapers, lift }) => [
    concepts.concepts[concept]!.name,
    sharedPapers,
    lift,
  ]);
  expect(names).toContainEqual(['astrocyte model', 2, 2]);
  expect(names.flat()).not.toContain('graph database');
});

test('countPapersByYear counts the given papers and all papers of each year', () => {
  expect(countPapersByYear([2001, 2003, 0, 2003, 2002], [0, 2, 3])).toEqual([
    { year: 2001, papers: 1, total: 1 },
    { year: 2002, papers: 0, total: 1 },
    { year: 2003, papers: 1, total: 2 },
  ]);
});

describe('loadConceptPage', () => {
  test('loads the papers, introductions, definitions and years of a concept', async () => {
    const page = await loadConceptPage(source, lookup('LSM'));
    expect(page.concept.name).toBe('liquid state machine');
    expect([...page.papers].sort()).toEqual([0, 1]);
    expect(page.paperDetails.map(({ paper }) => paper)).toEqual(page.papers);
    expect(page.paperDetails[0]!.weight).toBeGreaterThanOrEqual(page.paperDetails[1]!.weight);
    expect(page.definedBy).toEqual([0]);
    expect(page.introducedBy).toEqual([]);
    expect(page.years).toEqual([
      { year: 2001, papers: 1, total: 2 },
      { year: 2003, papers: 1, total: 2 },
    ]);
    for (const { paper, evidence } of page.paperDetails)
      expect(evidence).toEqual(await findEvidence(source, paper, [page.index]));
  });

  test('loads another page of papers', async () => {
    const all = await loadConceptPage(source, lookup('LSM'));
    const second = await loadConceptPage(source, lookup('LSM'), { papers: 1, offset: 1, relatedConcepts: 0 });
    expect(second.paperDetails).toEqual(all.paperDetails.slice(1));
    expect(second.relatedConcepts).toEqual([]);
    await expect(loadConceptPage(source, concepts.concepts.length)).rejects.toThrow(RangeError);
  });
});

describe('suggestConcepts', () => {
  const names = (text: string) =>
    suggestConcepts(concepts.concepts, text).map((index) => concepts.concepts[index]!.name);
  test('suggests concepts for misspelled names', () => {
    expect(names('liqiud state machin')[0]).toBe('liquid state machine');
    expect(names('grap database')[0]).toBe('graph database');
  });
  test('prefers names that start with the text, then names with a word that does', () => {
    expect(names('LS')[0]).toBe('liquid state machine');
    expect(names('model')).toContain('astrocyte model');
    expect(names('zzyzx')).toEqual([]);
    expect(names('  ')).toEqual([]);
  });
});
