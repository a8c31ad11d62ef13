/**
 * Question: how well are known related papers found? Ranks the papers of a collection for each query paper and compares the
 * rankings with known related papers, next to other implementations. Then turns off each option of the weighting in turn.
 *
 *     npm run bench:retrieval -- --papers PATH --relevant FILE [--relevant FILE]... [--limit N] [--no-ablation] [--vectors FILE]
 *
 * FILE is JSON: {query: [related papers]}, by DOI. N is the maximum number of papers; queries and their related papers take
 * precedence. With --vectors, as in `papergraph build`, only papers with a vector are used, and rankings by vectors alone and by both are compared.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readVectorFile } from '../src/cli/read-vector-file.ts';
import type { Paper } from '../src/model/paper.ts';
import type { VectorSet } from '../src/model/vectors.ts';
import { join as joinRows } from '../src/similarity/join/join.ts';
import { createIndex, findRelated } from '../src/similarity/query/find-related.ts';
import type { WeighOptions } from '../src/text/weigh-options.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { findFusedNeighbors } from '../src/vectors/fused-neighbors.ts';
import { findFusedRelated, rankByVectors } from '../src/vectors/fused-related.ts';
import { matchVectors } from '../src/vectors/match-vectors.ts';
import { createNaturalTfIdf, scoreAllPapers } from './support/natural-tfidf.ts';
import { getPaperKey, readPapersWithAbstract, takePapersWithVector } from './support/papers.ts';
import { findPython, runScript } from './support/python.ts';
import { scoreRankings } from './support/ranking-metrics.ts';

/** Length of the rankings. */
const DEPTH = 100;
/** natural looks up every word of a query in every paper, which takes minutes for more papers. */
const MAX_PAPERS_NATURAL = 3_000;

/** Each option turned off, or replaced by its alternative. */
const ABLATIONS: [name: string, options: WeighOptions][] = [
  ['noise not masked', { clean: false }],
  ['names split into words', { names: false }],
  ['spelling not normalized', { spelling: false }],
  ['function words kept', { functionWords: false }],
  ['boilerplate kept', { boilerplate: false }],
  ['abbreviations not resolved', { abbreviations: false }],
  ['no phrases', { phrases: false }],
  ['phrases of any words', { maxChancePhrases: 1 }],
  ['phrases weighted like words', { phraseWeight: 1 }],
  ['Porter stemmer', { stem: 'porter' }],
  ['no stemming', { stem: 'none' }],
  ['plurals only', { stem: 'plurals' }],
  ['title counts once', { titleWeight: 1 }],
  ['tf: count', { tf: 'count' }],
  ['tf: log', { tf: 'log' }],
  ['tf: saturated', { tf: 'saturated' }],
  ['idf: log', { idf: 'log' }],
  ['idf: smooth', { idf: 'smooth' }],
  ['no authors', { authorWeight: 0 }],
];

/** The rankings of one method. */
interface Rankings {
  name: string;
  seconds: number;
  /** Number of terms; undefined if a library does not report it. */
  terms?: number;
  /** Indexes of papers, by query. */
  ranked: number[][];
}

/** Known related papers. */
interface GroundTruth {
  name: string;
  /** Keys of the related papers, by query. */
  relevant: Map<string, string[]>;
}

/** Ranks by vectors alone, and by terms and vectors as `papergraph related` does in a map with vectors. */
async function rankWithVectors(papers: Paper[], queries: number[], set: VectorSet): Promise<Rankings[]> {
  const vectors = matchVectors(papers, set);
  const start = performance.now();
  const byVectors = await Promise.all(queries.map((query) => rankByVectors(vectors, query, DEPTH)));
  const seconds = (performance.now() - start) / 1000;
  const { rows, vocabulary } = await weigh(papers);
  const fuseStart = performance.now();
  const { neighbors } = await findFusedNeighbors(rows, vectors, {}, joinRows, {});
  const fuseSeconds = (performance.now() - fuseStart) / 1000;
  const index = await createIndex(rows, vocabulary.keys.length);
  const options = { count: DEPTH, expandWith: neighbors };
  const fused = await Promise.all(
    queries.map(async (query) => (await findFusedRelated(index, vectors, query, options)).map(({ paper }) => paper)),
  );
  return [
    { name: 'vectors alone', seconds, ranked: byVectors },
    { name: 'papergraph with vectors (related)', seconds: fuseSeconds, ranked: fused },
  ];
}

async function rankWithPapergraph(
  name: string,
  papers: Paper[],
  queries: number[],
  options: WeighOptions,
): Promise<Rankings> {
  const start = performance.now();
  const { rows, vocabulary } = await weigh(papers, options);
  const seconds = (performance.now() - start) / 1000;
  const index = await createIndex(rows, vocabulary.keys.length);
  const ranked = await Promise.all(
    queries.map(async (query) => (await findRelated(index, query, { count: DEPTH })).map(({ paper }) => paper)),
  );
  return { name, seconds, terms: vocabulary.keys.length, ranked };
}

/** Uses the same rows with query expansion. */
async function rankWithExpansion(papers: Paper[], queries: number[]): Promise<Rankings> {
  const { rows, vocabulary } = await weigh(papers);
  const start = performance.now();
  const expandWith = await joinRows(rows);
  const seconds = (performance.now() - start) / 1000;
  const index = await createIndex(rows, vocabulary.keys.length);
  const ranked = await Promise.all(
    queries.map(async (query) =>
      (await findRelated(index, query, { count: DEPTH, expandWith })).map(({ paper }) => paper),
    ),
  );
  return { name: 'papergraph (related)', seconds, terms: vocabulary.keys.length, ranked };
}

