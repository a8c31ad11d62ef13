import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../src/model/paper.ts';
import { matchReferences } from '../../src/networks/references/match-references.ts';
import { getReferenceKey } from '../../src/networks/references/reference-fields.ts';
import { parseOrcids } from '../../src/read/normalize/names/orcids.ts';
import { readPapers } from '../../src/read/read.ts';

const fixture = async (name: string) =>
  readPapers([
    {
      name,
      bytes: async function* () {
        yield await readFile(`test/fixtures/references/${name}`);
      },
    },
  ]);

/** The titles of the papers, or the texts, that a paper cites. */
function citedBy(papers: readonly Paper[], title: string): string[] {
  const { works, rows } = matchReferences(papers);
  const i = papers.findIndex((paper) => paper.title === title);
  return [...rows.ids.subarray(rows.starts[i]!, rows.starts[i + 1]!)]
    .map((work) => {
      const { paper, id } = works[work]!;
      return paper < 0 ? id : papers[paper]!.title;
    })
    .sort();
}

describe('keys of references', () => {
  test.each([
    ['Smith J, 2001, J NEUROSCI, V21, P1234', 'smith 2001 21 1234'],
    ['DE JONG KA, 1975, THESIS U MICHIGAN, V3, PE1004', 'jong 1975 3 e1004'],
    ['Müller K, 2012, PLOS ONE, V7, ARTN e38972', 'muller 2012 7 e38972'],
    ['Smith, J., Doe, J.A., A title, with commas (2001) J Neurosci, 21 (3), pp. 1234-1240', 'smith 2001 21 1234'],
    ['Smith J., Doe J.A., A title, J. Neurosci., 21, 3, pp. 1234-1240, (2001)', 'smith 2001 21 1234'],
    ['Smith J, Doe A. A title. J Neurosci. 2001 Apr;21(3):1234-40.', 'smith 2001 21 1234'],
    ['Kuhn TS, 1962, STRUCTURE SCI REVOLUTI', undefined],
    ['A book without a year', undefined],
  ])('%s', (text, key) => {
    expect(getReferenceKey(text)).toBe(key);
  });

  test('take linear time in hostile texts', () => {
    for (const part of ['a, (2001) ', ', V1, P', 'pp. 1 (', '2001;1: '])
      expect(getReferenceKey(`x, 2001, ${part.repeat(5000)}`)).toBeUndefined();
  });
});

describe('matching references', () => {
  test('finds cited papers of the same file, with and without DOI', async () => {
    const { papers } = await fixture('web-of-science.txt');
    expect(citedBy(papers, 'Spike timing in recurrent networks')).toEqual([
      '10.1016/s0361-9230(99)00161-6',
      'Reservoir computing with spikes',
      'Synaptic plasticity of cortical neurons',
      'kuhnts1962structurescirevoluti',
    ]);
    // Without DOI in one paper and with DOI in another, it is the same work.
    expect(citedBy(papers, 'Reservoir computing with spikes')).toContain('10.1016/s0361-9230(99)00161-6');
    expect(matchReferences(papers).statistics).toEqual({
      papers: 4,
      references: 11,
      works: 5,
      byIdentifier: 5,
      byFields: 4,
      byText: 2,
      inCollection: 4,
    });
  });

  test('matches the same works in the styles of Scopus', async () => {
    const { papers } = await fixture('scopus.csv');
    expect(citedBy(papers, 'Spike timing in recurrent networks')).toEqual([
      'Synaptic plasticity of cortical neurons',
      'abbott 1999 50 303',
    ]);
    expect(citedBy(papers, 'Reservoir computing with spikes')).toEqual([
      'Synaptic plasticity of cortical neurons',
      'abbott 1999 50 303',
      'maass 2002 14 2531',
    ]);
  });

  test('does not choose between papers with equal fields', () => {
    const paper = (id: string): Paper => ({
      id,
      title: id,
      abstract: '',
      authors: ['Jane Smith'],
      year: 2001,
      volume: '21',
      pages: '5-9',
      sources: [],
    });
    const citing = { ...paper('x'), volume: '1', cites: ['Smith J, 2001, NATURE, V21, P5'] };
    expect(citedBy([paper('a'), citing], 'x')).toEqual(['a']);
    expect(citedBy([paper('a'), paper('b'), citing], 'x')).toEqual(['smith 2001 21 5']);
  });

  test('matches OpenAlex, PubMed and arXiv ids, and ignores references to the paper itself', () => {
    const cited: Paper = {
      id: 'a',
      title: 'a',
      abstract: '',
      arxiv: '2101.00001',
      pmid: '42',
      identifiers: ['openalex:W1'],
      sources: [],
    };
    for (const reference of ['https://openalex.org/W1', 'Doe J. A title, PMID 42', '10.48550/arXiv.2101.00001', 'A'])
      expect(
        citedBy(
          [cited, { ...cited, id: 'b', title: 'b', arxiv: '1', pmid: '1', identifiers: [], cites: [reference] }],
          'b',
        ),
        reference,
      ).toEqual(['a']);
    expect(citedBy([{ ...cited, cites: ['pmid:42'] }], 'a')).toEqual([]);
  });
});

test('ORCIDs belong to the authors that their names fit, and are checked', async () => {
  const { papers } = await fixture('web-of-science.txt');
  expect(papers.find(({ title }) => title.startsWith('Synaptic'))?.orcids).toEqual([
    'John Smith 0000-0002-1825-0097',
    'Jane A. Doe 0000-0001-5109-3700',
  ]);
  const authors = ['Jane Doe', 'Bo Ek'];
  expect(parseOrcids(['Doe, J. (https://orcid.org/0000000151093700)'], authors)).toEqual([
    'Jane Doe 0000-0001-5109-3700',
  ]);
  expect(parseOrcids(['Jane Doe 0000-0001-5109-3701', 'Cy Fo 0000-0001-5109-3700', 'Ek'], authors)).toEqual([]);
  expect(parseOrcids(['J. Doe 0000-0001-5109-3700'], ['Jane Doe', 'John Doe'])).toEqual([]);
});
