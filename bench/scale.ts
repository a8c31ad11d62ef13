/**
 * How papergraph grows: `npm run bench -- --papers PATH [--full] [--sizes 1000,3000,10000,30000]`.
 * PATH is anything that papergraph reads. Everything that is compared runs in this one run, on the same rows.
 * scipy's join is measured on a few blocks of rows and multiplied up; --full runs it whole.
 */
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { analyze } from '../src/analyze.ts';
import { inputFiles } from '../src/cli/inputs.ts';
import type { PaperMap } from '../src/model/map.ts';
import type { Stage } from '../src/model/options.ts';
import type { Collection } from '../src/model/paper.ts';
import type { SparseRows, TermRows } from '../src/model/sparse.ts';
import { UNIT } from '../src/model/sparse.ts';
import { readPapers } from '../src/read/read.ts';
import { join } from '../src/similarity/join/join.ts';
import { createIndex, related } from '../src/similarity/query/query.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { weighText } from '../src/text/weighting/weigh-text.ts';
import { asFast, type Compared, type Measured, pythonYardsticks, WORDS } from './yardsticks.ts';

export interface ScaleOptions {
  /** Files, folders or patterns. */
  papers: string[];
  /** Numbers of papers to measure besides all of them. Default 1,000, 3,000, 10,000 and 30,000. */
  sizes?: number[];
  /** Runs scipy's join whole. Default false: four blocks of 1,000 rows. */
  full?: boolean;
  /** How many papers' neighbours to check against every dot product. Default 2,000. */
  checked?: number;
  /** Whether to compare with Python. Default true. */
  python?: boolean;
}

/** One size's seconds, stage by stage. */
interface Row {
  papers: number;
  seconds: Map<Stage, number>;
}

