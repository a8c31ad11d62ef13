/**
 * How good are the neighbours? Ranks papers of a collection against known related ones, beside what others do, and shows
 * what each switch is worth by turning it off.
 *
 *   npm run bench:quality -- --papers PATH [--relevant FILE]... [--limit N] [--no-ablation]
 *
 * FILE: {paper: [related papers]} as JSON, by DOI. Default: the two files beside the ACM corpus, in ../shared.
 * N: how many papers at most, those asked about and those related to them first. natural's TfIdf needs minutes for
 * thousands of papers and takes part up to 3,000.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Paper } from '../src/model/paper.ts';
import { join as neighboursOf } from '../src/similarity/join/join.ts';
import { createIndex, related } from '../src/similarity/query/query.ts';
import type { WeighOptions } from '../src/text/options.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { scoresOf, tfidfOf } from './natural-tfidf.ts';
import { nameOf, papersAt } from './papers.ts';
import { score } from './scores.ts';

const DEPTH = 100;
/** natural's TfIdf looks every word of a query up in every paper. */
const MOST_FOR_NATURAL = 3_000;
const DEFAULT_RELEVANT = ['keywords', 'citation'].map((by) => `../shared/corpora/acm/related-by-${by}.json`);

/** Each switch by itself, turned to what it would be without it. */
const ABLATIONS: [string, WeighOptions][] = [
  ['noise kept', { clean: false }],
  ['names cut up', { names: false }],
  ['spelling as written', { spelling: false }],
  ['function words kept', { functionWords: false }],
  ['boilerplate kept', { boilerplate: false }],
  ['abbreviations as written', { abbreviations: false }],
  ['no phrases', { phrases: false }],
  ['phrases of any words', { minCohesion: -1 }],
  ['phrases weigh as much as words', { phraseWeight: 1 }],
  ['words unstemmed', { stem: 'none' }],
  ['plurals only', { stem: 'plurals' }],
  ['title counts once', { titleWeight: 1 }],
  ['tf: count', { tf: 'count' }],
  ['tf: log', { tf: 'log' }],
  ['tf: saturated', { tf: 'saturated' }],
  ['idf: log', { idf: 'log' }],
  ['idf: smooth', { idf: 'smooth' }],
  ['authors left out', { authorShare: 0 }],
];

/** Ranks each query's papers; rows are indexes of papers. */
interface Ranking {
  name: string;
  seconds: number;
  /** None where a library does not tell. */
  terms?: number;
  ranked: number[][];
}

interface Truth {
  name: string;
  relevant: Map<string, string[]>;
}

async function ours(name: string, papers: Paper[], queries: number[], options: WeighOptions): Promise<Ranking> {
  const start = performance.now();
  const { rows, vocabulary } = await weigh(papers, options);
  const seconds = (performance.now() - start) / 1000;
  const index = createIndex(rows, vocabulary.keys.length);
  const ranked = queries.map((query) => related(index, query, { count: DEPTH }).map(({ paper }) => paper));
  return { name, seconds, terms: vocabulary.keys.length, ranked };
}

/** The same rows, with every paper speaking with its nearest. */
async function inCompany(papers: Paper[], queries: number[]): Promise<Ranking> {
  const { rows, vocabulary } = await weigh(papers);
  const start = performance.now();
  const company = await neighboursOf(rows);
  const seconds = (performance.now() - start) / 1000;
  const index = createIndex(rows, vocabulary.keys.length);
  const ranked = queries.map((query) => related(index, query, { count: DEPTH, company }).map(({ paper }) => paper));
  return { name: 'papergraph, in company (related --wide)', seconds, terms: vocabulary.keys.length, ranked };
}

/** By natural's TfIdf, asked as its documentation shows: by a paper's text. */
function byNatural(papers: Paper[], queries: number[]): Ranking {
  const start = performance.now();
  const tfidf = tfidfOf(papers);
  const seconds = (performance.now() - start) / 1000;
  const ranked = queries.map((query) => {
    const scores = scoresOf(tfidf, papers, query);
    const order = papers.map((_, i) => i).filter((i) => i !== query && scores[i]! > 0);
    return order.sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, DEPTH);
  });
  return { name: "natural's TfIdf", seconds, ranked };
}

