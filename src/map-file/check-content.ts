import type { ConceptList } from '../concepts/search/concept-source.ts';
import type { MapUpdate, PaperMap } from '../model/map.ts';
import type { Network } from '../model/network.ts';
import type { Paper } from '../model/paper.ts';
import { areRowsValid, isCount, isIndex, isListOf, isRecord, isString, isStringList } from './check-sections.ts';
import type { MapConcepts, MapSummary, MentionLine } from './format.ts';

/** Checks of what a map contains besides what is drawn: papers, problems, concepts, the network, and the update. */

/** The optional fields of a paper by their type. */
const FIELDS = {
  text: [
    ...(['key', 'date', 'venue', 'publisher', 'series', 'volume', 'number', 'pages', 'organization', 'type'] as const),
    ...(['language', 'doi', 'arxiv', 'pmid', 'pmcid', 'url', 'note'] as const),
  ],
  list: [
    ...([
      'otherAbstracts',
      'authors',
      'structuredNames',
      'orcids',
      'editors',
      'keywords',
      'isbn',
      'issn',
      'identifiers',
      'urls',
      'code',
      'cites',
    ] as const),
  ],
  number: ['authorCount', 'year', 'votes', 'citations'],
} as const satisfies Record<string, readonly (keyof Paper)[]>;

const isOptional = (value: unknown, isValid: (value: unknown) => boolean) => value === undefined || isValid(value);

const isPlace = (value: unknown) => isRecord(value) && isString(value.file) && Number.isFinite(value.line);

/** Returns whether a value is a paper whose fields have the right types. */
export function isPaperValid(value: unknown): boolean {
  if (!isRecord(value) || ![value.id, value.title, value.abstract].every(isString)) return false;
  return (
    FIELDS.text.every((name) => isOptional(value[name], isString)) &&
    FIELDS.list.every((name) => isOptional(value[name], isStringList)) &&
    FIELDS.number.every((name) => isOptional(value[name], Number.isFinite)) &&
    isListOf(
      value.sources,
      (source) => isPlace(source) && isOptional((source as Paper['sources'][0]).gave, isStringList),
    )
  );
}

/** Returns whether problems and notes have a place and a reason. */
export const areProblemsValid = (value: Pick<PaperMap, 'problems' | 'notes'>): boolean =>
  isRecord(value) &&
  [value.problems, value.notes].every((list) =>
    isListOf(list, (problem) => isPlace(problem) && isString((problem as PaperMap['problems'][0]).reason)),
  );

/** Returns whether the columns of the concepts have one entry per concept. */
export function areConceptColumnsValid(value: MapConcepts): boolean {
  if (!isRecord(value)) return false;
  const { ids, names, kinds, variants, abbreviations, documents, firsts } = value;
  return (
    [ids, names, kinds].every(isStringList) &&
    [variants, abbreviations].every((lists) => isListOf(lists, isStringList)) &&
    isListOf(documents, isCount) &&
    isListOf(firsts, Number.isFinite) &&
    [names, kinds, variants, abbreviations, documents, firsts].every(({ length }) => length === ids.length)
  );
}

/** Returns whether concepts and passages refer to papers and concepts that there are. */
export function areConceptsValid({ concepts, rows, introductions, definitions }: ConceptList, papers: number): boolean {
  const isPassage = (value: unknown) =>
    isRecord(value) &&
    isIndex(value.paper, papers) &&
    isIndex(value.concept, concepts.length) &&
    (value.field === 'title' || value.field === 'abstract') &&
    isCount(value.from) &&
    isCount(value.to);
  return (
    areRowsValid(rows, papers, concepts.length) &&
    isListOf(introductions, isPassage) &&
    isListOf(
      definitions,
      (value) =>
        isPassage(value) && [(value as { short: unknown }).short, (value as { long: unknown }).long].every(isString),
    )
  );
}

/** Returns whether a value is a line of mentions: lists of a count, and of starts and lengths. */
export const isMentionLineValid = (value: unknown): value is MentionLine =>
  isListOf(value, (numbers) => isListOf(numbers, isCount) && numbers.length % 2 === 1);

/** Returns whether a network has the strengths of all edges and the totals of all nodes. */
export function isNetworkValid(network: Network, { papers, edges }: MapSummary): boolean {
  const { name, nodes, counting, normalization, shared, counts, totals, links, median, references = {} } = network;
  const { labels, ...rows } = shared;
  return (
    [name, nodes, counting, normalization].every(isString) &&
    isStringList(labels) &&
    areRowsValid({ ...rows, values: new Float64Array(rows.ids.length) }, papers, labels.length) &&
    counts.length === edges &&
    totals.length === papers &&
    isCount(links) &&
    Number.isFinite(median) &&
    isRecord(references) &&
    Object.values(references).every(isCount)
  );
}

/** Returns whether an update refers to papers that there are. */
export function isUpdateValid(update: MapUpdate, papers: number): boolean {
  const isPaper = (value: unknown) => isIndex(value, papers);
  return (
    [update.map, update.papers].every(isString) &&
    [update.added, update.changed].every((list) => isListOf(list, isPaper)) &&
    isListOf(update.removed, (paper) => isRecord(paper) && isString(paper.id) && isString(paper.title)) &&
    isListOf(
      update.topics,
      (change) =>
        isRecord(change) && isString(change.kind) && [change.from, change.to].every((ids) => isListOf(ids, isCount)),
    ) &&
    update.positions.length === 2 * papers
  );
}
