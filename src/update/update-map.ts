import { sha256 } from '@noble/hashes/sha2.js';
import { ANALYZE_OPTIONS, type AnalyzeOptions, runStages } from '../analyze.ts';
import type { Edit } from '../edit/edit.ts';
import { mergePapers } from '../edit/merge-papers.ts';
import { computeAnchoredLayout } from '../layout/anchored-layout.ts';
import { toHex } from '../map-file/format.ts';
import { hashMap } from '../map-file/save.ts';
import { InputError } from '../model/errors.ts';
import type { MapUpdate, PaperMap, TopicChange, UpdatableMap } from '../model/map.ts';
import { checkOptions, defineOption, type OptionTable, oneOf, text, wordList } from '../model/option-table.ts';
import { HOOK_OPTIONS, type Hooks, THREAD_OPTIONS, type ThreadOptions } from '../model/options.ts';
import type { Collection, Paper } from '../model/paper.ts';
import { anchorTopics } from '../topics/anchor-topics.ts';
import { haveSameFields } from './diff-maps.ts';
import { type CustomFunctions, getMapOptions } from './map-options.ts';
import { type MissingPapers, mergeCollections } from './merge-collections.ts';

/** Options of {@link updateMap}. */
export interface UpdateOptions extends ThreadOptions, Hooks {
  /** Ids of papers to remove. Default none. */
  remove?: readonly string[];
  /** Whether papers that only files read again contained, and no longer contain, are kept or removed. Default 'keep'. */
  missing?: MissingPapers;
  /**
   * Edits of the map. Papers that they merge are merged; the other edits have their effect in `applyEdits`, which takes the result.
   * Default none.
   */
  edits?: readonly Edit[];
  /** Hash of the map, as in its file. Default: computed by serializing the map. */
  hash?: string;
  /** Functions that the map was built with, which a map file does not contain. Other options are those of the map. */
  custom?: CustomFunctions;
  /** Receives the time that each stage took, in seconds. */
  timing?: NonNullable<AnalyzeOptions['timing']>;
}

/** The options of {@link UpdateOptions}. */
export const UPDATE_OPTIONS: OptionTable<UpdateOptions> = {
  remove: defineOption('ids of papers to remove', wordList, '<none>'),
  missing: defineOption('papers that files read again no longer contain', oneOf('keep', 'remove'), 'keep'),
  edits: defineOption(
    'edits of the map, of which papers are merged',
    { text: 'a list of edits', includes: Array.isArray },
    '<none>',
  ),
  hash: defineOption('hash of the map', text, '<computed>'),
  custom: defineOption('functions that the map was built with', { text: 'an object', includes: isObject }),
  timing: ANALYZE_OPTIONS.timing,
  ...THREAD_OPTIONS,
  ...HOOK_OPTIONS,
};

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/**
 * Adds papers to a map and removes others, with the options of the map.
 *
 * The result has the terms, neighbors, similarities, topics, confidence, and concepts of a map that is built anew from all papers. Known papers keep
 * their ids. Topics keep their ids, and thereby colors, and labels unless they have few papers in common with earlier ones. Papers stay
 * near their earlier positions. The result depends on the map and on the set of new papers, not on their order. `update` of the
 * result says what has changed.
 * @param map The earlier map, as returned by `analyze` or by `readAll` of an open map. It is not modified.
 * @param added New papers, as returned by `readPapers`; a known paper is merged into the known one.
 * @throws {InputError} if an argument cannot be used, the map was built with options that this version does not have, or a paper to be
 * removed is not in the map
 * @throws the reason of the signal when it is aborted
 */
export async function updateMap(map: PaperMap, added: Collection, options: UpdateOptions = {}): Promise<PaperMap> {
  checkOptions(UPDATE_OPTIONS, options, 'updateMap');
  if (!Array.isArray(map?.papers) || !map.positions)
    throw new InputError(
      'updateMap: the first argument must be a map as returned by analyze, or by readAll of an open map',
    );
  if (!Array.isArray(added?.papers))
    throw new InputError('updateMap: the second argument must be a collection as returned by readPapers');
  return updateFrom(map, added, { ...options, hash: options.hash ?? hashMap(map) });
}

/**
 * Does the same as {@link updateMap}, with no more of the earlier map than is needed.
 * @throws as {@link updateMap} does
 */
