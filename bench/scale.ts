/**
 * Question: how do the times of the stages grow with the number of papers, and how do they compare with Python libraries?
 * All comparisons use the same texts and rows in one run. Also checks the neighbors against brute force.
 *
 *     npm run bench -- --papers PATH [--sizes 1000,3000,10000,30000] [--full]
 *
 * PATH is a file, directory or pattern. scipy joins a sample of the rows and its time is extrapolated; with --full it
 * joins all rows.
 */
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { analyze } from '../src/analyze.ts';
import { listInputFiles } from '../src/cli/read-inputs.ts';
import type { PaperMap } from '../src/model/map.ts';
import type { Stage } from '../src/model/options.ts';
import type { Collection } from '../src/model/paper.ts';
import type { SparseRows, TermRows } from '../src/model/sparse.ts';
import { UNIT } from '../src/model/sparse.ts';
import { readPapers } from '../src/read/read.ts';
import { join } from '../src/similarity/join/join.ts';
import { createIndex, findRelated } from '../src/similarity/query/find-related.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { weighText } from '../src/text/weighting/weigh-text.ts';
import {
  type ComparedStage,
  formatSpeedup,
  type Measurement,
  runPythonBaselines,
  WORDS_ONLY_OPTIONS,
} from './support/python-baselines.ts';
import { fitSlope, median } from './support/statistics.ts';

/** Options of {@link runScaleBench}. */
export interface ScaleBenchOptions {
  /** Files, directories or patterns. */
  papers: string[];
  /** Sample sizes to measure in addition to all papers. Default 1,000, 3,000, 10,000 and 30,000. */
  sizes?: number[];
  /** Whether scipy joins all rows instead of a sample. Default false. */
  full?: boolean;
  /** Number of papers whose neighbors are compared with brute force. Default 2,000. */
  checked?: number;
  /** Whether to measure the Python libraries. Default true. */
  python?: boolean;
}

/** The seconds of each stage for one number of papers. */
interface StageTimes {
  papers: number;
  seconds: Map<Stage, number>;
}

const THREADS = 2;

/** Number of text queries, evenly spaced over the papers. */
const QUERIES = 21;

/** Number of neighbors per paper. */
const NEIGHBORS = 10;

/** The stages before the layout. */
const ANALYSIS_STAGES = ['read', 'weigh', 'join', 'graph', 'topics', 'labels'] as const;

