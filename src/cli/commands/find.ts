import type { ConceptList, ConceptSource } from '../../concepts/search/concept-source.ts';
import {
  createAuthorTest,
  findEvidence,
  findPapers,
  type PaperSearchResult,
} from '../../concepts/search/find-papers.ts';
import { createConceptLookup, suggestByName, suggestConcepts } from '../../concepts/search/lookup.ts';
import type { MapFile } from '../../map-file/open.ts';
import type { Concept, Passage } from '../../model/concepts.ts';
import { InputError } from '../../model/errors.ts';
import { reportNothingFound } from '../exit-codes.ts';
import { openStdout } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { openPapers, withMap } from '../read-map.ts';
import { formatJson } from '../terminal/escape.ts';
import { formatMore, pluralize, printText } from '../terminal/messages.ts';

/** Options of `papergraph find`. */
export interface FindOptions {
  limit?: number;
  concept: string[];
  author?: string;
  hasCode?: true;
  json: boolean;
}

/** What `--json` prints. */
interface FindResult {
  concepts: Concept[];
  /** Number of papers that meet all conditions, and each condition alone. */
  counts: { all: number } & PaperSearchResult['counts'];
  papers: FoundPaper[];
}

interface FoundPaper {
  id: string;
  title: string;
  authors: string[];
  /** URLs of code repositories. */
  code: string[];
  /** The sentences that mention the concepts. */
  proofs: (Pick<Passage, 'field' | 'from' | 'to'> & { concept: string; sentence: string })[];
}

/** Sentences printed per paper; `--json` prints all. */
const MAX_SENTENCES_SHOWN = 2;

/** Suggestions for a name that is not found. */
const MAX_SUGGESTIONS = 3;

/** Lists the papers that mention all given concepts, with the sentences that do; also filters by author and code. */
export async function find(path: string, options: FindOptions): Promise<void> {
  const stdout = await openStdout([path]);
  const result = await withMap(path, async (map) => search(await openPapers(map, path), options));
  if (result.counts.all === 0) reportNothingFound();
  const shown = { ...result, papers: result.papers.slice(0, options.limit) };
  if (options.json) await writeOutput(stdout, [formatJson(shown)]);
  else await printText(stdout, formatResult(shown, options));
}

async function search(map: MapFile, { concept: names, author, hasCode }: FindOptions): Promise<FindResult> {
  const list = names.length > 0 ? await map.concepts() : undefined;
  // Each paper asks for the concepts; read them once.
  const source: ConceptSource = { ...map, concepts: async () => list ?? map.concepts() };
  const conceptIndexes = list ? lookUpConcepts(list, names) : [];
  if (author !== undefined) checkAuthor((await map.metadata()).authors, author);
  const { counts, papers } = await findPapers(source, {
    concepts: conceptIndexes,
    ...(author !== undefined && { author }),
    ...(hasCode && { hasCode }),
  });
  const foundPapers: FoundPaper[] = [];
  for (const paper of papers) {
    const { id, title, authors = [], code = [] } = await map.paper(paper);
    const evidence = list ? await findEvidence(source, paper, conceptIndexes) : [];
    const proofs = evidence.map(({ concept, field, from, to, sentence }) => ({
      concept: list!.concepts[concept]!.name,
      field,
      from,
      to,
      sentence,
    }));
    foundPapers.push({ id, title, authors, code, proofs });
  }
  const concepts = conceptIndexes.map((concept) => list!.concepts[concept]!);
  return { concepts, counts: { all: papers.length, ...counts }, papers: foundPapers };
}

function formatResult({ concepts, counts, papers }: FindResult, { author, hasCode }: FindOptions): string[] {
  const conditions = [
    ...concepts.map(({ name, kind, documents }) => `${name} (${kind}): ${documents}`),
    ...(author !== undefined ? [`author ${author}: ${counts.author}`] : []),
    ...(hasCode ? [`with code: ${counts.hasCode}`] : []),
  ];
  const header = `${pluralize(counts.all, 'paper')}; ${conditions.join('; ')}\n`;
  const entries = papers.map(({ id, title, proofs }) => {
    const sentences = proofs.slice(0, MAX_SENTENCES_SHOWN).map(({ sentence }) => `       ${sentence}\n`);
    return `${title}\n       ${id}\n${sentences.join('')}`;
  });
  return [header, ...entries, ...formatMore(counts.all - papers.length)];
}

/** Returns the index of each named concept. Throws {@link InputError} with suggestions for an unknown name. */
function lookUpConcepts({ concepts }: ConceptList, names: readonly string[]): number[] {
  const lookUp = createConceptLookup(concepts);
  return names.map((name) => {
    const index = lookUp(name);
    if (index >= 0) return index;
    const suggestions = suggestConcepts(concepts, name, MAX_SUGGESTIONS).map((index) => concepts[index]!.name);
    throw createNotFoundError('concept', name, suggestions);
  });
}

/** Throws {@link InputError} with suggestions if no author's name contains `name`. */
export function checkAuthor(authorsByPaper: readonly (readonly string[])[], name: string): void {
  if (name.trim() === '') throw new InputError('--author is empty: give a part of a name');
  const authors = [...new Set(authorsByPaper.flat())];
  if (authors.length === 0) throw new InputError('no paper in this map has authors');
  if (authors.some(createAuthorTest(name))) return;
  const nearest = suggestByName(authors.length, (index) => [authors[index]!], name, MAX_SUGGESTIONS);
  throw createNotFoundError(
    'author',
    name,
    nearest.map((index) => authors[index]!),
  );
}

function createNotFoundError(kind: string, name: string, suggestions: readonly string[]): InputError {
  const quoted = suggestions.map((suggestion) => `"${suggestion}"`);
  const last = quoted.pop();
  const question =
    last === undefined ? '' : `: did you mean ${quoted.length > 0 ? `${quoted.join(', ')} or ` : ''}${last}?`;
  return new InputError(`this map has no ${kind} "${name}"${question}`);
}