/** Queries natural's TfIdf with the text of each paper, as in its documentation. */
function rankWithNatural(papers: Paper[], queries: number[]): Rankings {
  const start = performance.now();
  const tfidf = createNaturalTfIdf(papers);
  const seconds = (performance.now() - start) / 1000;
  const ranked = queries.map((query) => {
    const scores = scoreAllPapers(tfidf, papers, query);
    const matches = papers.map((_, i) => i).filter((i) => i !== query && scores[i]! > 0);
    return matches.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, DEPTH);
  });
  return { name: "natural's TfIdf", seconds, ranked };
}

/** Returns the rankings of scikit-learn; none if it is not installed. */
function rankWithScikitLearn(papers: Paper[], queries: number[]): Rankings[] {
  const python = findPython('sklearn');
  if (!python) {
    console.log('(scikit-learn is not installed)\n');
    return [];
  }
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-bench-'));
  try {
    const texts = join(directory, 'texts.jsonl');
    writeFileSync(texts, papers.map(({ title, abstract }) => JSON.stringify(`${title}. ${abstract}`)).join('\n'));
    const output = runScript(python, 'retrieval-baselines.py', [], JSON.stringify({ texts, queries }));
    const results = JSON.parse(output) as Record<string, { error?: string } & Omit<Rankings, 'name'>>;
    return Object.entries(results).flatMap(([name, result]) => (result.error ? [] : [{ name, ...result }]));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function printScores(rankings: Rankings, papers: Paper[], queries: number[], truths: GroundTruth[]): void {
  const ranked = new Map(
    queries.map((query, q) => [
      getPaperKey(papers[query]!),
      rankings.ranked[q]!.map((row) => getPaperKey(papers[row]!)),
    ]),
  );
  const cells = truths
    .map(({ relevant }) =>
      scoreRankings(values.limit || values.vectors ? restrictTo(papers, relevant) : relevant, ranked),
    )
    .map(({ ndcg10, recall100 }) => `${ndcg10.toFixed(4)} | ${recall100.toFixed(3)}`);
  console.log(
    `| ${rankings.name} | ${cells.join(' | ')} | ${rankings.terms ?? '-'} | ${rankings.seconds.toFixed(1)} |`,
  );
}

function readGroundTruth(path: string): GroundTruth {
  const pairs = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string[]>);
  const relevant = pairs.map(([query, keys]) => [query.toLowerCase(), keys.map((key) => key.toLowerCase())] as const);
  return { name: basename(path, '.json'), relevant: new Map(relevant) };
}

const getQueryKeys = (truths: readonly GroundTruth[]): Set<string> =>
  new Set(truths.flatMap(({ relevant }) => [...relevant.keys()]));

/** Returns the first `limit` papers: queries, then papers related to them, then others. */
function takePapers(papers: readonly Paper[], limit: number, truths: readonly GroundTruth[]): Paper[] {
  const queryKeys = getQueryKeys(truths);
  const relevantKeys = new Set(truths.flatMap(({ relevant }) => [...relevant.values()].flat()));
  const getPriority = (paper: Paper) => {
    const key = getPaperKey(paper);
    return queryKeys.has(key) ? 0 : relevantKeys.has(key) ? 1 : 2;
  };
  return [...papers].sort((a, b) => getPriority(a) - getPriority(b)).slice(0, limit);
}

/** Removes related papers that are not in the collection, and queries that are not or have no related paper left. */
function restrictTo(papers: readonly Paper[], relevant: GroundTruth['relevant']): GroundTruth['relevant'] {
  const paperKeys = new Set(papers.map(getPaperKey));
  const restricted = [...relevant].map(([query, keys]) => [query, keys.filter((key) => paperKeys.has(key))] as const);
  return new Map(restricted.filter(([query, keys]) => paperKeys.has(query) && keys.length > 0));
}

const { values } = parseArgs({
  options: {
    papers: { type: 'string' },
    relevant: { type: 'string', multiple: true },
    limit: { type: 'string' },
    vectors: { type: 'string' },
    'no-ablation': { type: 'boolean', default: false },
  },
});
if (!values.papers) throw new Error('missing option --papers PATH');
if (!values.relevant) throw new Error('missing option --relevant FILE');
const truths = values.relevant.map(readGroundTruth);
const queryKeys = getQueryKeys(truths);
const allPapers = await readPapersWithAbstract(values.papers);
const vectorSet = values.vectors === undefined ? undefined : await readVectorFile(values.vectors);
const usable = vectorSet ? takePapersWithVector(allPapers, vectorSet) : allPapers;
const papers = values.limit ? takePapers(usable, Number(values.limit), truths) : usable;
const queries = papers.flatMap((paper, i) => (queryKeys.has(getPaperKey(paper)) ? [i] : []));
console.log(`${papers.length} papers with an abstract, including ${queries.length} of ${queryKeys.size} queries\n`);
console.log(`| method | ${truths.map(({ name }) => `${name} nDCG@10 | recall@100`).join(' | ')} | terms | seconds |`);
console.log(`|${' --- |'.repeat(2 * truths.length + 3)}`);
if (!vectorSet && papers.length <= MAX_PAPERS_NATURAL)
  printScores(rankWithNatural(papers, queries), papers, queries, truths);
for (const rankings of rankWithScikitLearn(papers, queries)) printScores(rankings, papers, queries, truths);
printScores(
  await rankWithPapergraph('papergraph without query expansion (related --no-expand)', papers, queries, {}),
  papers,
  queries,
  truths,
);
printScores(await rankWithExpansion(papers, queries), papers, queries, truths);
for (const rankings of vectorSet ? await rankWithVectors(papers, queries, vectorSet) : [])
  printScores(rankings, papers, queries, truths);
for (const [name, options] of values['no-ablation'] ? [] : ABLATIONS)
  printScores(await rankWithPapergraph(name, papers, queries, options), papers, queries, truths);
