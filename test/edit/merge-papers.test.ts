import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { applyEdits } from '../../src/edit/apply-edits.ts';
import type { Edit } from '../../src/edit/edit.ts';
import { mergePapers } from '../../src/edit/merge-papers.ts';
import type { Collection, Paper } from '../../src/model/paper.ts';

const paper = (id: string, fields: Partial<Paper> = {}): Paper => ({
  id,
  title: `Paper ${id}`,
  abstract: '',
  sources: [{ file: `${id}.bib`, line: 1 }],
  ...fields,
});

const collection = (...papers: Paper[]): Collection => ({
  papers,
  records: papers.length,
  merged: 0,
  problems: [],
  notes: [],
});

const merge = (source: string, into: string): Edit => ({ edit: 'mergePapers', paper: source, into });

test('a merged paper has the id of the target, the best of both, and all sources with the fields that each gave', () => {
  const a = paper('a', { doi: '10.1/a', year: 2020, keywords: ['x'] });
  const b = paper('b', { abstract: 'The only abstract.', pmid: '7', keywords: ['y', 'z'] });
  const { collection: edited, notes } = mergePapers(collection(a, b, paper('c')), [merge('b', 'a')]);
  expect(notes).toEqual([]);
  expect(edited.papers.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(edited.papers[0]).toMatchObject({
    id: 'a',
    doi: '10.1/a',
    pmid: '7',
    year: 2020,
    abstract: 'The only abstract.',
    keywords: ['y', 'z', 'x'],
    sources: [
      { file: 'a.bib', line: 1, gave: expect.arrayContaining(['doi', 'year']) },
      { file: 'b.bib', line: 1, gave: expect.arrayContaining(['abstract', 'pmid']) },
    ],
  });
  // Nothing is counted twice or lost.
  expect(edited.records).toBe(edited.papers.length + edited.merged + edited.problems.length);
});

test('merges follow each other, in either order, and the given collection is not changed', () => {
  const given = collection(paper('a'), paper('b'), paper('c'));
  for (const edits of [
    [merge('b', 'a'), merge('c', 'b')],
    [merge('c', 'b'), merge('b', 'a')],
  ]) {
    const { collection: edited, notes } = mergePapers(given, edits);
    expect(notes).toEqual([]);
    expect(edited.papers.map(({ id }) => id)).toEqual(['a']);
    expect(edited.papers[0]!.sources.map(({ file }) => file)).toEqual(['a.bib', 'b.bib', 'c.bib']);
  }
  expect(given.papers).toHaveLength(3);
});

test('unknown papers are reported, and cycles end', () => {
  const given = collection(paper('a'), paper('b'));
  const edits = [merge('nobody', 'a'), merge('a', '__proto__'), merge('b', 'a'), merge('a', 'b')];
  const { collection: edited, notes } = mergePapers(given, edits);
  expect(notes).toEqual([
    'mergePapers: there is no paper "nobody" in this collection',
    'mergePapers: there is no paper "__proto__" in this collection',
  ]);
  expect(edited.papers.map(({ id }) => id)).toEqual(['a']);
});

test('edits of a merged paper apply to the paper that it was merged into', async () => {
  const words = 'spiking neurons fire in the cortex and the synapse learns';
  const papers = ['a', 'b', 'c', 'd'].map((id) => paper(id, { title: `${words} ${id}`, abstract: words }));
  const edits: Edit[] = [
    { edit: 'hide', paper: 'b' },
    merge('b', 'a'),
    { edit: 'keepSeparate', paper: 'c', from: 'a' },
    { edit: 'keepSeparate', paper: 'c', from: 'nobody' },
  ];
  const map = await analyze(mergePapers(collection(...papers), edits).collection);
  const { map: edited, notes } = await applyEdits(map, edits);
  expect(edited.positions[0]).toBeNaN();
  expect(edited.positions[2]).not.toBeNaN();
  expect(notes).toEqual(['keepSeparate: there is no paper "nobody" in this map']);
  const unmerged = await applyEdits(await analyze(collection(...papers)), [merge('b', 'a')]);
  expect(unmerged.notes).toEqual([expect.stringContaining('call mergePapers before analyze')]);
});
