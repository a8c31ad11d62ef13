import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { reshape } from '../../src/edit/edits.ts';
import type { PaperMap } from '../../src/model/map.ts';

const subjects = [
  'spiking neurons fire in the cortex and the synapse learns',
  'language models translate sentences into other languages',
  'galaxies and stars emit light that telescopes observe',
];

let map: PaperMap;
let topicOfSubject: number[];

beforeAll(async () => {
  const papers = subjects.flatMap((subject, s) =>
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

const labelOf = (changed: PaperMap, topic: number) => changed.topics.find(({ id }) => id === topic)?.label;

test('the papers fall into their three subjects, so that the edits below mean something', () => {
  expect(new Set(topicOfSubject).size).toBe(3);
  expect(topicOfSubject).not.toContain(0);
});

test('no edits give the same map', () => expect(reshape(map, []).map).toBe(map));

test('a topic takes the name it is given, and only that topic', () => {
  const { map: changed, notes } = reshape(map, [{ edit: 'rename', paper: 'p10', label: 'Translation' }]);
  expect(notes).toEqual([]);
  expect(labelOf(changed, topicOfSubject[1]!)).toBe('Translation');
  expect(labelOf(changed, topicOfSubject[0]!)).toBe(labelOf(map, topicOfSubject[0]!));
  expect(labelOf(map, topicOfSubject[1]!)).not.toBe('Translation');
});

test('two topics cannot have one name', () => {
  const taken = labelOf(map, topicOfSubject[0]!)!;
  const { map: changed, notes } = reshape(map, [{ edit: 'rename', paper: 'p10', label: taken }]);
  expect(notes).toEqual([`rename: another topic is called "${taken}"`]);
  expect(changed.topics.map(({ label }) => label)).toEqual(map.topics.map(({ label }) => label));
});

test('merged topics hold the papers of both under the name of the one kept', () => {
  const { map: changed } = reshape(map, [{ edit: 'merge', paper: 'p00', into: 'p10' }]);
  const kept = topicOfSubject[1]!;
  expect([...changed.topicOf.slice(0, 12)]).toEqual(Array(12).fill(kept));
  expect(changed.topics.find(({ id }) => id === kept)?.size).toBe(12);
  expect(changed.topics.some(({ id }) => id === topicOfSubject[0])).toBe(false);
  expect(labelOf(changed, kept)).toBe(labelOf(map, kept));
  expect(
    changed.topics.every(({ parent }) => parent === undefined || changed.topics.some(({ id }) => id === parent)),
  ).toBe(true);
});

test('a moved paper changes its company and leaves its place', () => {
  const { map: changed } = reshape(map, [{ edit: 'move', paper: 'p00', into: 'p10' }]);
  expect(changed.topicOf[0]).toBe(topicOfSubject[1]);
  expect(changed.topics.find(({ id }) => id === topicOfSubject[0])?.size).toBe(5);
  expect(changed.topics.find(({ id }) => id === topicOfSubject[1])?.size).toBe(7);
  expect(changed.positions).toEqual(map.positions);
  expect(changed.topics.find(({ id }) => id === topicOfSubject[0])?.central).not.toContain(0);
});

test('a hidden paper is off the map with its edges, and still on the list', () => {
  const { map: changed } = reshape(map, [{ edit: 'hide', paper: 'p00' }]);
  expect(changed.topicOf[0]).toBe(0);
  expect(changed.positions[0]).toBeNaN();
  expect(map.positions[0]).not.toBeNaN();
  expect([...map.edges.sources, ...map.edges.targets]).toContain(0);
  expect([...changed.edges.sources, ...changed.edges.targets]).not.toContain(0);
  expect(changed.papers).toBe(map.papers);
});

test('an emptied topic goes', () => {
  const edits = Array.from({ length: 6 }, (_, k) => ({ edit: 'move' as const, paper: `p0${k}`, into: 'p10' }));
  expect(reshape(map, edits).map.topics.some(({ id }) => id === topicOfSubject[0])).toBe(false);
});

test('an edit that names nothing is noted, and the others are made', () => {
  const { map: changed, notes } = reshape(map, [
    { edit: 'hide', paper: '__proto__' },
    { edit: 'move', paper: 'p00', into: 'nowhere' },
    { edit: 'rename', paper: 'p20', label: 'Sky' },
  ]);
  expect(notes).toEqual([
    'hide: there is no paper "__proto__" in this map',
    'move: there is no paper "nowhere" in this map',
  ]);
  expect(labelOf(changed, topicOfSubject[2]!)).toBe('Sky');
});
