/**
 * Question: how fast is each format read and deduplicated, in CPU time; does ten times the input take ten times as long; and
 * how does BibTeX compare with citation-js? The same papers are written in each format and read from memory.
 *
 *     npx tsx bench/reading/read.ts --papers PATH [--count 20000]
 */
import { parseArgs } from 'node:util';
import '@citation-js/plugin-bibtex';
import { plugins } from '@citation-js/core';
import { listInputFiles } from '../../src/cli/read-inputs.ts';
import { readPapers } from '../../src/read/read.ts';
import type { InputFile } from '../../src/read/record.ts';
import { COMPRESSORS, FORMAT_WRITERS } from '../support/format-writers.ts';

/** Size of the chunks in which files are read, in bytes. */
const CHUNK_BYTES = 1 << 18;

/** Number of entries for the comparison with citation-js, which reads them in a few seconds. */
const CITATION_JS_ENTRIES = 2000;

/** Minimum share of the papers that must be read: formats without DOIs cause some papers with equal titles to be merged. */
const MIN_PAPERS_READ = 0.95;

/** CPU time of all threads, which other load on the machine affects little. */
interface Measurement {
  seconds: number;
  papers: number;
}

async function measure(read: () => number | Promise<number>): Promise<Measurement> {
  const start = process.cpuUsage();
  const papers = await read();
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, papers };
}

function measureReading(bytes: Uint8Array): Promise<Measurement> {
  const file: InputFile = {
    name: 'bench',
    *bytes() {
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) yield bytes.subarray(start, start + CHUNK_BYTES);
    },
  };
  return measure(async () => (await readPapers([file])).papers.length);
}

/** Returns the faster of two runs, because other load only ever adds time. */
async function measureTwice(bytes: Uint8Array): Promise<Measurement> {
  const [first, second] = [await measureReading(bytes), await measureReading(bytes)];
  return first.seconds < second.seconds ? first : second;
}

const measureCitationJs = (text: string) =>
  measure(() => plugins.input.chain(text, { forceType: '@biblatex/text', generateGraph: false }).length);

function printSpeed(name: string, bytes: number, seconds: number, papers: number): void {
  const megabytes = bytes / 1e6;
  const cells = [
    `${megabytes.toFixed(1).padStart(8)} MB`,
    `${seconds.toFixed(2).padStart(7)} s`,
    `${(megabytes / seconds).toFixed(0).padStart(6)} MB/s`,
    `${papers} papers`,
  ];
  console.log(`${name.padEnd(28)} ${cells.join(' ')}`);
}

const { values } = parseArgs({
  options: { papers: { type: 'string' }, count: { type: 'string', default: '20000' } },
});
if (!values.papers) throw new Error('missing option --papers PATH');
const inputs = await listInputFiles([values.papers]);
const inputBytes = inputs.reduce((sum, file) => sum + (file.size ?? 0), 0);
const start = performance.now();
const cpuStart = process.cpuUsage();
const collection = await readPapers(inputs);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(cpuStart);
printSpeed('input files', inputBytes, seconds, collection.papers.length);
printSpeed('  the same, CPU time', inputBytes, (user + system) / 1e6, collection.papers.length);

const sample = collection.papers.slice(0, Number(values.count));
const encoder = new TextEncoder();

/** `small` contains a tenth of the papers of `large`; `bytes` is the uncompressed size of `large`. */
async function printFormat(name: string, small: Uint8Array, large: Uint8Array, bytes: number): Promise<void> {
  await measureReading(small); // Warm-up.
  const [smallRun, largeRun] = [await measureTwice(small), await measureTwice(large)];
  if (largeRun.papers < MIN_PAPERS_READ * sample.length)
    throw new Error(`${name}: only ${largeRun.papers} papers were read`);
  const cells = [
    (largeRun.papers / largeRun.seconds).toFixed(0).padStart(8),
    (bytes / 1e6 / largeRun.seconds).toFixed(0).padStart(8),
    (largeRun.seconds / smallRun.seconds).toFixed(1).padStart(11),
  ];
  console.log(`${name.padEnd(34)} ${cells.join(' ')}`);
}

console.log(`\n${'format'.padEnd(34)} papers/s     MB/s   time for 10 times as many`);
for (const [name, write] of Object.entries(FORMAT_WRITERS)) {
  const [small, large] = [sample.slice(0, sample.length / 10), sample].map((papers) => encoder.encode(write(papers)));
  await printFormat(name, small!, large!, large!.length);
  if (name !== 'JSON Lines') continue;
  for (const [compression, compress] of Object.entries(COMPRESSORS))
    await printFormat(`${name}, ${compression}`, compress(small!), compress(large!), large!.length);
}

const bibtex = FORMAT_WRITERS['BibTeX, BibLaTeX']!(sample.slice(0, CITATION_JS_ENTRIES));
const bytes = encoder.encode(bibtex);
const papergraph = await measureReading(bytes);
printSpeed(`BibTeX, ${CITATION_JS_ENTRIES} entries`, bytes.length, papergraph.seconds, papergraph.papers);
const citationJs = await measureCitationJs(bibtex);
printSpeed('  the same with citation-js', bytes.length, citationJs.seconds, citationJs.papers);
