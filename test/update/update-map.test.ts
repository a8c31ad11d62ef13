import { beforeAll, describe, expect, test } from 'vitest';
import { type AnalyzeOptions, analyze } from '../../src/analyze.ts';
import { openMap } from '../../src/map-file/open.ts';
import { InputError } from '../../src/model/errors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { Collection } from '../../src/model/paper.ts';
import { adjustedMutualInformation } from '../../src/topics/adjusted-mutual-information.ts';
import { updateMap } from '../../src/update/update-map.ts';
import { holdOutSeeds, measureMoves, measureRecall, serialize, toCollection } from './held-out.ts';

let all: Collection;
let earlier: PaperMap;
let added: Collection;
let updated: PaperMap;
let rebuilt: PaperMap;

beforeAll(async () => {
  ({ all, earlier, added } = await holdOutSeeds());
  updated = await updateMap(earlier, added);
  rebuilt = await analyze(all);
});

const labelsById = ({ topics }: PaperMap) => new Map(topics.map(({ id, label }) => [id, label]));

describe('a map of the sample papers without 10%, updated with them', () => {
  test('has the papers, terms, neighbors, similarities, confidence, and quality of a map that is built anew', () => {
    for (const part of [
      'papers',
      'records',
      'vocabulary',
      'rows',
      'neighbors',
      'edges',
      'confidence',
      'resolution',
    ] as const)
      expect(updated[part], part).toEqual(rebuilt[part]);
    const { trustworthiness: _, ...quality } = updated.quality;
    expect(rebuilt.quality).toMatchObject(quality);
  });

  test('has the same topics apart from their numbers, order included', () => {
    expect(adjustedMutualInformation(updated.topicOf, rebuilt.topicOf)).toBe(1);
    expect(adjustedMutualInformation(updated.subtopicOf, rebuilt.subtopicOf)).toBe(1);
    const describeAll = ({ topics }: PaperMap) =>
      topics.map(({ size, terms, central, stability }) => [size, terms, central, stability]);
    expect(describeAll(updated)).toEqual(describeAll(rebuilt));
    const idOf = new Map([...updated.topicOf].map((id, i) => [rebuilt.topicOf[i], id]));
    expect([...updated.secondTopic]).toEqual([...rebuilt.secondTopic].map((id) => idOf.get(id) ?? 0));
  });

  test('keeps the ids and labels of topics', () => {
    const [before, after] = [labelsById(earlier), labelsById(updated)];
    const kept = updated.update!.topics.flatMap(({ kind, from, to }) =>
      kind === 'kept' || kind === 'grown' ? [[from[0]!, to[0]!]] : [],
    );
    expect(kept.length).toBeGreaterThan(4);
    for (const [from, to] of kept) {
      expect(to).toBe(from);
      expect(after.get(to!)).toBe(before.get(from!));
    }
    expect(new Set(updated.topics.map(({ label }) => label.toLowerCase())).size).toBe(updated.topics.length);
    expect(new Set(updated.topics.map(({ id }) => id)).size).toBe(updated.topics.length);
  });

  test('moves existing papers by a median of at most 1% of the width', () => {
    const moves = measureMoves(earlier, updated);
    expect(moves.length).toBe(earlier.positions.length / 2);
    expect(moves[Math.floor(moves.length / 2)]).toBeLessThanOrEqual(0.01);
    // A new layout has nothing to do with the earlier one.
    const anew = measureMoves(earlier, { ...updated, positions: rebuilt.positions });
    expect(anew[Math.floor(anew.length / 2)]).toBeGreaterThan(0.1);
  });

  test('places similar papers nearby, nearly as well as a new layout', () => {
    expect(updated.quality.trustworthiness).toBeGreaterThan(rebuilt.quality.trustworthiness - 0.05);
    expect([...updated.positions].some(Number.isNaN)).toBe(false);
    expect(measureRecall(updated, updated.update!.added)).toBeGreaterThan(
      measureRecall(rebuilt, updated.update!.added) - 0.07,
    );
  });

  test('says what has changed', async () => {
    const update = updated.update!;
    expect(update.added.map((index) => updated.papers[index]!.id)).toEqual(added.papers.map(({ id }) => id));
    expect(update).toMatchObject({ changed: [], removed: [] });
    const file = await openMap(serialize(earlier));
    expect(update.map).toBe(file.hash);
    expect(update.papers).toMatch(/^[0-9a-f]{64}$/);
    expect((await updateMap(earlier, toCollection(added.papers.slice(1)))).update!.papers).not.toBe(update.papers);
  });

  test('is the same for another order of the new papers, as a file too', async () => {
    const reversed = toCollection(added.papers.toReversed());
    expect(serialize(await updateMap(earlier, reversed)).equals(serialize(updated))).toBe(true);
  });

  test('is read from its file as it was', async () => {
    const file = await openMap(serialize(updated));
    expect(await file.update()).toEqual(updated.update);
    expect((await file.readAll()).update).toEqual(updated.update);
    expect(await (await openMap(serialize(earlier))).update()).toBeUndefined();
  });

  test('can be updated again: without the added papers the topics have their earlier ids', async () => {
    const back = await updateMap(updated, toCollection([]), { remove: added.papers.map(({ id }) => id) });
    expect(back.neighbors).toEqual(earlier.neighbors);
    expect(back.update!.removed.map(({ id }) => id)).toEqual(added.papers.map(({ id }) => id));
    const [before, after] = [labelsById(earlier), labelsById(back)];
    const kept = earlier.topics.filter(({ id, parent }) => parent === undefined && after.get(id) === before.get(id));
    expect(kept.length).toBeGreaterThan(4);
    expect(measureMoves(updated, back)[Math.floor(back.papers.length / 2)]).toBeLessThanOrEqual(0.01);
  });
});

