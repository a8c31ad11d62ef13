/**
 * Question: how good are the topics? Measures their agreement with the venues of the papers, next to igraph's Louvain on the
 * neighbors that scikit-learn's TF-IDF gives, and checks the rules of labels.
 *
 *     npm run bench:topics -- --papers PATH [--limit N] [--python python3] [--vectors FILE]
 *
 * PATH is BibTeX with series, booktitle or journal. N is the approximate number of papers, evenly spaced. The rows of
 * With --vectors, as in `papergraph build`, only papers with a vector are used, and topics by vectors alone and by both are compared. The rows of
 * scikit-learn are joined by papergraph, because scipy finds the same neighbors but needs ten minutes for 97,000 papers.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { listInputFiles } from '../src/cli/read-inputs.ts';
import { readVectorFile } from '../src/cli/read-vector-file.ts';
import { buildEdges } from '../src/graph/build.ts';
import { computeGroupSizes, listGroupMembers } from '../src/graph/partition.ts';
import type { Edges } from '../src/model/map.ts';
import type { Paper } from '../src/model/paper.ts';
import type { TermRows } from '../src/model/sparse.ts';
import type { WeighedText } from '../src/model/vocabulary.ts';
import { join } from '../src/similarity/join/join.ts';
import { JOIN_DEFAULTS } from '../src/similarity/join/join-options.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { adjustedMutualInformation } from '../src/topics/adjusted-mutual-information.ts';
import { findTopics, type TopicResult } from '../src/topics/find-topics.ts';
import { runLouvain } from '../src/topics/louvain/louvain.ts';
import { modularity, silhouette } from '../src/topics/quality.ts';
import { computeTermStatistics } from '../src/topics/term-statistics.ts';
import { findFusedNeighbors } from '../src/vectors/fused-neighbors.ts';
import { matchVectors } from '../src/vectors/match-vectors.ts';
import { findNearestVectors } from '../src/vectors/nearest-vectors.ts';
import { findBrokenLabelRules } from '../test/topics/labels/label-rules.ts';
import { readPapersWithAbstract, takePapersWithVector } from './support/papers.ts';
import { runScript } from './support/python.ts';
import { mean } from './support/statistics.ts';

/** Louvain runs whose scores are averaged. */
const RUNS = 5;

/** Batches from which the standard error of the silhouette is estimated. */
const BATCHES = 25;

/** Options of {@link runTopicsBench}. */
export interface TopicsBenchOptions {
  /** File, directory or pattern. */
  papers: string;
  /** Approximate number of papers, evenly spaced. Default: all that have an abstract. */
  limit?: number;
  /** File of vectors, as in `papergraph build`; then only papers with a vector are used. Default none. */
  vectors?: string;
  /** Python interpreter with scikit-learn and igraph. Default none: no comparison. */
  python?: string;
}

