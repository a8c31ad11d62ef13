/**
 * Question: what do time and memory of a build cost up to a million papers?
 *
 *     npm run build && npm run bench:million -- --papers PATH [--sizes 10000,30000,100000] [--threads N] [--seed 1]
 *         [--directory DIRECTORY] [--cli dist/cli.js] [--keep] [-- OPTION...]
 *
 * PATH is a file, directory or pattern. Its abstracts are recombined to collections of each size, which `papergraph build` reads in a process of its
 * own; options behind -- are passed on. Time and memory are printed whenever a stage ends, so that an interrupted run is of use too. Memory is that of the
 * process as Linux reports it.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readPapersWithAbstract } from './support/papers.ts';
import { recombinePapers, relatePapers, writePapers } from './support/recombined-papers.ts';
import { fitSlope } from './support/statistics.ts';

/** Options of {@link runMillionBench}. */
export interface MillionBenchOptions {
  /** File, directory or pattern of the papers whose abstracts are recombined. */
  papers: string;
  /** Numbers of papers. */
  sizes: readonly number[];
  /** Seed of the recombination. Default 1. */
  seed?: number;
  /** Number of threads of a build. Default: one per processor. */
  threads?: number;
  /** Directory for collections and maps. Default: one that is removed at the end. */
  directory?: string;
  /** The built command line. Default dist/cli.js. */
  cli?: string;
  /** Further options of `papergraph build`. */
  buildOptions?: readonly string[];
  /** Whether to keep the collections and maps. Default false. */
  keep?: boolean;
  /** Receives each line as soon as it is known. */
  print(line: string): void;
}

/** What a build took, as its report says, and the size of its map. */
interface Measurement {
  papers: number;
  edges: number;
  terms: number;
  /** Seconds by stage. */
  seconds: Record<string, number>;
  peakMemoryBytes: number;
  mapBytes: number;
  hash: string;
}

/** Time between two measurements of memory, in milliseconds. */
const SAMPLE_INTERVAL = 200;

const GIGABYTE = 1e9;

/** Generates collections, builds their maps, and prints a table of stages with exponents after each. */
export async function runMillionBench(options: MillionBenchOptions): Promise<void> {
  const { papers, sizes, seed = 1, keep = false, print } = options;
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'papergraph-million-'));
  print(`${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model}, Node ${process.version}`);
  const time = startClock();
  const source = await relatePapers(await readPapersWithAbstract(papers));
  print(`${time()} ${source.papers.length} papers of ${papers} are read, and their neighbors are found`);
  const measurements: Measurement[] = [];
  for (const size of sizes) {
    const collection = join(directory, `${size}`);
    const files = writePapers(recombinePapers(source, size, seed), collection, (count) =>
      print(`${time()} ${count} papers are generated`),
    );
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    print(`${time()} ${size} papers are generated: ${files.length} files, ${(bytes / GIGABYTE).toFixed(2)} GB`);
    const measured = await measureBuild(collection, options);
    measurements.push(measured);
    print(
      `${time()} ${size}: ${JSON.stringify({ ...measured, mapBytes: undefined })}, map ${(measured.mapBytes / GIGABYTE).toFixed(2)} GB`,
    );
    if (!keep) rmSync(collection, { recursive: true });
    for (const line of formatTable(measurements)) print(line);
  }
  if (!keep && options.directory === undefined) rmSync(directory, { recursive: true });
}

/** Returns a function that returns the time since now: "[  12.3 s]". */
function startClock(): () => string {
  const start = performance.now();
  return () => `[${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s]`;
}

/** Builds the map of a collection in another process, and prints its time and memory by stage. */
async function measureBuild(collection: string, options: MillionBenchOptions): Promise<Measurement> {
  const { cli = 'dist/cli.js', threads, buildOptions = [], print } = options;
  const [map, report] = [`${collection}/map.json`, `${collection}/report.json`];
  const child = spawn(
    process.execPath,
    [
      ...[cli, 'build', `${collection}/*.jsonl`, '-o', map, '--report', report, '--force', ...buildOptions],
      ...(threads === undefined ? [] : ['--threads', `${threads}`]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  );
  const stop = () => child.kill();
  process.once('exit', stop);
  const time = startClock();
  let maxMemory = 0;
  const timer = setInterval(() => {
    maxMemory = Math.max(maxMemory, readMemory(child.pid!) ?? 0);
  }, SAMPLE_INTERVAL);
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  for await (const line of createInterface({ input: child.stderr! })) {
    print(`  ${time()} ${line}; memory up to ${(maxMemory / GIGABYTE).toFixed(2)} GB`);
    maxMemory = 0;
  }
  const code = await exit;
  clearInterval(timer);
  process.off('exit', stop);
  if (code !== 0) throw new Error(`papergraph build exited with ${code ?? child.signalCode}`);
  // The report of `papergraph build --report`.
  const parsed = JSON.parse(readFileSync(report, 'utf8')) as Measurement;
  const { papers, edges, terms, seconds, peakMemoryBytes, hash } = parsed;
  return { papers, edges, terms, seconds, peakMemoryBytes, mapBytes: statSync(map).size, hash };
}

/** Returns the memory of a process in bytes; undefined where there is no /proc, and when it has ended. */
function readMemory(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : 1024 * Number(kilobytes);
  } catch {
    return undefined;
  }
}

/** Formats seconds by stage and memory, with the exponents of the best-fitting powers of the number of papers. */
function formatTable(measurements: readonly Measurement[]): string[] {
  const stages = [...new Set(measurements.flatMap(({ seconds }) => Object.keys(seconds)))];
  const rows: [name: string, values: (number | undefined)[]][] = [
    ...stages.map((stage): [string, (number | undefined)[]] => [stage, measurements.map((m) => m.seconds[stage])]),
    ['peak memory, GB', measurements.map((m) => m.peakMemoryBytes / GIGABYTE)],
    ['map, GB', measurements.map((m) => m.mapBytes / GIGABYTE)],
    ['terms', measurements.map((m) => m.terms)],
    ['edges', measurements.map((m) => m.edges)],
  ];
  return [
    ['papers', ...measurements.map(({ papers }) => papers.toLocaleString('en')), 'exponent'].join(' | '),
    ...rows.map(([name, values]) => {
      const points = values.flatMap((value, i) =>
        value ? [[Math.log(measurements[i]!.papers), Math.log(value)] as const] : [],
      );
      const cells = values.map((value) => value?.toFixed(value < 1000 ? 2 : 0) ?? '');
      return [name, ...cells, points.length > 1 ? fitSlope(points).toFixed(2) : ''].join(' | ');
    }),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      papers: { type: 'string', default: 'seeds' },
      sizes: { type: 'string', default: '10000,30000,100000' },
      seed: { type: 'string' },
      threads: { type: 'string' },
      directory: { type: 'string' },
      cli: { type: 'string' },
      keep: { type: 'boolean' },
    },
  });
  const { papers, sizes, seed, threads, directory, cli, keep } = values;
  await runMillionBench({
    papers,
    sizes: sizes.split(',').map(Number),
    ...(seed && { seed: Number(seed) }),
    ...(threads && { threads: Number(threads) }),
    ...(directory && { directory }),
    ...(cli && { cli }),
    ...(keep && { keep }),
    buildOptions: positionals,
    print: console.log,
  });
}
