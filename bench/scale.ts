/**
 * Question: how do the times of the stages grow with the number of papers, and how do they compare with Python libraries?
 * All comparisons use the same texts and rows in one run. Also checks the neighbors against brute force.
 *
 *     npm run bench -- --papers PATH [--sizes 1000,3000,10000,30000] [--threads 1,2] [--plot FILE] [--full]
 *
 * PATH is a file, directory or pattern. scipy joins a sample of the rows and its time is extrapolated; with --full it
 * joins all rows. --plot writes an SVG image of the times. The comparisons use the last number of threads.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { analyze } from '../src/analyze.ts';
import { listInputFiles } from '../src/cli/read-inputs.ts';
import { pluralize } from '../src/cli/terminal/messages.ts';
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
import { drawScalingPlot, type Panel, type PlottedStage } from './support/scaling-plot.ts';
import { fitSlope, median } from './support/statistics.ts';

/** Options of {@link runScaleBench}. */
export interface ScaleBenchOptions {
  /** Files, directories or patterns. */
  papers: string[];
  /** Sample sizes to measure in addition to all papers. Default 1,000, 3,000, 10,000 and 30,000. */
  sizes?: number[];
  /** Numbers of threads. Default 2. */
  threads?: number[];
  /** File that the plot of the times is written to. Default none. */
  plot?: string;
  /** Whether scipy joins all rows instead of a sample. Default false. */
  full?: boolean;
  /** Number of papers whose neighbors are compared with brute force. Default 2,000. */
  checked?: number;
  /** Whether to measure the Python libraries. Default true. */
  python?: boolean;
}

/** The seconds of each stage for one number of papers and threads. */
interface StageTimes {
  papers: number;
  threads: number;
  seconds: Map<Stage, number>;
}

/** Number of text queries, evenly spaced over the papers. */
const QUERIES = 21;

/** Number of neighbors per paper. */
const NEIGHBORS = 10;

/** Time below which a measurement says nothing about growth, in seconds. */
const MIN_SECONDS = 0.01;

/** The stages before the layout. */
const ANALYSIS_STAGES = ['read', 'weigh', 'join', 'graph', 'topics', 'labels'] as const;