/** Runs the benchmark and returns the lines of the report. Throws if neighbors differ from brute force. */
export async function runScaleBench(options: ScaleBenchOptions): Promise<string[]> {
  const { papers, sizes = [1000, 3000, 10_000, 30_000], full = false, checked = 2000, python = true } = options;
  const lines = [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`,
  ];
  const readStart = performance.now();
  const all = await readPapers(await listInputFiles(papers));
  const readSeconds = (performance.now() - readStart) / 1000;
  const collection = { ...all, papers: all.papers.filter((paper) => paper.abstract !== '') };
  const { map, times } = await measureStages(collection);
  const peakMemory = process.resourceUsage().maxRSS / 1024 ** 2;
  times.seconds.set('read', readSeconds);
  const columns = [times];
  for (const size of sizes.filter((size) => size < collection.papers.length).reverse())
    columns.unshift((await measureStages(takeSample(collection, size))).times);
  lines.push(...formatTable(columns));
  const analysisSeconds = ANALYSIS_STAGES.reduce((sum, stage) => sum + (times.seconds.get(stage) ?? 0), 0);
  lines.push(`map without layout: ${analysisSeconds.toFixed(1)} s; peak memory ${peakMemory.toFixed(2)} GiB`);
  lines.push(`text query, median: ${(await measureQueries(map)).toFixed(1)} ms`);
  compareWithBruteForce(map.rows, map.neighbors, checked);
  lines.push(`neighbors of ${Math.min(checked, collection.papers.length)} papers: identical to brute force`);
  if (python) {
    const words = await measureSeconds(() => weigh(collection.papers, { ...WORDS_ONLY_OPTIONS, threads: THREADS }));
    const joinSeconds = await measureSeconds(() => join(map.rows, { threads: THREADS }));
    const seconds = { words, weigh: times.seconds.get('weigh')!, join: joinSeconds };
    lines.push(...formatComparison(seconds, runPythonBaselines(map, full)));
  }
  return lines;
}

async function measureSeconds(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return (performance.now() - start) / 1000;
}

async function measureStages(collection: Collection): Promise<{ map: PaperMap; times: StageTimes }> {
  const times: StageTimes = { papers: collection.papers.length, seconds: new Map() };
  const map = await analyze(collection, {
    threads: THREADS,
    timing: (stage, seconds) => times.seconds.set(stage, seconds),
  });
  return { map, times };
}

/** Returns a collection of evenly spaced papers. */
function takeSample(collection: Collection, size: number): Collection {
  const { papers } = collection;
  const sample = Array.from({ length: size }, (_, i) => papers[Math.floor((i * papers.length) / size)]!);
  return { ...collection, papers: sample };
}

/** Formats the seconds by stage and number of papers, and the exponent of the best-fitting power of that number. */
function formatTable(columns: StageTimes[]): string[] {
  const stages = [...new Set(columns.flatMap(({ seconds }) => [...seconds.keys()]))];
  const header = ['papers', ...columns.map(({ papers }) => papers.toLocaleString('en')), 'exponent'].join(' | ');
  const rows = stages.map((stage) => {
    const points = columns.flatMap(({ papers, seconds }) =>
      seconds.get(stage) ? [[Math.log(papers), Math.log(seconds.get(stage)!)] as const] : [],
    );
    const cells = columns.map(({ seconds }) => seconds.get(stage)?.toFixed(3) ?? '');
    return [stage, ...cells, points.length > 1 ? fitSlope(points).toFixed(2) : ''].join(' | ');
  });
  return [header, ...rows];
}

/** Returns the median time of a text query, in milliseconds. */
async function measureQueries({ vocabulary, rows, papers }: PaperMap): Promise<number> {
  const index = await createIndex(rows, vocabulary.keys.length);
  const times: number[] = [];
  while (times.length < QUERIES) {
    const { abstract } = papers[Math.floor((times.length * papers.length) / QUERIES)]!;
    const start = performance.now();
    await findRelated(index, weighText(vocabulary, abstract), { count: NEIGHBORS });
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Compares the neighbors of evenly spaced papers with the largest of all dot products. */
function compareWithBruteForce(rows: TermRows, neighbors: SparseRows, checked: number): void {
  const papers = rows.starts.length - 1;
  const denseRow = new Float64Array(rows.ids.reduce((max, id) => Math.max(max, id + 1), 0));
  for (let c = 0; c < Math.min(checked, papers); c++) {
    const paper = Math.floor((c * papers) / Math.min(checked, papers));
    denseRow.fill(0);
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) denseRow[rows.ids[k]!] = rows.values[k]!;
    const dots = new Float64Array(papers);
    for (let other = 0; other < papers; other++)
      for (let k = rows.starts[other]!; k < rows.starts[other + 1]!; k++)
        dots[other]! += denseRow[rows.ids[k]!]! * rows.values[k]!;
    dots[paper] = 0;
    const start = neighbors.starts[paper]!;
    const count = neighbors.starts[paper + 1]! - start;
    const minDot = dots.slice().sort().at(-NEIGHBORS) ?? 0;
    const nearest = [...dots.keys()].filter((other) => dots[other]! > 0 && dots[other]! >= minDot);
    nearest.sort((a, b) => dots[b]! - dots[a]! || a - b).splice(NEIGHBORS);
    const isSame = nearest.every(
      (other, k) => neighbors.ids[start + k] === other && neighbors.values[start + k] === dots[other]! / UNIT / UNIT,
    );
    if (!isSame || count !== nearest.length) throw new Error(`neighbors of paper ${paper} differ from brute force`);
  }
}

/** @param seconds The times of papergraph. */
function formatComparison(seconds: Record<ComparedStage, number>, baselines: Record<string, Measurement>): string[] {
  return Object.entries(baselines).map(([name, { stage, seconds: baselineSeconds, note }]) => {
    if (baselineSeconds === undefined) return `${name}: ${note}`;
    const speedup = `papergraph's ${stage} ${seconds[stage].toFixed(2)} s: ${formatSpeedup(baselineSeconds / seconds[stage])}`;
    const complete = stage === 'words' ? `; complete weighting ${formatSpeedup(baselineSeconds / seconds.weigh)}` : '';
    return `${name}: ${baselineSeconds.toFixed(1)} s${note}; ${speedup}${complete}`;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { papers: { type: 'string', multiple: true }, full: { type: 'boolean' }, sizes: { type: 'string' } },
  });
  const papers = values.papers ?? ['seeds'];
  const sizes = values.sizes ? { sizes: values.sizes.split(',').map(Number) } : {};
  console.log((await runScaleBench({ papers, full: values.full ?? false, ...sizes })).join('\n'));
}