test('nothing new changes nothing but the account of the update', async () => {
  const { update, ...same } = await updateMap(earlier, toCollection([]));
  expect(update).toMatchObject({ added: [], changed: [], removed: [] });
  expect(update!.topics.every(({ kind }) => kind === 'kept')).toBe(true);
  expect({ ...same, positions: [], quality: [], options: [] }).toEqual({
    ...earlier,
    positions: [],
    quality: [],
    options: [],
  });
  expect(Math.max(...measureMoves(earlier, { ...same, update: update! }))).toBeLessThan(1e-6);
});

test('a renamed topic keeps its name', async () => {
  const [topic] = earlier.topics;
  const renamed = {
    ...earlier,
    topics: earlier.topics.map((other) => (other === topic ? { ...topic, label: 'My topic' } : other)),
  };
  expect(labelsById(await updateMap(renamed, added)).get(topic!.id)).toBe('My topic');
});

test('a map with a thesaurus keeps it', async () => {
  const { papers, records, merged, problems, notes } = earlier;
  const options = { thesaurus: [['neuron', 'cell']] } satisfies AnalyzeOptions;
  const map = await analyze({ papers, records, merged, problems, notes }, options);
  expect((await updateMap(map, added)).options).toEqual(map.options);
});

describe('refuses', () => {
  const expectError = async (call: Promise<unknown>, message: RegExp) => {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(message);
  };

  test('a map of a version with other options', async () => {
    const { minTopicSize: _, ...options } = earlier.options;
    await expectError(
      updateMap({ ...earlier, options: { ...options, window: 3 } }, added),
      /another version of papergraph: it does not have minTopicSize, and it has window; build the map again/,
    );
  });

  test('a map with a function that was not given', async () => {
    const custom = { ...earlier, options: { ...earlier.options, tf: 'custom' } };
    await expectError(updateMap(custom, added), /function of its own for tf/);
    const tf = (count: number) => Math.sqrt(count);
    expect((await updateMap(custom, added, { custom: { tf } })).options).toMatchObject({ tf: 'custom' });
  });

  test('to remove a paper that is not in the map, or all papers', async () => {
    await expectError(updateMap(earlier, added, { remove: ['10.1/none'] }), /no paper "10.1\/none" in the map/);
    const remove = earlier.papers.map(({ id }) => id);
    await expectError(updateMap(earlier, toCollection([]), { remove }), /no paper would be left/);
  });

  test('what is no map or no collection', async () => {
    await expectError(updateMap({} as PaperMap, added), /first argument must be a map/);
    await expectError(updateMap(earlier, [] as unknown as Collection), /second argument must be a collection/);
  });
});
