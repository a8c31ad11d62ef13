/**
 * Question: how fast is each format read, in seconds of CPU time, and BibTeX compared with citation-js? The same records are
 * written in each format and read again, in memory.
 * Run: npx tsx bench/read.ts --papers FILE_OR_FOLDER [--count 20000]
 */
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import '@citation-js/plugin-bibtex';
import { plugins } from '@citation-js/core';
import { gzipSync } from 'fflate';
import { type InputFile, readPapers } from '../src/read/read.ts';
import type { Paper } from '../src/types.ts';

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

const xml = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const cell = (text: string | number | undefined) => `"${String(text ?? '').replaceAll('"', '""')}"`;
const index = (abstract: string) => {
  const places = new Map<string, number[]>();
  for (const [at, word] of abstract.split(' ').entries()) places.set(word, [...(places.get(word) ?? []), at]);
  return Object.fromEntries(places);
};

/** How each format writes papers. */
const writers: Record<string, (papers: Paper[]) => string> = {
  BibTeX: (papers) =>
    papers
      .map(
        ({ doi, title, abstract, authors = [], year, venue }, at) =>
          `@article{k${at},\n  author = {${authors.join(' and ')}},\n  title = {${title.replace(/[{}\\]/g, '')}},\n  year = {${year}},\n  journal = {${venue}},\n  doi = {${doi}},\n  abstract = {${abstract.replace(/[{}\\]/g, '')}}\n}\n`,
      )
      .join('\n'),
  CSV: (papers) =>
    [
      'DOI,Title,Abstract,Authors,Year,Source title',
      ...papers.map((p) => [p.doi, p.title, p.abstract, p.authors?.join('; '), p.year, p.venue].map(cell).join()),
    ].join('\n'),
  'JSON Lines': (papers) =>
    papers
      .map(({ id, title, abstract, authors, year, venue }) =>
        JSON.stringify({ id, title, abstract, authors, year, venue }),
      )
      .join('\n'),
  'JSON array': (papers) =>
    JSON.stringify(
      papers.map(({ id, title, abstract, authors, year, venue }) => ({ id, title, abstract, authors, year, venue })),
    ),
  OpenAlex: (papers) =>
    JSON.stringify({
      results: papers.map((p) => ({
        id: 'https://openalex.org/W1',
        doi: p.doi,
        title: p.title,
        publication_year: p.year,
        authorships: p.authors?.map((name) => ({ author: { display_name: name } })),
        abstract_inverted_index: index(p.abstract),
      })),
    }),
  RIS: (papers) =>
    papers
      .map((p) =>
        [
          'TY  - JOUR',
          `TI  - ${p.title}`,
          ...(p.authors ?? []).map((name) => `AU  - ${name}`),
          `AB  - ${p.abstract}`,
          `PY  - ${p.year}`,
          `JO  - ${p.venue}`,
          `DO  - ${p.doi}`,
          'ER  - ',
          '',
        ].join('\n'),
      )
      .join('\n'),
  'PubMed XML': (papers) =>
    `<PubmedArticleSet>${papers.map((p, at) => `<PubmedArticle><MedlineCitation><PMID>${at + 1}</PMID><Article><ArticleTitle>${xml(p.title)}</ArticleTitle><Abstract><AbstractText>${xml(p.abstract)}</AbstractText></Abstract><AuthorList>${(p.authors ?? []).map((name) => `<Author><LastName>${xml(name)}</LastName></Author>`).join('')}</AuthorList></Article></MedlineCitation></PubmedArticle>`).join('\n')}</PubmedArticleSet>`,
};

async function secondsFor(bytes: Uint8Array): Promise<{ seconds: number; papers: number }> {
  const file: InputFile = {
    name: 'bench',
    *bytes() {
      for (let at = 0; at < bytes.length; at += 1 << 18) yield bytes.subarray(at, at + (1 << 18));
    },
  };
  return timed(async () => (await readPapers([file])).papers.length);
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
  for (const [name, write] of Object.entries(writers)) {
    const bytes = new TextEncoder().encode(write(sample));
    await secondsFor(bytes);
    const { seconds: time, papers } = await secondsFor(bytes);
    row(name, bytes.length, time, papers);
    if (name !== 'JSON Lines') continue;
    const packed = await secondsFor(gzipSync(bytes));
    row(`${name}, gzip`, bytes.length, packed.seconds, packed.papers);
  }
  const text = writers.BibTeX(sample.slice(0, compared));
  const bytes = new TextEncoder().encode(text);
  const ours = await secondsFor(bytes);
  row(`BibTeX, ${compared} entries`, bytes.length, ours.seconds, ours.papers);
  const theirs = await readByCitationJs(text);
  row('  the same by citation-js', bytes.length, theirs.seconds, theirs.papers);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
