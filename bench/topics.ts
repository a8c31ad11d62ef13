/**
 * How good are the topics? Their agreement with where the papers were published, beside igraph's Louvain on scikit-learn's
 * neighbours in the same run, and the rules of labels checked by program.
 *
 *   npx tsx bench/topics.ts --papers PATH [--limit N] [--python python3]
 *
 * PATH: BibTeX with series or booktitle or journal. --limit takes each k-th paper, so that about N are left. scikit-learn's rows
 * go through papergraph's own exact join, since scipy's would take ten minutes for 97,000 papers and find the same neighbours.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { parseArgs } from 'node:util';
import { inputFiles } from '../src/cli/inputs.ts';
import { adjustedMutualInformation, sizesOf } from '../src/graph/agreement.ts';
import { edgesOf } from '../src/graph/build.ts';
import { louvainLevels } from '../src/graph/louvain.ts';
import { modularity } from '../src/graph/measures.ts';
import { findTopics } from '../src/graph/topics.ts';
import { readPapers } from '../src/read/read.ts';
import { join } from '../src/similarity/join.ts';
import { weigh } from '../src/text/weigh.ts';
import type { Edges, Paper, TermRows } from '../src/types.ts';
import { brokenRules } from '../test/graph/label-rules.ts';

const RUNS = 5;
const { values: given } = parseArgs({
  options: { papers: { type: 'string' }, limit: { type: 'string' }, python: { type: 'string', default: 'python3' } },
});
if (!given.papers) throw new Error('say --papers PATH');
const all = (await readPapers(await inputFiles([given.papers]))).papers.filter(({ abstract }) => abstract !== '');
const step = Math.max(1, Math.floor(all.length / Number(given.limit ?? all.length)));
const papers = all.filter((_, i) => i % step === 0);
const venueOf = await venues(papers, given.papers);
const placed = [...venueOf.keys()].filter((i) => venueOf[i]! > 0);
/** Agreement with the venues over the papers whose venue is known. */
const agreement = (groupOf: ArrayLike<number>) =>
  adjustedMutualInformation(
    Uint32Array.from(placed, (i) => groupOf[i]!),
    Uint32Array.from(placed, (i) => venueOf[i]! - 1),
  );
const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const text = weigh(papers);
const edges = edgesOf(await join(text.rows));
const start = performance.now();
const found = findTopics(text, edges);
const seconds = (performance.now() - start) / 1000;
const plain = Array.from(
  { length: RUNS },
  (_, seed) => louvainLevels({ order: papers.length, edges }, found.resolution, seed + 1).at(-1)!,
);
const theirs = await baseline(papers);

const ours = { agreement: agreement(found.topicOf), modularity: modularity(edges, found.topicOf) };
const topics = found.topics.filter(({ parent }) => parent === undefined);
const baselineAgreement = mean(theirs.runs.map(agreement));
console.log(`${papers.length} papers, ${sizesOf(venueOf).length - 1} venues`);
console.table([
  {
    what: `igraph's Louvain on scikit-learn's neighbours, mean of ${RUNS}`,
    topics: mean(theirs.runs.map((run) => new Set(run).size)),
    modularity: mean(theirs.runs.map((run) => modularity(theirs.edges, run))),
    agreement: baselineAgreement,
  },
  {
    what: `one Louvain run on papergraph's neighbours, mean of ${RUNS}`,
    topics: mean(plain.map((run) => sizesOf(run).length)),
    modularity: mean(plain.map((run) => modularity(edges, run))),
    agreement: mean(plain.map(agreement)),
  },
  { what: 'papergraph', topics: topics.length, ...ours },
]);
const { silhouette, stability } = found.quality;
console.log(`agreement is ${(ours.agreement / baselineAgreement).toFixed(3)} times that of igraph on scikit-learn`);
console.log({
  resolution: found.resolution,
  subtopics: found.topics.length - topics.length,
  silhouette,
  stability,
  seconds,
});
const broken = brokenRules(found, text);
console.log(`labels: ${found.topics.length}, rules broken: ${broken.length}`);
for (const line of broken) console.log(`  ${line}`);
for (const { id, size, label, stability } of topics) console.log(`${id}\t${size}\t${stability.toFixed(2)}\t${label}`);

/** The venue of each paper, from 1; 0 where none is known. The series if there is one ("CHI EA '13"), else booktitle or journal; without years and numbers. */
async function venues(papers: readonly Paper[], path: string): Promise<Uint32Array> {
  const series = new Map<string, string>();
  for (const file of await inputFiles([path])) {
    let content = '';
    const decoder = new TextDecoder();
    for await (const chunk of file.bytes()) content += decoder.decode(chunk, { stream: true });
    for (const entry of content.split(/^@/m)) {
      const field = (name: string) => new RegExp(`^\\s*${name}\\s*=\\s*[{"](.*)[}"],?\\s*$`, 'm').exec(entry)?.[1];
      const [doi, name] = [field('doi'), field('series')];
      if (doi && name) series.set(doi.toLowerCase(), name);
    }
  }
  const numbers = new Map<string, number>();
  return Uint32Array.from(papers, ({ doi, venue }) => {
    const name = (doi && series.get(doi.toLowerCase())) || venue || '';
    const key = name.replace(/\s*['’]?\d+\w*/g, '').trim();
    if (key === '') return 0;
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
    return numbers.get(key)!;
  });
}

/** What igraph finds on the neighbours that scikit-learn's TF-IDF gives. */
async function baseline(papers: readonly Paper[]): Promise<{ edges: Edges; runs: Uint32Array[] }> {
  const folder = mkdtempSync(joinPath(tmpdir(), 'papergraph-bench-'));
  try {
    const lines = papers.map(({ title, abstract }) => JSON.stringify({ text: `${title}. ${abstract}` }));
    writeFileSync(joinPath(folder, 'papers'), lines.join('\n'));
    python('weigh', joinPath(folder, 'papers'), folder);
    const bytes = (name: string) => new Uint8Array(readFileSync(joinPath(folder, name))).buffer;
    const rows: TermRows = {
      starts: new Uint32Array(bytes('starts')),
      ids: new Uint32Array(bytes('ids')),
      values: new Uint16Array(bytes('values')),
    };
    const edges = edgesOf(await join(rows));
    writeFileSync(joinPath(folder, 'sources'), edges.sources);
    writeFileSync(joinPath(folder, 'targets'), edges.targets);
    writeFileSync(joinPath(folder, 'weights'), edges.weights);
    const printed = python('cluster', folder, String(papers.length), String(RUNS)).trim().split('\n');
    return { edges, runs: printed.map((line) => Uint32Array.from(JSON.parse(line) as number[])) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function python(...words: string[]): string {
  const script = new URL('topics.py', import.meta.url).pathname;
  const { status, stdout, stderr, error } = spawnSync(given.python, [script, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error || status !== 0) throw new Error(`${given.python} ${words[0]} failed: ${error?.message ?? stderr}`);
  return stdout;
}
