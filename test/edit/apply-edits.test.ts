import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { applyEdits } from '../../src/edit/apply-edits.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { splitLabel } from '../../src/topics/labels/label-case.ts';

const SUBJECTS = [
  'spiking neurons fire in the cortex and the synapse learns',
  'language models translate sentences into other languages',
  'galaxies and stars emit light that telescopes observe',
];

let map: PaperMap;
/** Topic of each subject. */
let topicOfSubject: number[];

beforeAll(async () => {
  const papers = SUBJECTS.flatMap((subject, s) =>
    Array.from({ length: 6 }, (_, k) => ({
      id: `p${s}${k}`,
      title: `Study ${k} of ${subject}`,
      abstract: `${subject}, ${subject
        .split(' ')
        .slice(k % 3)
        .join(' ')}`,
      sources: [],
    })),
  );
  map = await analyze({ papers, records: papers.length, merged: 0, problems: [], notes: [] });
  topicOfSubject = [0, 6, 12].map((i) => map.topicOf[i]!);
});

const labelOf = (paperMap: PaperMap, topic: number) => paperMap.topics.find(({ id }) => id === topic)?.label;

test('the test papers form one topic per subject', () => {
  expect(new Set(topicOfSubject).size).toBe(3);
  expect(topicOfSubject).not.toContain(0);
});

test('without edits, returns the same map', async () => {
  expect((await applyEdits(map, [])).map).toBe(map);
});

test('renaming changes the label of one topic and leaves the original map unchanged', async () => {
  const { map: edited, notes } = await applyEdits(map, [{ edit: 'rename', paper: 'p10', label: 'Translation' }]);
  expect(notes).toEqual([]);
  expect(labelOf(edited, topicOfSubject[1]!)).toBe('Translation');
  expect(labelOf(edited, topicOfSubject[0]!)).toBe(labelOf(map, topicOfSubject[0]!));
  expect(labelOf(map, topicOfSubject[1]!)).not.toBe('Translation');
});

test('renaming to the label of another topic is rejected', async () => {
  const existingLabel = labelOf(map, topicOfSubject[0]!)!;
  const { map: edited, notes } = await applyEdits(map, [{ edit: 'rename', paper: 'p10', label: existingLabel }]);
  expect(notes).toEqual([`rename: another topic is called "${existingLabel}"`]);
  expect(edited.topics.map(({ label }) => label)).toEqual(map.topics.map(({ label }) => label));
});

test('merging combines the papers of two topics under the id of the target', async () => {
  const { map: edited } = await applyEdits(map, [{ edit: 'merge', paper: 'p00', into: 'p10' }]);
  const target = topicOfSubject[1]!;
  expect([...edited.topicOf.slice(0, 12)]).toEqual(Array(12).fill(target));
  expect(edited.topics.find(({ id }) => id === target)?.size).toBe(12);
  expect(edited.topics.some(({ id }) => id === topicOfSubject[0])).toBe(false);
  expect(
    edited.topics.every(({ parent }) => parent === undefined || edited.topics.some(({ id }) => id === parent)),
  ).toBe(true);
});

test('a merged topic is described like one that was found, whichever topic it was merged into', async () => {
  const descriptions = await Promise.all(
    [
      ['p00', 'p10'],
      ['p10', 'p00'],
    ].map(async ([paper, into]) => {
      const { map: edited } = await applyEdits(map, [{ edit: 'merge', paper: paper!, into: into! }]);
      const { id, ...description } = edited.topics.find((topic) => topic.id === edited.topicOf[0])!;
      return description;
    }),
  );
  expect(descriptions[0]).toEqual(descriptions[1]);
  const { label, terms, central, size } = descriptions[0]!;
  expect(size).toBe(12);
  // Its terms and its label are about both subjects.
  const words = terms.map((term) => map.vocabulary.forms[term]!).join(' ');
  expect(words).toMatch(/neuron|cortex|synapse/);
  expect(words).toMatch(/language|translate|sentence/);
  const originalTerms = new Set(
    map.topics
      .filter(({ id }) => topicOfSubject.slice(0, 2).includes(id))
      .flatMap((topic) => splitLabel(topic.label.toLowerCase())),
  );
  for (const term of splitLabel(label.toLowerCase())) expect(originalTerms).toContain(term);
  // The most central paper has the largest sum of cosines with all papers of the topic.
  const members = Array.from({ length: 12 }, (_, paper) => paper);
  const centrality = members.map((a) => members.reduce((sum, b) => sum + cosine(a, b), 0));
  expect(central).toHaveLength(5);
  expect(centrality[central[0]!]).toBeCloseTo(Math.max(...centrality), 6);
});

