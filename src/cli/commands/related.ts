import type { MapNodes } from '../../map-file/format.ts';
import type { MapFile } from '../../map-file/open.ts';
import type { NetworkName } from '../../model/network.ts';
import type { TermShare } from '../../model/sparse.ts';
import type { PaperVectors } from '../../model/vectors.ts';
import { findAlreadyInLibrary } from '../../read/deduplicate/already-in-library.ts';
import { mergeParts } from '../../similarity/merge-parts.ts';
import { createIndex, type Example, findRelated } from '../../similarity/query/find-related.ts';
import { type QueryReading, readQuery } from '../../similarity/query/read-query.ts';
import type { WeighOptions } from '../../text/weigh-options.ts';
import { weighText } from '../../text/weighting/weigh-text.ts';
import { type FusedExplanation, formatFused } from '../../vectors/explain-fused.ts';
import { findFusedRelated } from '../../vectors/fused-related.ts';
import { hasVector } from '../../vectors/quantize.ts';
import { reportNothingFound } from '../exit-codes.ts';
import { openStdout } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { readInputs } from '../read-inputs.ts';
import { createStdinReader, withMap } from '../read-map.ts';
import { formatJson, shorten } from '../terminal/escape.ts';
import { pluralize, printLine, printProblems, printText } from '../terminal/messages.ts';

/** Options of `papergraph related`. */
export interface RelatedOptions {
  network?: NetworkName;
  limit?: number;
  json: boolean;
  like: string[];
  unlike: string[];
  diversity?: number;
  expand: boolean;
  library?: string[];
}

/** What `--json` prints. */
interface RelatedResult {
  /** How each query and example was read. */
  queries: ReadExample[];
  papers: RelatedPaper[];
  /** What the papers are ranked by; only of maps with vectors. */
  rankedBy?: 'terms' | 'terms and vectors';
}

interface ReadExample {
  query: string;
  readAs: QueryReading['readAs'];
  /** The paper that the query names; null if the map does not have it, absent for a text. */
  paper?: { id: string; title: string } | null;
  /** Number of different terms of a text that the map has. */
  terms?: number;
}

interface RelatedPaper {
  id: string;
  title: string;
  similarity: number;
  /** The shared terms and what each contributes to the similarity. */
  terms: TermShare[];
  /** Fused score, the ranks by terms and by vectors, and the cosine of the vectors; only if the papers are ranked by both. */
  fused?: FusedExplanation & { score: number };
  /** Whether the paper is in the library; absent without `--library`. */
  known?: boolean;
}

/** Terms printed per paper; `--json` prints all. */
const MAX_TERMS_SHOWN = 5;

/**
 * Lists the papers most similar to the query: an identifier, key or title of a paper of the map, or any text.
 * @param words The words of the query, or one paper each.
 */
export async function related(path: string, words: readonly string[], options: RelatedOptions): Promise<void> {
  const stdout = await openStdout([path, ...(options.library ?? [])]);
  const readArgument = createStdinReader(path, ...(options.library ?? []));
  // A dash among other words is part of the text.
  const query = words.length === 1 ? await readAll(words, readArgument) : words;
  const [more, unlike] = [await readAll(options.like, readArgument), await readAll(options.unlike, readArgument)];
  const result = await withMap(
    path,
    async (map) => search(map, [...(await splitQuery(map, query)), ...more], unlike, options),
    options.network,
  );
  const { queries, papers, rankedBy } = result;
  if (!options.json) for (const example of queries) printLine(describeReading(example));
  const missing = queries.filter(({ paper }) => paper === null);
  for (const example of missing) if (options.json) printLine(describeReading(example));
  if (rankedBy === 'terms' && papers.length > 0)
    printLine('This map has vectors, but only a single paper of it can be compared by them: ranked by terms only.');
  if (papers.length === 0) {
    if (missing.length === 0) printLine('No paper shares a term with the query.');
    reportNothingFound();
  }
  if (options.json) await writeOutput(stdout, [formatJson(result)]);
  else await printText(stdout, papers.map(formatPaper));
}

async function readAll(args: readonly string[], read: (arg: string) => Promise<string>): Promise<string[]> {
  const texts: string[] = [];
  for (const arg of args) texts.push(await read(arg));
  return texts;
}

/** Returns the names of papers if each word is one, and otherwise the text that the words make up. */
async function splitQuery(map: MapFile, words: readonly string[]): Promise<readonly string[]> {
  if (words.length < 2) return words;
  const read = await createQueryReader(map);
  for (const word of words) {
    const { readAs, paper, identifier } = await read(word);
    const isName = paper !== undefined || identifier !== undefined;
    // A word of a text may be the title of a paper, too.
    if (!isName || (readAs === 'title' && !word.trim().includes(' '))) return [words.join(' ')];
  }
  return words;
}

async function createQueryReader(map: MapFile): Promise<(query: string) => Promise<QueryReading>> {
  const { ids, titles } = await map.nodes();
  return (query) => readQuery(query, { ids, titles, load: () => map.papers(0, ids.length) });
}

