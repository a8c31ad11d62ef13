import type { PaperMap } from '../model/map.ts';
import type { SparseRows } from '../model/sparse.ts';
import type { PaperVectors } from '../model/vectors.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { languageOfKey } from '../text/language/language-rules.ts';
import { languageNumber } from '../util/language/languages.ts';
import type { MapMetadata, MapNodes, MapSummary, SectionRange } from './format.ts';

/**
 * Checks of the sections of a map. The checksums of a file prove that it is not damaged, not who wrote it, so that its types, lengths
 * and ranges are checked before they are used.
 */

/** Returns whether a value is an integer of at least 0. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
/** Returns whether a value is the index of an entry of a list. */
export const isIndex = (value: unknown, length: number) => isCount(value) && value < length;
/** Returns whether a value is a string. */
export const isString = (value: unknown): value is string => typeof value === 'string';
/** Returns whether a value is an array of such items. */
export const isListOf = (value: unknown, isItem: (item: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.every(isItem);
/** Returns whether a value is an array of strings. */
export const isStringList = (value: unknown) => isListOf(value, isString);
/** Returns whether a value is an object or an array. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** JSON has null for NaN. */
const isNumber = (value: unknown) => typeof value === 'number' || value === null;

/** Returns whether sections follow each other without gaps from the byte `start` to the byte `end`. */
export function areSectionsValid(ranges: readonly (readonly [string, unknown])[], start: number, end: number): boolean {
  let expected = start;
  for (const [, range] of ranges) {
    if (!Array.isArray(range) || range.length !== 3) return false;
    const [from, to, checksum] = range as SectionRange;
    if (from !== expected || !isCount(to) || to <= from || !isString(checksum)) return false;
    expected = to;
  }
  return expected === end;
}

/** Returns whether the lengths of lines are those of lines that fill `size` bytes. */
export const areLengthsValid = (lengths: unknown, size: number): boolean =>
  isListOf(lengths, (length) => isCount(length) && length > 0) &&
  (lengths as number[]).reduce((sum, length) => sum + length, 0) === size;

/** Returns whether a summary has all counts, topics and options. */
export function isSummaryValid(summary: MapSummary): boolean {
  if (!isRecord(summary)) return false;
  const { papers, terms, topics, quality, options, resolution, languages = [] } = summary;
  const counts = [summary.records, summary.merged, papers, summary.withoutAbstract, summary.edges, terms];
  return (
    [...counts, summary.problems].every(isCount) &&
    isNumber(resolution) &&
    isRecord(quality) &&
    Object.values(quality).every(isNumber) &&
    isRecord(options) &&
    isListOf(languages, (language) => Array.isArray(language) && isString(language[0]) && isCount(language[1])) &&
    isListOf(
      topics,
      (topic) =>
        isRecord(topic) &&
        [topic.id, topic.size].every(isCount) &&
        isString(topic.label) &&
        (topic.parent === undefined || isCount(topic.parent)) &&
        isListOf(topic.terms, (term) => isIndex(term, terms)) &&
        isListOf(topic.central, (paper) => isIndex(paper, papers)) &&
        isNumber(topic.stability),
    )
  );
}

/** Returns whether the columns of the nodes have one entry per paper. */
export function areNodesValid({ ids, titles, positions, ...columns }: MapNodes, { papers }: MapSummary): boolean {
  return (
    [ids, titles].every((column) => isStringList(column) && column.length === papers) &&
    Object.values(columns).every(({ length }) => length === papers) &&
    positions.length === 2 * papers &&
    positions.every((coordinate) => Math.abs(coordinate) !== Number.POSITIVE_INFINITY)
  );
}

/** Returns whether the metadata has one entry per paper, and refers to venues and files that there are. */
export function isMetadataValid(metadata: MapMetadata, { papers }: MapSummary): boolean {
  if (!isRecord(metadata)) return false;
  const { authors, venues, venueOf, citations, files, filesOf, coded = [] } = metadata;
  return (
    isListOf(authors, isStringList) &&
    [venues, files].every(isStringList) &&
    isListOf(venueOf, (venue) => isIndex(venue, venues.length)) &&
    isListOf(citations, (count) => count === -1 || isCount(count)) &&
    isListOf(filesOf, (list) => isListOf(list, (file) => isIndex(file, files.length))) &&
    isListOf(coded, (paper) => isIndex(paper, papers)) &&
    [authors, venueOf, citations, filesOf].every(({ length }) => length === papers)
  );
}

/** Returns whether edges lead from a paper to a later one. */
export function areEdgesValid(
  { sources, targets, weights }: PaperMap['edges'],
  { papers, edges }: MapSummary,
): boolean {
  return (
    [sources, targets, weights].every(({ length }) => length === edges) &&
    sources.every((source, k) => source < targets[k]! && targets[k]! < papers) &&
    weights.every(Number.isFinite)
  );
}

/** Returns whether a sparse matrix has `count` rows, whose entries follow each other, and columns below `columns`. */
export function areRowsValid(
  { starts, ids, values }: SparseRows<Uint16Array | Float64Array>,
  count: number,
  columns: number,
): boolean {
  return (
    starts.length === count + 1 &&
    starts[0] === 0 &&
    starts.every((start, row) => row === 0 || start >= starts[row - 1]!) &&
    starts[count] === ids.length &&
    values.length === ids.length &&
    ids.every((id) => id < columns) &&
    values.every(Number.isFinite)
  );
}

/** Returns whether the columns of a vocabulary have one entry per term. */
export function isVocabularyValid(vocabulary: Vocabulary, longForms: unknown, { terms }: MapSummary): boolean {
  const { keys, forms, documents, idf, compoundExceptions = [], authors = 0 } = vocabulary;
  return (
    [keys, forms].every((column) => isStringList(column) && column.length === terms) &&
    [documents, idf].every(({ length }) => length === terms) &&
    isListOf(longForms, (pair) => isStringList(pair) && (pair as unknown[]).length === 2) &&
    isStringList(compoundExceptions) &&
    isCount(authors) &&
    authors <= terms &&
    keys.slice(0, terms - authors).every((key) => languageNumber(languageOfKey(key)) >= 0)
  );
}

/** Returns whether there is a vector per paper, and whether the ranks of neighbors have equal lengths. */
export const areVectorsValid = (
  { file, dimensions, values, termRanks, vectorRanks, matched, unmatched }: PaperVectors,
  { papers }: MapSummary,
): boolean =>
  isString(file) &&
  isCount(dimensions) &&
  values.length === papers * dimensions &&
  termRanks.length === vectorRanks.length &&
  [matched, unmatched].every(isCount);