test('a name given to one of the merged topics is kept', async () => {
  const rename = { edit: 'rename', paper: 'p00', label: 'Mine' } as const;
  for (const [paper, into] of [
    ['p00', 'p10'],
    ['p10', 'p00'],
  ]) {
    const { map: edited } = await applyEdits(map, [rename, { edit: 'merge', paper: paper!, into: into! }]);
    expect(labelOf(edited, edited.topicOf[0]!)).toBe('Mine');
  }
});

test('topics are in order of size after every edit', async () => {
  const paper = fc.constantFrom(...map.papers.map(({ id }) => id));
  const edit = fc.oneof(
    fc.record({ edit: fc.constant('merge' as const), paper, into: paper }),
    fc.record({ edit: fc.constant('move' as const), paper, into: paper }),
    fc.record({ edit: fc.constant('hide' as const), paper }),
    fc.record({ edit: fc.constant('rename' as const), paper, label: fc.constantFrom('A', 'B', 'C') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { maxLength: 6 }), async (edits) => {
      const { map: edited } = await applyEdits(map, edits);
      const main = edited.topics.filter(({ parent }) => parent === undefined);
      const sizes = main.map(({ id }) => edited.topicOf.filter((topic) => topic === id).length);
      expect(main.map(({ size }) => size)).toEqual(sizes);
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      expect(new Set(main.map(({ label }) => label)).size).toBe(main.length);
      for (const { id, central } of main) for (const member of central) expect(edited.topicOf[member]).toBe(id);
    }),
    { seed: 1, numRuns: 60 },
  );
});

/** Returns the cosine of two papers, in the squared unit of the rows. */
function cosine(a: number, b: number): number {
  const { starts, ids, values } = map.rows;
  const weights = new Map<number, number>();
  for (let k = starts[a]!; k < starts[a + 1]!; k++) weights.set(ids[k]!, values[k]!);
  let sum = 0;
  for (let k = starts[b]!; k < starts[b + 1]!; k++) sum += (weights.get(ids[k]!) ?? 0) * values[k]!;
  return sum;
}

test('moving changes the topic of a paper, but not its position', async () => {
  const { map: edited } = await applyEdits(map, [{ edit: 'move', paper: 'p00', into: 'p10' }]);
  expect(edited.topicOf[0]).toBe(topicOfSubject[1]);
  expect(edited.topics.find(({ id }) => id === topicOfSubject[0])?.size).toBe(5);
  expect(edited.topics.find(({ id }) => id === topicOfSubject[1])?.size).toBe(7);
  expect(edited.positions).toEqual(map.positions);
  expect(edited.topics.find(({ id }) => id === topicOfSubject[0])?.central).not.toContain(0);
});

test('hiding removes the topic, position and edges of a paper, but not the paper itself', async () => {
  const { map: edited } = await applyEdits(map, [{ edit: 'hide', paper: 'p00' }]);
  expect(edited.topicOf[0]).toBe(0);
  expect(edited.positions[0]).toBeNaN();
  expect(map.positions[0]).not.toBeNaN();
  expect([...map.edges.sources, ...map.edges.targets]).toContain(0);
  expect([...edited.edges.sources, ...edited.edges.targets]).not.toContain(0);
  expect(edited.papers).toBe(map.papers);
});

test('an empty topic is removed', async () => {
  const edits = Array.from({ length: 6 }, (_, k) => ({ edit: 'move' as const, paper: `p0${k}`, into: 'p10' }));
  expect((await applyEdits(map, edits)).map.topics.some(({ id }) => id === topicOfSubject[0])).toBe(false);
});

test('edits of unknown papers are skipped with a note, and the other edits are applied', async () => {
  const { map: edited, notes } = await applyEdits(map, [
    { edit: 'hide', paper: '__proto__' },
    { edit: 'move', paper: 'p00', into: 'nowhere' },
    { edit: 'rename', paper: 'p20', label: 'Sky' },
  ]);
  expect(notes).toEqual([
    'hide: there is no paper "__proto__" in this map',
    'move: there is no paper "nowhere" in this map',
  ]);
  expect(labelOf(edited, topicOfSubject[2]!)).toBe('Sky');
});