/** Runs the benchmark and returns the lines of the report. */
export async function runTopicsBench({
  papers: path,
  limit,
  vectors: vectorPath,
  python,
}: TopicsBenchOptions): Promise<string[]> {
  const set = vectorPath === undefined ? undefined : await readVectorFile(vectorPath);
  const allPapers = await readPapersWithAbstract(path);
  const papers = takeSample(set ? takePapersWithVector(allPapers, set) : allPapers, limit);
  const venueOf = await findVenues(papers, path);
  const withVenue = [...venueOf.keys()].filter((i) => venueOf[i]! > 0);
  /** Returns the adjusted mutual information with the venues. */
  const getAgreement = (groupOf: ArrayLike<number>) =>
    adjustedMutualInformation(
      Uint32Array.from(withVenue, (i) => groupOf[i]!),
      Uint32Array.from(withVenue, (i) => venueOf[i]! - 1),
    );

  const text = await weigh(papers);
  const edges = await buildEdges(await join(text.rows));
  const start = process.cpuUsage();
  const result = await findTopics(text, edges);
  const seconds = process.cpuUsage(start).user / 1e6;
  const runLouvainOften = (graph: Edges) =>
    Promise.all(
      Array.from(
        { length: RUNS },
        async (_, seed) =>
          (await runLouvain({ order: papers.length, edges: graph }, result.resolution, seed + 1)).at(-1)!,
      ),
    );
  const louvainRuns = await runLouvainOften(edges);
  const topics = result.topics.filter(({ parent }) => parent === undefined);
  const venues = withVenue.length > 0 ? `${computeGroupSizes(venueOf).length - 1} venues` : 'no venues to compare with';
  const lines = [`${papers.length} papers, ${venues}`];
  const addRow = (name: string, count: number, partitions: readonly Uint32Array[], edges: Edges) => {
    const meanModularity = mean(partitions.map((partition) => modularity(edges, partition)));
    const agreement = mean(partitions.map(getAgreement));
    const comparison = withVenue.length > 0 ? `, agreement with venues ${agreement.toFixed(4)}` : '';
    lines.push(`${name}: ${count} topics, modularity ${meanModularity.toFixed(3)}${comparison}`);
    return agreement;
  };
  const countGroups = (runs: readonly Uint32Array[]) => Math.round(mean(runs.map((run) => new Set(run).size)));
  const agreement = addRow('papergraph', topics.length, [result.topicOf], edges);
  addRow(`one Louvain run on papergraph's neighbors, mean of ${RUNS}`, countGroups(louvainRuns), louvainRuns, edges);
  if (set) {
    const vectors = matchVectors(papers, set);
    const nearest = await buildEdges(await findNearestVectors(vectors, JOIN_DEFAULTS.neighbors, 1));
    const vectorRuns = await runLouvainOften(nearest);
    addRow(`one Louvain run on the nearest vectors, mean of ${RUNS}`, countGroups(vectorRuns), vectorRuns, nearest);
    const fusedEdges = await buildEdges((await findFusedNeighbors(text.rows, vectors, {}, join, {})).neighbors);
    const fused = await findTopics(text, fusedEdges);
    const count = fused.topics.filter(({ parent }) => parent === undefined).length;
    addRow('papergraph with vectors', count, [fused.topicOf], fusedEdges);
  }
  if (python) {
    const baseline = await runBaseline(papers, python);
    const name = `igraph's Louvain on scikit-learn's neighbors, mean of ${RUNS}`;
    const baselineAgreement = addRow(name, countGroups(baseline.runs), baseline.runs, baseline.edges);
    if (withVenue.length > 0)
      lines.push(`agreement relative to igraph on scikit-learn: ${(agreement / baselineAgreement).toFixed(3)}`);
  }
  lines.push(...formatQuality(result, seconds), await formatSilhouette(text, result));
  const brokenRules = findBrokenLabelRules(result, text);
  lines.push(`labels: ${result.topics.length}, rules broken: ${brokenRules.length}`);
  lines.push(...brokenRules.map((line) => `  ${line}`));
  for (const { id, size, label, stability } of topics) lines.push(`${id}\t${size}\t${stability.toFixed(2)}\t${label}`);
  return lines;
}

/** Returns about `limit` evenly spaced papers. */
function takeSample(papers: readonly Paper[], limit = papers.length): Paper[] {
  const step = Math.max(1, Math.floor(papers.length / limit));
  return papers.filter((_, i) => i % step === 0);
}

function formatQuality({ topics, topicOf, confidence, resolution, quality }: TopicResult, seconds: number): string[] {
  const grouped = [...topicOf.keys()].filter((i) => topicOf[i]! > 0);
  const meanConfidence = mean(grouped.map((i) => confidence[i]!));
  const subtopics = topics.filter(({ parent }) => parent !== undefined).length;
  return [
    `resolution ${resolution.toFixed(2)}, ${subtopics} subtopics, stability ${quality.stability.toFixed(3)}, ` +
      `mean confidence ${meanConfidence.toFixed(3)}, ${seconds.toFixed(1)} s CPU`,
  ];
}

/**
 * Formats the silhouette of the map, the silhouette over all papers, and the standard error of a sample of 1,000 papers,
 * estimated from the variance between batches.
 */
