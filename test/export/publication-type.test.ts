import { expect, test } from 'vitest';
import { writeBibtex } from '../../src/export/references/bibtex.ts';
import { kindOf } from '../../src/export/references/publication-type.ts';
import { writeRis } from '../../src/export/references/ris.ts';
import type { Paper } from '../../src/model/paper.ts';

test.each([
  // Web of Science, Scopus, PubMed, Europe PMC
  ['Article; Proceedings Paper', 'article'],
  ['Article; Early Access', 'article'],
  ['Article; Book Chapter', 'article'],
  ['Proceedings Paper', 'conference paper'],
  ['Editorial Material; Book Chapter', 'article'],
  ['Article in Press', 'article'],
  ['Short Survey', 'article'],
  ['Case Reports', 'article'],
  ["research support, non-u.s. gov't; journal article", 'article'],
  ['Comparative Study; Preprint', 'preprint'],
  ['misc', 'other'],
])('%s is of kind %s', (type, kind) => {
  expect(kindOf({ type })).toBe(kind);
});

test.each([undefined, 'Comparative Study', 'Clinical Trial, Phase II', "Research Support, Non-U.S. Gov't"])(
  'the fields decide for the type %s',
  (type) => {
    const kindWith = (fields: Partial<Paper>) => kindOf({ ...(type && { type }), ...fields });
    expect(kindWith({ venue: 'Brain', volume: '3' })).toBe('article');
    expect(kindWith({ venue: 'Brain', pages: '1-8' })).toBe('article');
    expect(kindWith({ venue: 'Brain', issn: ['1234-5679'] })).toBe('article');
    expect(kindWith({ venue: 'Proceedings of the Royal Society', volume: '3' })).toBe('article');
    expect(kindWith({ venue: 'Proceedings of the 5th Workshop on Maps', pages: '1-8' })).toBe('conference paper');
    expect(kindWith({ venue: 'International Conference on Maps' })).toBe('conference paper');
    expect(kindWith({ venue: 'Brain' })).toBe('other');
    expect(kindWith({ volume: '3', pages: '1-8' })).toBe('other');
  },
);

test('a paper that says it is something else stays so', () => {
  expect(kindOf({ type: 'misc', venue: 'Brain', volume: '3' })).toBe('other');
});

test('an article without a type has a journal', () => {
  const papers: Paper[] = [{ id: '1', title: 'A title', abstract: '', venue: 'Brain', volume: '3', sources: [] }];
  expect([...writeBibtex({ papers })].join('')).toMatch(/^@article\{[\s\S]*journal = \{Brain\}/);
  expect([...writeRis({ papers })].join('')).toContain('TY  - JOUR');
});