/** Runs the benchmark and returns the lines of the report. Throws if neighbors differ from brute force. */
export async function runScaleBench(options: ScaleBenchOptions): Promise<string[]> {
  const { papers, sizes = [1000, 3000, 10_000, 30_000], full = false, checked = 2000, python = true } = options;
  const { threads = [2], plot } = options;
  const lines = [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`,
  ];
  const readStart = performance.now();
  const all = await readPapers(await listInputFiles(papers));
  const readSeconds = (performance.now() - readStart) / 1000;
  const collection = { ...all, papers: all.papers.filter((paper) => paper.abstract !== '') };
  const samples = sizes.filter((size) => size < collection.papers.length).map((size) => takeSample(collection, size));
  const mostThreads = threads.at(-1)!;
  const { map, times } = await measureStages(collection, mostThreads);
  const peakMemory = process.resourceUsage().maxRSS / 1024 ** 2;
  const panels: Panel[] = [];
  for (const count of threads) {
    const columns: StageTimes[] = [];
    for (const sample of samples) columns.push((await measureStages(sample, count)).times);
    columns.push(count === mostThreads ? times : (await measureStages(collection, count)).times);
    lines.push(...formatTable(columns));
    panels.push({ title: pluralize(count, 'thread'), stages: selectPlotted(listStages(columns)) });
  }
  if (plot) writeFileSync(plot, drawScalingPlot(panels));
  times.seconds.set('read', readSeconds);
  lines.push(`read: ${readSeconds.toFixed(1)} s`);
  const analysisSeconds = ANALYSIS_STAGES.reduce((sum, stage) => sum + (times.seconds.get(stage) ?? 0), 0);
  lines.push(`map without layout: ${analysisSeconds.toFixed(1)} s; peak memory ${peakMemory.toFixed(2)} GiB`);
  lines.push(`text query, median: ${(await measureQueries(map)).toFixed(1)} ms`);
  compareWithBruteForce(map.rows, map.neighbors, checked);
  lines.push(`neighbors of ${Math.min(checked, collection.papers.length)} papers: identical to brute force`);
  if (python) {
    const words = await measureSeconds(() => weigh(collection.papers, { ...WORDS_ONLY_OPTIONS, threads: mostThreads }));
    const joinSeconds = await measureSeconds(() => join(map.rows, { threads: mostThreads }));
    const seconds = { words, weigh: times.seconds.get('weigh')!, join: joinSeconds };
    lines.push(...formatComparison(seconds, runPythonBaselines(map, { full, threads: mostThreads })));
  }
  return lines;
}

async function measureSeconds(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return (performance.now() - start) / 1000;
}

async function measureStages(collection: Collection, threads: number): Promise<{ map: PaperMap; times: StageTimes }> {
  const times: StageTimes = { papers: collection.papers.length, threads, seconds: new Map() };
  const map = await analyze(collection, {
    threads,
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

/** Returns the times of each stage, and of all, by number of papers. */
function listStages(columns: readonly StageTimes[]): PlottedStage[] {
  const names = [...new Set(columns.flatMap(({ seconds }) => [...seconds.keys()]))];
  const toStage = (name: string, secondsOf: (times: StageTimes) => number | undefined): PlottedStage => {
    const points = columns.flatMap((times) => {
      const seconds = secondsOf(times);
      return seconds ? [[times.papers, seconds] as const] : [];
    });
    const measured = points.filter(([, seconds]) => seconds >= MIN_SECONDS);
    const logarithms = measured.map(([papers, seconds]) => [Math.log(papers), Math.log(seconds)] as const);
    return { name, points, exponent: measured.length > 1 ? fitSlope(logarithms) : Number.NaN };
  };
  const sum = ({ seconds }: StageTimes) => [...seconds.values()].reduce((total, value) => total + value, 0);
  return [...names.map((name) => toStage(name, ({ seconds }) => seconds.get(name))), toStage('all', sum)];
}

/** Returns the stages that take long enough to be plotted. */
const selectPlotted = (stages: readonly PlottedStage[]): PlottedStage[] =>
  stages
    .filter(({ exponent }) => !Number.isNaN(exponent))
    .map((stage) => ({ ...stage, points: stage.points.filter(([, seconds]) => seconds >= MIN_SECONDS) }));

/** Formats the seconds by stage and number of papers, and the exponent of the best-fitting power of that number. */
function formatTable(columns: readonly StageTimes[]): string[] {
  const sizes = columns.map(({ papers }) => papers.toLocaleString('en'));
  const rows = listStages(columns).map(({ name, points, exponent }) => {
    const seconds = new Map(points);
    const cells = columns.map(({ papers }) => seconds.get(papers)?.toFixed(3) ?? '');
    return [name, ...cells, Number.isNaN(exponent) ? '' : exponent.toFixed(2)].join(' | ');
  });
  return [pluralize(columns[0]!.threads, 'thread'), ['papers', ...sizes, 'exponent'].join(' | '), ...rows];
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

/** Papers that follow sooner after a paper, cyclically, come first if they are as similar: see docs/methods.md. */
const getDistance = (paper: number, other: number) => (other - paper) >>> 0;

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
    nearest.sort((a, b) => dots[b]! - dots[a]! || getDistance(paper, a) - getDistance(paper, b)).splice(NEIGHBORS);
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
    options: {
      papers: { type: 'string', multiple: true },
      full: { type: 'boolean', default: false },
      sizes: { type: 'string' },
      threads: { type: 'string', default: '2' },
      plot: { type: 'string' },
    },
  });
  const { papers = ['seeds'], full, sizes, threads, plot } = values;
  const toNumbers = (list: string) => list.split(',').map(Number);
  const options = { papers, full, threads: toNumbers(threads), ...(sizes && { sizes: toNumbers(sizes) }) };
  console.log((await runScaleBench({ ...options, ...(plot && { plot }) })).join('\n'));
}