async function search(
  map: MapFile,
  like: readonly string[],
  unlike: readonly string[],
  options: RelatedOptions,
): Promise<RelatedResult> {
  const vectors = await map.vectors();
  const isSingle = like.length === 1 && unlike.length === 0 && !options.diversity;
  const toExample = await createExampleReader(map, isSingle ? vectors : undefined);
  const [wanted, unwanted] = [await toExamples(like, toExample), await toExamples(unlike, toExample)];
  const queries = [...wanted, ...unwanted].map(({ description }) => description);
  if (queries.some(({ paper }) => paper === null)) return { queries, papers: [] };
  const [nodes, vocabulary, rows] = [await map.nodes(), await map.vocabulary(), await map.rows()];
  const library = options.library && (await findLibraryPapers(map, options.library));
  const index = await createIndex(rows, vocabulary.keys.length);
  const toQueries = (examples: readonly PreparedExample[]) => examples.map(({ example }) => example);
  const settings = {
    ...(options.limit !== undefined && { count: options.limit }),
    ...(options.expand && { expandWith: await map.neighbors() }),
    ...(library && { isInLibrary: (paper: number) => library.has(paper) }),
  };
  const describe = ({ paper, similarity, terms, inLibrary }: FoundPaper): RelatedPaper => ({
    id: nodes.ids[paper]!,
    title: nodes.titles[paper]!,
    similarity,
    terms: mergeParts(terms, vocabulary).map(({ term, ...share }) => ({ term: vocabulary.forms[term]!, ...share })),
    ...(library && { known: inLibrary }),
  });
  const [single] = toQueries(wanted);
  if (vectors && isSingle && typeof single === 'number') {
    const found = await findFusedRelated(index, vectors, single, settings);
    const papers = found.map(({ score, fused, ...match }) => ({ ...describe(match), fused: { score, ...fused } }));
    return { queries, papers, rankedBy: 'terms and vectors' };
  }
  const found = await findRelated(index, toQueries(wanted), {
    ...settings,
    unlike: toQueries(unwanted),
    ...(options.diversity !== undefined && { diversity: options.diversity }),
  });
  return { queries, papers: found.map(describe), ...(vectors && { rankedBy: 'terms' }) };
}

/** A paper that was found. */
type FoundPaper = Omit<Awaited<ReturnType<typeof findRelated>>[number], 'score'>;

/** A query, how it was read, and what is searched for. */
interface PreparedExample {
  description: ReadExample;
  example: Example;
}

async function toExamples(
  queries: readonly string[],
  toExample: (query: string) => Promise<PreparedExample>,
): Promise<PreparedExample[]> {
  const examples: PreparedExample[] = [];
  for (const query of queries) examples.push(await toExample(query));
  return examples;
}

/** Returns a function that reads a query as a paper of the map, or as a text. Papers without terms are compared by their vectors, if given. */
async function createExampleReader(
  map: MapFile,
  vectors: PaperVectors | undefined,
): Promise<(query: string) => Promise<PreparedExample>> {
  const [nodes, vocabulary, rows] = [await map.nodes(), await map.vocabulary(), await map.rows()];
  // A map stores all options that it was built with; texts must be weighed with the same.
  const weighOptions = (await map.summary()).options as WeighOptions;
  const weigh = (text: string) => weighText(vocabulary, text, weighOptions);
  const read = await createQueryReader(map);
  return async (query) => {
    const { readAs, paper, identifier } = await read(query);
    if (paper === undefined) {
      const example = weigh(query);
      const description = {
        query,
        readAs,
        ...(identifier === undefined ? { terms: example.ids.length } : { paper: null }),
      };
      return { description, example };
    }
    // A paper without an abstract has an empty row; its vector or its title is used instead.
    const isComparable = rows.starts[paper]! < rows.starts[paper + 1]! || (vectors && hasVector(vectors, paper));
    return {
      description: describePaper(nodes, query, readAs, paper),
      example: isComparable ? paper : weigh(nodes.titles[paper]!),
    };
  };
}

const describePaper = ({ ids, titles }: MapNodes, query: string, readAs: ReadExample['readAs'], paper: number) => ({
  query,
  readAs,
  paper: { id: ids[paper]!, title: titles[paper]! },
});

/** Says how a query was read. */
function describeReading({ query, readAs, paper, terms = 0 }: ReadExample): string {
  const shown = shorten(query);
  if (paper === null) return `This map has no paper with the ${readAs} ${shown}.`;
  if (paper) return `Query read as the ${readAs} of the paper "${paper.title}" (${paper.id}).`;
  if (terms === 0) return `No paper has this id, key or title, and as a text it has no term of this map: "${shown}".`;
  return `Query read as a text with ${pluralize(terms, 'term')} of this map: "${shown}".`;
}

/** Returns the papers of the map that the library files contain. */
async function findLibraryPapers(map: MapFile, library: string[]): Promise<Set<number>> {
  const { papers, problems } = await readInputs(library, {}, { onSkip: printLine });
  printProblems(problems);
  return findAlreadyInLibrary((await map.readAll()).papers, papers);
}

function formatPaper({ id, title, similarity, terms, known, fused }: RelatedPaper): string {
  const library = known ? ', in your library' : '';
  if (fused)
    return `${fused.score.toFixed(3)}  ${title}\n       ${id}${library}\n       ${formatFused(fused, terms)}\n`;
  const formatTerm = ({ term, share }: TermShare) => `${term} ${share.toFixed(3)}`;
  const strongestTerms = terms.slice(0, MAX_TERMS_SHOWN);
  const shared = strongestTerms.filter(({ added }) => !added).map(formatTerm);
  const added = strongestTerms.filter(({ added }) => added).map(formatTerm);
  const lists = [shared.join(', '), ...(added.length > 0 ? [`from similar papers: ${added.join(', ')}`] : [])];
  const explanation = lists.filter((list) => list !== '').join('; ');
  return `${similarity.toFixed(3)}  ${title}\n       ${id}${library}\n       ${explanation}\n`;
}