async function formatSilhouette(text: WeighedText, { topicOf, quality }: TopicResult): Promise<string> {
  const statistics = await Promise.all(
    listGroupMembers(topicOf).map((members) => computeTermStatistics(text, members)),
  );
  const measure = (topics: Uint32Array) => silhouette(text.rows, topics, statistics, Number.POSITIVE_INFINITY);
  const grouped = topicOf.filter((topic) => topic > 0).length;
  // Papers are sorted by id, which is unrelated to their topics.
  const batches = await Promise.all(
    Array.from({ length: BATCHES }, (_, batch) =>
      measure(topicOf.map((topic, i) => (i % BATCHES === batch ? topic : 0))),
    ),
  );
  const batchMean = mean(batches);
  const variance = batches.reduce((sum, value) => sum + (value - batchMean) ** 2, 0) / (BATCHES - 1);
  const standardError = Math.sqrt((variance * (grouped / BATCHES)) / 1000);
  return (
    `silhouette ${quality.silhouette.toFixed(4)}, of all papers ${(await measure(topicOf)).toFixed(4)}, ` +
    `standard error of a sample of 1,000 papers ${standardError.toFixed(4)}`
  );
}

/**
 * Returns the venue of each paper, numbered from 1; 0 if unknown. The venue is the series if there is one ("CHI EA '13"),
 * or else the booktitle or journal, without years and numbers.
 */
async function findVenues(papers: readonly Paper[], path: string): Promise<Uint32Array> {
  const seriesByDoi = await readSeries(path);
  const numbers = new Map<string, number>();
  return Uint32Array.from(papers, ({ doi, venue }) => {
    const name = (doi && seriesByDoi.get(doi.toLowerCase())) || venue || '';
    const key = name.replace(/\s*['’]?\d+\w*/g, '').trim();
    if (key === '') return 0;
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
    return numbers.get(key)!;
  });
}

/** Reads the series of BibTeX entries, which papers do not store, by DOI. */
async function readSeries(path: string): Promise<Map<string, string>> {
  const seriesByDoi = new Map<string, string>();
  for (const file of await listInputFiles([path])) {
    let content = '';
    const decoder = new TextDecoder();
    for await (const chunk of file.bytes()) content += decoder.decode(chunk, { stream: true });
    for (const entry of content.split(/^@/m)) {
      const getField = (name: string) => new RegExp(`^\\s*${name}\\s*=\\s*[{"](.*)[}"],?\\s*$`, 'm').exec(entry)?.[1];
      const [doi, series] = [getField('doi'), getField('series')];
      if (doi && series) seriesByDoi.set(doi.toLowerCase(), series);
    }
  }
  return seriesByDoi;
}

/** Runs igraph's Louvain on the neighbors that scikit-learn's TF-IDF gives. */
async function runBaseline(papers: readonly Paper[], python: string): Promise<{ edges: Edges; runs: Uint32Array[] }> {
  const script = 'topics-baseline.py';
  const directory = mkdtempSync(joinPath(tmpdir(), 'papergraph-bench-'));
  try {
    const lines = papers.map(({ title, abstract }) => JSON.stringify({ text: `${title}. ${abstract}` }));
    writeFileSync(joinPath(directory, 'papers'), lines.join('\n'));
    runScript(python, script, ['weigh', joinPath(directory, 'papers'), directory]);
    const readBuffer = (name: string) => new Uint8Array(readFileSync(joinPath(directory, name))).buffer;
    const rows: TermRows = {
      starts: new Uint32Array(readBuffer('starts')),
      ids: new Uint32Array(readBuffer('ids')),
      values: new Uint16Array(readBuffer('values')),
    };
    const edges = await buildEdges(await join(rows));
    writeFileSync(joinPath(directory, 'sources'), edges.sources);
    writeFileSync(joinPath(directory, 'targets'), edges.targets);
    writeFileSync(joinPath(directory, 'weights'), edges.weights);
    const output = runScript(python, script, ['cluster', directory, String(papers.length), String(RUNS)]);
    const groups = output
      .trim()
      .split('\n')
      .map((line) => Uint32Array.from(JSON.parse(line) as number[]));
    return { edges, runs: groups };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      papers: { type: 'string', default: 'seeds' },
      limit: { type: 'string' },
      vectors: { type: 'string' },
      python: { type: 'string', default: 'python3' },
    },
  });
  const { limit, ...rest } = values;
  console.log((await runTopicsBench({ ...rest, ...(limit && { limit: Number(limit) }) })).join('\n'));
}