/** scikit-learn's rankings by a child process; none, with a word why, where it cannot run. */
function baselines(papers: Paper[], queries: number[]): Ranking[] {
  const folder = mkdtempSync(join(tmpdir(), 'papergraph-'));
  try {
    const texts = join(folder, 'texts.jsonl');
    writeFileSync(texts, papers.map(({ title, abstract }) => JSON.stringify(`${title}. ${abstract}`)).join('\n'));
    const script = new URL('baselines.py', import.meta.url).pathname;
    const child = spawnSync(existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3', [script], {
      input: JSON.stringify({ texts, queries }),
      maxBuffer: 1 << 30,
      encoding: 'utf8',
    });
    if (child.status !== 0) {
      console.log(`(no scikit-learn: ${child.error?.message ?? child.stderr.trim().split('\n').at(-1)})\n`);
      return [];
    }
    const results = JSON.parse(child.stdout) as Record<string, { error?: string } & Omit<Ranking, 'name'>>;
    return Object.entries(results).flatMap(([name, result]) => (result.error ? [] : [{ name, ...result }]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print(ranking: Ranking, papers: Paper[], queries: number[], truths: Truth[]): void {
  const ranked = new Map(
    queries.map((query, q) => [nameOf(papers[query]!), ranking.ranked[q]!.map((row) => nameOf(papers[row]!))]),
  );
  const scores = truths.map(({ relevant }) => score(values.limit ? amongst(relevant, papers) : relevant, ranked));
  const cells = scores.map(({ ndcg10, recall100 }) => `${ndcg10.toFixed(4)} | ${recall100.toFixed(3)}`);
  console.log(`| ${ranking.name} | ${cells.join(' | ')} | ${ranking.terms ?? '-'} | ${ranking.seconds.toFixed(1)} |`);
}

const { values } = parseArgs({
  options: {
    papers: { type: 'string' },
    relevant: { type: 'string', multiple: true, default: DEFAULT_RELEVANT },
    limit: { type: 'string' },
    'no-ablation': { type: 'boolean', default: false },
  },
});
if (!values.papers) throw new Error('say which papers: --papers PATH');
const all = await papersAt(values.papers);
const truths = values.relevant.filter(existsSync).map((path): Truth => {
  const pairs = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string[]>);
  const lower = pairs.map(([query, list]) => [query.toLowerCase(), list.map((name) => name.toLowerCase())] as const);
  return { name: basename(path, '.json'), relevant: new Map(lower) };
});
if (truths.length === 0) throw new Error('no known related papers: --relevant FILE');
const wanted = new Set(truths.flatMap(({ relevant }) => [...relevant.keys()]));
const papers = values.limit ? nearestTo(wanted, Number(values.limit)) : all;
const queries = papers.flatMap((paper, i) => (wanted.has(nameOf(paper)) ? [i] : []));
console.log(`${papers.length} papers with an abstract, ${queries.length} of ${wanted.size} queries among them\n`);
console.log(`| weights | ${truths.map(({ name }) => `${name} nDCG@10 | recall@100`).join(' | ')} | terms | seconds |`);
console.log(`|${' --- |'.repeat(2 * truths.length + 3)}`);
if (papers.length <= MOST_FOR_NATURAL) print(byNatural(papers, queries), papers, queries, truths);
for (const ranking of baselines(papers, queries)) print(ranking, papers, queries, truths);
print(await ours('papergraph', papers, queries, {}), papers, queries, truths);
print(await inCompany(papers, queries), papers, queries, truths);
for (const [name, options] of values['no-ablation'] ? [] : ABLATIONS)
  print(await ours(name, papers, queries, options), papers, queries, truths);

/** So many papers: those asked about, those related to them, then others, each in the order they came. */
function nearestTo(wanted: ReadonlySet<string>, limit: number): Paper[] {
  const related = new Set(truths.flatMap(({ relevant }) => [...relevant.values()].flat()));
  const rank = (paper: Paper) => (wanted.has(nameOf(paper)) ? 0 : related.has(nameOf(paper)) ? 1 : 2);
  return [...all].sort((a, b) => rank(a) - rank(b)).slice(0, limit);
}

/** Known related papers with only those that are there. */
function amongst(relevant: Truth['relevant'], papers: readonly Paper[]): Truth['relevant'] {
  const there = new Set(papers.map(nameOf));
  const left = [...relevant].map(([query, names]) => [query, names.filter((name) => there.has(name))] as const);
  return new Map(left.filter(([query, names]) => there.has(query) && names.length > 0));
}
