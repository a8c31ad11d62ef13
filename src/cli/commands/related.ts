import type { MapFile } from '../../map-file/open.ts';
import type { TermShare } from '../../model/sparse.ts';
import { findAlreadyInLibrary } from '../../read/deduplicate/already-in-library.ts';
import { mergeParts } from '../../similarity/merge-parts.ts';
import { findPaper } from '../../similarity/query/find-paper.ts';
import { createIndex, type Example, findRelated } from '../../similarity/query/find-related.ts';
import type { WeighOptions } from '../../text/weigh-options.ts';
import { weighText } from '../../text/weighting/weigh-text.ts';
import { printMessage, printProblems } from '../messages.ts';
import { openStdout } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { readInputs } from '../read-inputs.ts';
import { withMap } from '../read-map.ts';

/** Options of `papergraph related`. */
export interface RelatedOptions {
  limit?: number;
  json: boolean;
  like: string[];
  unlike: string[];
  diversity?: number;
  expand: boolean;
  library?: string[];
}

/** A related paper, as `--json` prints it. */
interface RelatedPaper {
  id: string;
  title: string;
  similarity: number;
  /** The shared terms and what each contributes to the similarity. */
  terms: TermShare[];
  /** Whether the paper is in the library; absent without `--library`. */
  known?: boolean;
}

/** Terms printed per paper; `--json` prints all. */
const MAX_TERMS_SHOWN = 5;

/** Lists the papers most similar to the query: the id or title of a paper of the map, or any text. */
export async function related(path: string, query: string, options: RelatedOptions): Promise<void> {
  const stdout = await openStdout([path, ...(options.library ?? [])]);
  const queries = [...(query ? [query] : []), ...options.like];
  const papers = await withMap(path, (map) => search(map, queries, options));
  if (papers.length === 0) printMessage('No paper shares a term with the query.\n');
  await writeOutput(stdout, options.json ? [`${JSON.stringify(papers, null, 2)}\n`] : papers.map(formatPaper));
}

async function search(map: MapFile, queries: readonly string[], options: RelatedOptions): Promise<RelatedPaper[]> {
  const [nodes, vocabulary, rows] = [await map.nodes(), await map.vocabulary(), await map.rows()];
  // A map stores all options that it was built with; texts must be weighed with the same.
  const weighOptions = (await map.summary()).options as WeighOptions;
  const toExample = (query: string): Example => {
    const paper = findPaper(nodes, query);
    if (paper === undefined) return weighText(vocabulary, query, weighOptions);
    // A paper without an abstract has an empty row; use its title instead.
    const hasRow = rows.starts[paper]! < rows.starts[paper + 1]!;
    return hasRow ? paper : weighText(vocabulary, nodes.titles[paper]!, weighOptions);
  };
  const library = options.library && (await findLibraryPapers(map, options.library));
  const index = await createIndex(rows, vocabulary.keys.length);
  const found = await findRelated(index, queries.map(toExample), {
    ...(options.limit !== undefined && { count: options.limit }),
    unlike: options.unlike.map(toExample),
    ...(options.diversity !== undefined && { diversity: options.diversity }),
    ...(options.expand && { expandWith: await map.neighbors() }),
    ...(library && { isInLibrary: (paper) => library.has(paper) }),
  });
  return found.map(({ paper, similarity, terms, inLibrary }) => ({
    id: nodes.ids[paper]!,
    title: nodes.titles[paper]!,
    similarity,
    terms: mergeParts(terms, vocabulary).map(({ term, ...share }) => ({ term: vocabulary.forms[term]!, ...share })),
    ...(library && { known: inLibrary }),
  }));
}

/** Returns the papers of the map that the library files contain. */
async function findLibraryPapers(map: MapFile, library: string[]): Promise<Set<number>> {
  const { papers, problems } = await readInputs(library, {}, { onSkip: (message) => printMessage(`${message}\n`) });
  printProblems(problems);
  return findAlreadyInLibrary((await map.readAll()).papers, papers);
}

function formatPaper({ id, title, similarity, terms, known }: RelatedPaper): string {
  const formatTerm = ({ term, share }: TermShare) => `${term} ${share.toFixed(3)}`;
  const strongestTerms = terms.slice(0, MAX_TERMS_SHOWN);
  const shared = strongestTerms.filter(({ added }) => !added).map(formatTerm);
  const added = strongestTerms.filter(({ added }) => added).map(formatTerm);
  const lists = [shared.join(', '), ...(added.length > 0 ? [`from similar papers: ${added.join(', ')}`] : [])];
  const explanation = lists.filter((list) => list !== '').join('; ');
  return `${similarity.toFixed(3)}  ${title}\n       ${id}${known ? ', in your library' : ''}\n       ${explanation}\n`;
}
