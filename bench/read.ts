/**
 * Question: how fast is each format read, and merged, in seconds of CPU time; does ten times the input take ten times as long;
 * and how does BibTeX compare with citation-js? The same papers are written in each format and read again, in memory.
 * Run: npx tsx bench/read.ts --papers FILE_OR_FOLDER [--count 20000]
 */
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import '@citation-js/plugin-bibtex';
import { plugins } from '@citation-js/core';
import { readPapers } from '../src/read/read.ts';
import type { InputFile } from '../src/read/record.ts';
import { packers, writers } from './formats.ts';

/** A file, or the files of a folder in order of their names, as inputs. */
export function inputsAt(path: string): InputFile[] {
  const paths = statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .map((name) => join(path, name))
    : [path];
  return paths.map((file) => ({
    name: basename(file),
    size: statSync(file).size,
    bytes: () => createReadStream(file, { highWaterMark: 1 << 18 }),
  }));
}

async function secondsFor(bytes: Uint8Array): Promise<{ seconds: number; papers: number }> {
  const file: InputFile = {
    name: 'bench',
    *bytes() {
      for (let at = 0; at < bytes.length; at += 1 << 18) yield bytes.subarray(at, at + (1 << 18));
    },
  };
  return timed(async () => (await readPapers([file])).papers.length);
}

async function better(bytes: Uint8Array): Promise<{ seconds: number; papers: number }> {
  const [one, two] = [await secondsFor(bytes), await secondsFor(bytes)];
  return one.seconds < two.seconds ? one : two;
}

/** Seconds of CPU time of all threads, so that what else the machine does counts little. */
async function timed(read: () => number | Promise<number>): Promise<{ seconds: number; papers: number }> {
  const start = process.cpuUsage();
  const papers = await read();
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, papers };
}

/** So many entries citation-js reads in a few seconds. */
const compared = 2000;

const readByCitationJs = (text: string) =>
  timed(() => plugins.input.chain(text, { forceType: '@biblatex/text', generateGraph: false }).length);

async function main() {
  const { values } = parseArgs({
    options: { papers: { type: 'string' }, count: { type: 'string', default: '20000' } },
  });
  if (!values.papers) throw new Error('--papers FILE_OR_FOLDER is missing');
  const inputs = inputsAt(values.papers);
  const size = inputs.reduce((sum, file) => sum + (file.size ?? 0), 0);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const whole = await readPapers(inputs);
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const row = (name: string, bytes: number, time: number, papers: number) =>
    console.log(
      `${name.padEnd(28)} ${(bytes / 1e6).toFixed(1).padStart(8)} MB ${time.toFixed(2).padStart(7)} s ${(bytes / 1e6 / time).toFixed(0).padStart(6)} MB/s ${papers} papers`,
    );
  row('as given, read and merged', size, seconds, whole.papers.length);
  row('  the same, CPU seconds', size, (used.user + used.system) / 1e6, whole.papers.length);
  const sample = whole.papers.slice(0, Number(values.count));
  console.log(`\n${'format'.padEnd(34)} papers/s     MB/s   time for 10 times as many`);
  const encoder = new TextEncoder();
  const formatRow = async (name: string, few: Uint8Array, many: Uint8Array, size: number) => {
    await secondsFor(few);
    // The better of two, since other work on the machine only ever adds.
    const [short, long] = [await better(few), await better(many)];
    // Formats without DOIs leave some papers of one title to be merged.
    if (long.papers < 0.95 * sample.length) throw new Error(`${name}: only ${long.papers} papers were read`);
    const [rate, speed, growth] = [long.papers / long.seconds, size / 1e6 / long.seconds, long.seconds / short.seconds];
    console.log(
      `${name.padEnd(34)} ${rate.toFixed(0).padStart(8)} ${speed.toFixed(0).padStart(8)} ${growth.toFixed(1).padStart(11)}`,
    );
  };
  for (const [name, write] of Object.entries(writers)) {
    const [few, many] = [sample.slice(0, sample.length / 10), sample].map((papers) => encoder.encode(write(papers)));
    await formatRow(name, few, many, many.length);
    if (name !== 'JSON Lines') continue;
    for (const [packing, pack] of Object.entries(packers))
      await formatRow(`${name}, ${packing}`, pack(few), pack(many), many.length);
  }
  const text = writers['BibTeX, BibLaTeX'](sample.slice(0, compared));
  const bytes = encoder.encode(text);
  const ours = await secondsFor(bytes);
  row(`BibTeX, ${compared} entries`, bytes.length, ours.seconds, ours.papers);
  const theirs = await readByCitationJs(text);
  row('  the same by citation-js', bytes.length, theirs.seconds, theirs.papers);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