export async function updateFrom(
  map: UpdatableMap,
  added: Collection,
  options: UpdateOptions & { hash: string },
): Promise<PaperMap> {
  if (map.network)
    throw new InputError(
      `updateMap: the map shows the network "${map.network.name}", and only maps of similarities can be updated: build it again from all papers, with the network "similarity" as well`,
    );
  const { remove = [], missing = 'keep', edits = [], hash, custom = {}, ...hooks } = options;
  const mapOptions = getMapOptions(map.options, custom);
  rejectUnknown(remove, map.papers);
  const combined = await mergeCollections(map, added, { remove, missing }, hooks.signal);
  const { collection } = mergePapers(combined, edits);
  if (collection.papers.length === 0) throw new InputError('no paper would be left: keep at least one');
  const earlierIndexes = findEarlierIndexes(map.papers, collection.papers);
  let changes: TopicChange[] = [];
  let origins = new Map<number, ReadonlySet<number>>();
  const updated = await runStages(
    collection,
    { ...mapOptions, ...hooks },
    {
      anchors: {
        async anchorTopics(found, weighed, stageHooks) {
          const anchored = await anchorTopics(map, earlierIndexes, found, weighed, stageHooks);
          ({ changes, origins } = anchored);
          return anchored.found;
        },
        placePapers(edges, topics, _, stageHooks) {
          const anchors = selectPositions(map.positions, earlierIndexes);
          earlierIndexes.forEach((earlier, paper) => {
            // A paper that has left its topic is placed in the new one.
            const [before, after] = [earlier < 0 ? 0 : map.topicOf[earlier]!, topics.topicOf[paper]!];
            const hasMoved = after !== 0 && !(before === after || origins.get(after)?.has(before));
            if (hasMoved || collection.papers[paper]!.abstract === '')
              anchors.fill(Number.NaN, 2 * paper, 2 * paper + 2);
          });
          const hasPlace = collection.papers.map(({ abstract }) => abstract !== '');
          return computeAnchoredLayout(edges, topics, anchors, hasPlace, stageHooks);
        },
      },
    },
  );
  const update = describeUpdate(map, collection.papers, earlierIndexes, {
    map: hash,
    papers: hashPapers(added.papers, remove),
    topics: changes,
  });
  return { ...updated, update };
}

/** Returns a hash of new papers and of the ids of removed ones that does not depend on their order. */
function hashPapers(added: readonly Paper[], remove: readonly string[]): string {
  const lines = added.map(({ sources: _, ...paper }) => JSON.stringify(paper)).sort();
  const text = JSON.stringify([lines, [...new Set(remove)].sort()]);
  return toHex(sha256(new TextEncoder().encode(text)));
}

function rejectUnknown(remove: readonly string[], papers: readonly Paper[]): void {
  if (remove.length === 0) return;
  const known = new Set(papers.map(({ id }) => id));
  const unknown = remove.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new InputError(`there is no paper "${unknown}" in the map, so it cannot be removed: check the id`);
}

/** Returns the index of each paper in the earlier list; -1 for papers that are not in it. */
function findEarlierIndexes(earlier: readonly Paper[], papers: readonly Paper[]): Int32Array {
  const indexes = new Map(earlier.map(({ id }, index) => [id, index]));
  return Int32Array.from(papers, ({ id }) => indexes.get(id) ?? -1);
}

/** Returns the positions of papers in an earlier map; NaN for those that it does not have. */
function selectPositions(positions: Float32Array, indexes: Int32Array): Float32Array {
  return Float32Array.from(
    { length: 2 * indexes.length },
    (_, k) => positions[2 * indexes[k >> 1]! + (k & 1)] ?? Number.NaN,
  );
}

function describeUpdate(
  earlier: UpdatableMap,
  papers: readonly Paper[],
  earlierIndexes: Int32Array,
  rest: Pick<MapUpdate, 'map' | 'papers' | 'topics'>,
): MapUpdate {
  const { map, papers: papersHash, topics } = rest;
  const ids = new Set(papers.map(({ id }) => id));
  const isChanged = (paper: Paper, index: number) =>
    earlierIndexes[index]! >= 0 && !haveSameFields(paper, earlier.papers[earlierIndexes[index]!]!);
  const findIndexes = (test: (paper: Paper, index: number) => boolean) =>
    papers.flatMap((paper, index) => (test(paper, index) ? [index] : []));
  return {
    map,
    papers: papersHash,
    added: findIndexes((_, index) => earlierIndexes[index]! < 0),
    changed: findIndexes(isChanged),
    removed: earlier.papers.flatMap(({ id, title }) => (ids.has(id) ? [] : [{ id, title }])),
    topics,
    positions: selectPositions(earlier.positions, earlierIndexes),
  };
}
