import type { Passage, TextSpan } from '../../model/concepts.ts';
import { InputError } from '../../model/errors.ts';
import { boolean, checkOptions, defineOption, type OptionTable, objects, text } from '../../model/option-table.ts';
import type { Paper } from '../../model/paper.ts';
import { removeAccents } from '../../util/text/remove-accents.ts';
import type { ConceptList, ConceptSource } from './concept-source.ts';
import { extractSentence } from './passages.ts';

/** Search conditions; a paper must meet all that are given. */
export interface ConceptQuery {
  /** Indexes of concepts that the paper mentions. Default none. */
  concepts?: readonly number[];
  /** Part of an author's name, ignoring case. Default any author. */
  author?: string;
  /** Whether the paper gives the address of its code. Default either. */
  hasCode?: boolean;
}

/** The options of {@link ConceptQuery}. */
const QUERY_OPTIONS: OptionTable<ConceptQuery> = {
  concepts: defineOption(
    'indexes of concepts that a paper mentions',
    objects('a list of indexes of concepts', (value) => Array.isArray(value) && value.every(Number.isSafeInteger)),
    '<none>',
  ),
  author: defineOption("part of an author's name", text),
  hasCode: defineOption('whether a paper gives the address of its code', boolean),
};

/** A sentence that mentions a concept, and the position of the mention in the field. */
export interface Evidence extends Passage {
  /** Index of the concept. */
  concept: number;
  sentence: string;
}

/** The result of a search. */
export interface PaperSearchResult {
  /** Number of papers that meet each condition by itself. */
  counts: { concepts: number[]; author?: number; hasCode?: number };
  /** Indexes of the papers that meet all conditions, by total relevance of the concepts; ties in the order of the map. */
  papers: number[];
}

/**
 * Finds papers by the concepts they mention, their authors and their code.
 * @throws {InputError} if a condition is unknown or cannot be used, or `hasCode` is given and an older map does not record which papers have code
 */
export async function findPapers(source: ConceptSource, query: ConceptQuery): Promise<PaperSearchResult> {
  checkOptions(QUERY_OPTIONS, query, 'findPapers');
  const { concepts: queryConcepts = [], author, hasCode } = query;
  const list = queryConcepts.length > 0 ? await source.concepts() : undefined;
  for (const concept of queryConcepts)
    if (!list!.concepts[concept])
      throw new InputError(
        `findPapers: the map has no concept ${concept}: use indexes from 0 to ${list!.concepts.length - 1}; createConceptLookup returns -1 for an unknown name`,
      );
  const weights = queryConcepts.map((concept) => getPaperWeights(list!, concept));
  const metadata = author === undefined && hasCode === undefined ? undefined : await source.metadata();
  const matchesAuthor = author === undefined ? undefined : createAuthorFilter(metadata!.authors, author);
  const matchesCode = hasCode === undefined ? undefined : createCodeFilter(metadata!.coded, hasCode);
  const conditions: ((paper: number) => boolean)[] = weights.map((weight) => (paper: number) => weight.has(paper));
  if (matchesAuthor) conditions.push(matchesAuthor);
  if (matchesCode) conditions.push(matchesCode);
  const { years } = await source.nodes();
  const papers = Array.from(years, (_, paper) => paper);
  const weightOf = (paper: number) => weights.reduce((sum, weight) => sum + weight.get(paper)!, 0);
  return {
    counts: {
      concepts: weights.map((weight) => weight.size),
      ...(matchesAuthor && { author: papers.filter(matchesAuthor).length }),
      ...(matchesCode && { hasCode: papers.filter(matchesCode).length }),
    },
    papers: papers
      .filter((paper) => conditions.every((isMet) => isMet(paper)))
      .map((paper) => ({ paper, weight: weightOf(paper) }))
      .sort((a, b) => b.weight - a.weight || a.paper - b.paper)
      .map(({ paper }) => paper),
  };
}

function createAuthorFilter(authors: readonly (readonly string[])[], name: string): (paper: number) => boolean {
  const isWanted = createAuthorTest(name);
  return (paper) => authors[paper]!.some(isWanted);
}

/** Returns a test of names that contain a part, given as "Jane Smith" or "Smith, Jane", ignoring case and accents. */
export function createAuthorTest(part: string): (author: string) => boolean {
  const wanted = foldName(part.replace(/^([^,]*),([^,]*)$/, '$2 $1'));
  return (author) => foldName(author).includes(wanted);
}

const foldName = (name: string) => removeAccents(name).trim().replace(/\s+/g, ' ').toLowerCase();

function createCodeFilter(papers: readonly number[] | undefined, hasCode: boolean): (paper: number) => boolean {
  if (!papers) throw new InputError('this map does not record which papers have code: build it again');
  const withCode = new Set(papers);
  return (paper) => withCode.has(paper) === hasCode;
}

/** Returns the papers that mention a concept, in ascending order, with the relevance of the concept times `UNIT`. */
export function getPaperWeights({ rows }: ConceptList, concept: number): Map<number, number> {
  const weights = new Map<number, number>();
  let entry = rows.ids.indexOf(concept);
  for (let paper = 0; entry >= 0; entry = rows.ids.indexOf(concept, entry + 1)) {
    while (rows.starts[paper + 1]! <= entry) paper++;
    weights.set(paper, rows.values[entry]!);
  }
  return weights;
}

/** Finds the sentences of a paper that mention any of the concepts, each sentence once per concept. */
export async function findEvidence(
  source: ConceptSource,
  paper: number,
  concepts: readonly number[],
): Promise<Evidence[]> {
  const { rows } = await source.concepts();
  const [content, mentions] = await Promise.all([source.paper(paper), source.mentions(paper)]);
  const row = rows.ids.subarray(rows.starts[paper], rows.starts[paper + 1]);
  return concepts.flatMap((concept) => extractEvidence(content, paper, concept, mentions[row.indexOf(concept)] ?? []));
}

function extractEvidence(content: Paper, paper: number, concept: number, mentions: readonly TextSpan[]): Evidence[] {
  const seen = new Set<string>();
  return mentions.flatMap(({ field, from, to }) => {
    const { text: sentence, start } = extractSentence(content[field], from, to);
    const key = `${field} ${start}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ paper, field, from, to, concept, sentence }];
  });
}
