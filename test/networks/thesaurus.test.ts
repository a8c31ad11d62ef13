import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { knowledgeNodes } from '../../src/concepts/knowledge-graph.ts';
import { parseRecipe, serializeRecipe } from '../../src/edit/recipe.ts';
import type { Paper } from '../../src/model/paper.ts';
import {
  createReplacer,
  mergeLabels,
  parseThesaurus,
  serializeThesaurus,
  toTermOptions,
} from '../../src/networks/thesaurus.ts';

describe('thesaurus files', () => {
  test('are read as VOSviewer writes them', () => {
    const text = '\ufefflabel\treplace by\r\nco-citation\tcocitation\r\n"a ""b"""\t"c, d"\r\nnoise\r\n\r\nother\t\r\n';
    expect(parseThesaurus(text)).toEqual([
      ['co-citation', 'cocitation'],
      ['a "b"', 'c, d'],
      ['noise', ''],
      ['other', ''],
    ]);
    expect(parseThesaurus('id\treplace by\tlabel\n1\tx\ty')).toEqual([['y', 'x']]);
  });

  test.each([
    ['a,b\nc,d', 'terms.txt: line 1 must be "label" and "replace by", separated by a tab'],
    ['', 'terms.txt: line 1 must be "label" and "replace by", separated by a tab'],
    ['label\treplace by\n\tx', 'terms.txt: line 2 has no label; write a label, a tab and what replaces it'],
  ])('%j is refused', (text, message) => {
    expect(() => parseThesaurus(text, 'terms.txt')).toThrow(message);
  });
});

test('replacements ignore case and are not replaced again', () => {
  const replace = createReplacer([
    ['SNN', 'spiking network'],
    ['spiking network', 'x'],
    ['noise', ''],
  ]);
  expect([' snn', 'Spiking  Network', 'Noise', 'other'].map(replace)).toEqual(['spiking network', 'x', '', 'other']);
});

test('a thesaurus that was written is read with the same entries', () => {
  const thesaurus: [string, string][] = [
    ['a "b"', 'c, d'],
    ['"', 'x "y" z'],
    ['noise', ''],
    ['tab\tand\nline', '  many   blanks '],
  ];
  const expected = [...thesaurus.slice(0, 3), ['tab and line', 'many blanks']];
  expect(parseThesaurus(serializeThesaurus(thesaurus))).toEqual(expected);
  expect(serializeThesaurus([])).toBe('label\treplace by\n');
});

test('merged labels replace each other in one step, whatever was merged before', () => {
  const first = mergeLabels([], ['J. Smith', 'Jane Smith', 'jane  smith'], 'Jane Smith');
  expect(first).toEqual([['J. Smith', 'Jane Smith']]);
  const second = mergeLabels([...first, ['noise', '']], ['Jane Smith', 'JS'], 'Jane A. Smith');
  const replace = createReplacer(second);
  for (const label of ['J. Smith', 'Jane Smith', 'js', 'Jane A. Smith'])
    expect(replace(label).toLowerCase(), label).toBe('jane a. smith');
  expect(replace('noise')).toBe('');
  // The label that others were merged into becomes one of them, and a label that was left out can come back.
  const third = createReplacer(mergeLabels(second, ['Jane A. Smith', 'Noise'], 'J. Smith'));
  for (const label of ['J. Smith', 'Jane Smith', 'JS', 'Jane A. Smith', 'noise'])
    expect(third(label), label).toBe('J. Smith');
});

test('single words become synonyms and stop words of the text', () => {
  expect(
    toTermOptions([
      ['nets', 'network'],
      ['net', 'network'],
      ['noise', ''],
      ['two words', 'network'],
    ]),
  ).toEqual({ synonyms: [['network', 'nets', 'net']], stopWords: ['noise'] });
});

test('a recipe keeps the thesaurus and the network', () => {
  const recipe = { options: { network: 'keywords' as const, thesaurus: [['a', 'b'] as [string, string]] }, edits: [] };
  expect(parseRecipe(serializeRecipe(recipe)).options).toEqual(recipe.options);
  expect(() => parseRecipe('{"papergraphRecipe":1,"options":{"thesaurus":[["a"]]}}')).toThrow(/list of pairs/);
});

test('authors, organizations and terms of the text are merged', async () => {
  const papers = Array.from(
    { length: 6 },
    (_, i): Paper => ({
      id: String(i),
      title: `Tides ${i}`,
      abstract: `The ${i % 2 ? 'glider' : 'drone'} measures tides and fronts of shelf seas.`,
      authors: [i % 2 ? 'Ann Ek' : 'Anna Ek'],
      organization: i % 2 ? 'Univ A' : 'University of A',
      sources: [],
    }),
  );
  const thesaurus: [string, string][] = [
    ['ann ek', 'Anna Ek'],
    ['Univ A', 'University of A'],
    ['drone', 'glider'],
  ];
  const map = await analyze({ papers, records: 6, merged: 0, problems: [], notes: [] }, { thesaurus });
  const labels = (type: string) =>
    [...knowledgeNodes(map, map.concepts!)].filter((node) => node.type === type).map(({ label }) => label);
  expect(labels('author')).toEqual(['Anna Ek']);
  expect(labels('organization')).toEqual(['University of A']);
  expect(map.vocabulary.forms).not.toContain('drone');
  expect(map.options.thesaurus).toEqual(thesaurus);
  // Authors are terms, too, if they are those of at least two papers; here of all, which says nothing.
  const half = papers.map((paper, i) => (i < 3 ? paper : { ...paper, authors: ['Bo Lind'] }));
  const { vocabulary } = await analyze({ papers: half, records: 6, merged: 0, problems: [], notes: [] }, { thesaurus });
  expect(vocabulary.forms.filter((form) => form.startsWith('by '))).toEqual(['by Anna Ek', 'by Bo Lind']);
  expect(half[1]!.authors).toEqual(['Ann Ek']);
});