/** Measures and returns the lines of the report; throws when neighbours differ from brute force. */
export async function scale(options: ScaleOptions): Promise<string[]> {
  const { papers, sizes = [1000, 3000, 10_000, 30_000], full = false, checked = 2000, python = true } = options;
  const lines = [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`,
  ];
  const readStart = performance.now();
  const all = await readPapers(await inputFiles(papers));
  const readSeconds = (performance.now() - readStart) / 1000;
  const placed = { ...all, papers: all.papers.filter((paper) => paper.abstract !== '') };
  const { map, row } = await measure(placed);
  const peak = process.resourceUsage().maxRSS / 1024 ** 2;
  row.seconds.set('read', readSeconds);
  const rows = [row];
  for (const size of sizes.filter((size) => size < placed.papers.length).reverse())
    rows.unshift((await measure(sample(placed, size))).row);
  lines.push(...table(rows));
  const untilMap = (['read', 'weigh', 'join', 'graph', 'topics', 'labels'] as const).reduce(
    (sum, s) => sum + (row.seconds.get(s) ?? 0),
    0,
  );
  lines.push(`to a map without positions: ${untilMap.toFixed(1)} s; peak memory ${peak.toFixed(2)} GiB`);
  lines.push(`query by free text, median: ${queryMilliseconds(map).toFixed(1)} ms`);
  check(map.rows, map.neighbours, checked);
  lines.push(`neighbours of ${Math.min(checked, placed.papers.length)} papers equal brute force, bit for bit`);
  if (python) {
    const words = await secondsOf(() => weigh(placed.papers, { ...WORDS, threads: 2 }));
    const again = await secondsOf(() => join(map.rows, { threads: 2 }));
    const own = { words, weigh: row.seconds.get('weigh')!, join: again };
    lines.push(...comparison(own, pythonYardsticks(map, full)));
  }
  return lines;
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function measure(collection: Collection): Promise<{ map: PaperMap; row: Row }> {
  const row: Row = { papers: collection.papers.length, seconds: new Map() };
  const map = await analyze(collection, { threads: 2, seconds: (stage, seconds) => row.seconds.set(stage, seconds) });
  return { map, row };
}

/** Evenly spread papers. */
function sample(collection: Collection, size: number): Collection {
  const { papers } = collection;
  const picked = Array.from({ length: size }, (_, i) => papers[Math.floor((i * papers.length) / size)]!);
  return { ...collection, papers: picked };
}

/** Seconds by stage and size, and by stage the exponent of the power of the number of papers that fits best. */
function table(rows: Row[]): string[] {
  const stages = [...new Set(rows.flatMap((row) => [...row.seconds.keys()]))];
  const lines = [['papers', ...rows.map((row) => row.papers.toLocaleString('en')), 'exponent'].join(' | ')];
  for (const stage of stages) {
    const seconds = rows.map((row) => row.seconds.get(stage));
    const points = rows.flatMap((row) =>
      row.seconds.get(stage) ? [[Math.log(row.papers), Math.log(row.seconds.get(stage)!)] as const] : [],
    );
    const exponent = points.length > 1 ? slope(points).toFixed(2) : '';
    lines.push([stage, ...seconds.map((s) => s?.toFixed(3) ?? ''), exponent].join(' | '));
  }
  return lines;
}

/** The slope of the least-squares line. */
function slope(points: (readonly [number, number])[]): number {
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

function queryMilliseconds({ vocabulary, rows, papers }: PaperMap): number {
  const index = createIndex(rows, vocabulary.keys.length);
  const times = Array.from({ length: 21 }, (_, i) => {
    const { abstract } = papers[Math.floor((i * papers.length) / 21)]!;
    const start = performance.now();
    related(index, weighText(vocabulary, abstract), { count: 10 });
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[10]!;
}

/** Every dot product of evenly spread papers with all others, row by row, sorted whole. */
function check(rows: TermRows, found: SparseRows, checked: number): void {
  const papers = rows.starts.length - 1;
  const dense = new Float64Array(rows.ids.reduce((most, id) => Math.max(most, id + 1), 0));
  for (let c = 0; c < Math.min(checked, papers); c++) {
    const paper = Math.floor((c * papers) / Math.min(checked, papers));
    dense.fill(0);
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) dense[rows.ids[k]!] = rows.values[k]!;
    const dots = new Float64Array(papers);
    for (let other = 0; other < papers; other++)
      for (let k = rows.starts[other]!; k < rows.starts[other + 1]!; k++)
        dots[other]! += dense[rows.ids[k]!]! * rows.values[k]!;
    dots[paper] = 0;
    const begin = found.starts[paper]!;
    const count = found.starts[paper + 1]! - begin;
    const tenth = dots.slice().sort().at(-10) ?? 0;
    const best = [...dots.keys()].filter((j) => dots[j]! > 0 && dots[j]! >= tenth);
    best.sort((a, b) => dots[b]! - dots[a]! || a - b).splice(10);
    const same = best.every((j, k) => found.ids[begin + k] === j && found.values[begin + k] === dots[j]! / UNIT / UNIT);
    if (!same || count !== best.length) throw new Error(`the neighbours of paper ${paper} differ from brute force`);
  }
}

function comparison(own: Record<Compared, number>, theirs: Record<string, Measured>): string[] {
  const beside = (stage: Compared, seconds: number) =>
    `papergraph's ${stage} ${own[stage].toFixed(2)} s: ${asFast(seconds / own[stage])}`;
  return Object.entries(theirs).map(([name, { stage, seconds, note }]) => {
    if (seconds === undefined) return `${name}: ${note}`;
    const all = stage === 'words' ? `; all that papergraph weighs ${asFast(seconds / own.weigh)}` : '';
    return `${name}: ${seconds.toFixed(1)} s${note}; ${beside(stage, seconds)}${all}`;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { papers: { type: 'string', multiple: true }, full: { type: 'boolean' }, sizes: { type: 'string' } },
  });
  const papers = values.papers ?? ['seeds'];
  const sizes = values.sizes ? { sizes: values.sizes.split(',').map(Number) } : {};
  console.log((await scale({ papers, full: values.full ?? false, ...sizes })).join('\n'));
}
