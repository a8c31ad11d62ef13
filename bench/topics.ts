/**
 * How good are the topics? Their agreement with where the papers were published, beside igraph's Louvain on scikit-learn's
 * neighbours in the same run, and the rules of labels checked by program.
 *
 *   npm run bench:topics -- --papers PATH [--limit N] [--python python3]
 *
 * PATH: BibTeX with series or booktitle or journal. --limit takes each k-th paper, so that about N are left. scikit-learn's rows
 * go through papergraph's own exact join, since scipy's would take ten minutes for 97,000 papers and find the same neighbours.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inputFiles } from '../src/cli/inputs.ts';
import { edgesOf } from '../src/graph/build.ts';
import { membersByGroup, sizesOf } from '../src/graph/partition.ts';
import type { Edges } from '../src/model/map.ts';
import type { Paper } from '../src/model/paper.ts';
import type { TermRows } from '../src/model/sparse.ts';
import type { WeighedText } from '../src/model/vocabulary.ts';
import { readPapers } from '../src/read/read.ts';
import { join } from '../src/similarity/join/join.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { adjustedMutualInformation } from '../src/topics/adjusted-mutual-information.ts';
import { type FoundTopics, findTopics } from '../src/topics/find-topics.ts';
import { louvainLevels } from '../src/topics/louvain.ts';
import { modularity, silhouette } from '../src/topics/quality.ts';
import { tally } from '../src/topics/term-statistics.ts';
import { brokenRules } from '../test/topics/labels/label-rules.ts';

const RUNS = 5;
export interface TopicsBenchOptions {
  /** File, folder or pattern. */
  papers: string;
  /** About how many papers to take, each k-th. Default all with an abstract. */
  limit?: number;
  /** Python with scikit-learn and igraph. Default none: no comparison with them. */
  python?: string;
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Measures and returns the lines of the report. */
export async function topicsBench({ papers: path, limit, python }: TopicsBenchOptions): Promise<string[]> {
  const all = (await readPapers(await inputFiles([path]))).papers.filter(({ abstract }) => abstract !== '');
  const step = Math.max(1, Math.floor(all.length / (limit ?? all.length)));
  const papers = all.filter((_, i) => i % step === 0);
  const venueOf = await venues(papers, path);
  const placed = [...venueOf.keys()].filter((i) => venueOf[i]! > 0);
  /** Agreement with the venues over the papers whose venue is known. */
  const agreement = (groupOf: ArrayLike<number>) =>
    adjustedMutualInformation(
      Uint32Array.from(placed, (i) => groupOf[i]!),
      Uint32Array.from(placed, (i) => venueOf[i]! - 1),
    );

  const text = await weigh(papers);
  const edges = edgesOf(await join(text.rows));
  const start = process.cpuUsage();
  const found = findTopics(text, edges);
  const seconds = process.cpuUsage(start).user / 1e6;
  const plain = Array.from(
    { length: RUNS },
    (_, seed) => louvainLevels({ order: papers.length, edges }, found.resolution, seed + 1).at(-1)!,
  );
  const topics = found.topics.filter(({ parent }) => parent === undefined);
  const lines = [
    `${papers.length} papers, ${placed.length > 0 ? `${sizesOf(venueOf).length - 1} venues` : 'no venue is known: nothing to agree with'}`,
  ];
  const row = (what: string, count: number, partsOf: readonly Uint32Array[], ties: Edges) => {
    const parts = mean(partsOf.map((parts) => modularity(ties, parts)));
    const agreed = mean(partsOf.map(agreement));
    const venues = placed.length > 0 ? `, agreement with venues ${agreed.toFixed(4)}` : '';
    lines.push(`${what}: ${count} topics, modularity ${parts.toFixed(3)}${venues}`);
    return agreed;
  };
  const counted = (runs: readonly Uint32Array[]) => Math.round(mean(runs.map((run) => new Set(run).size)));
  const ours = row('papergraph', topics.length, [found.topicOf], edges);
  row(`one Louvain run on papergraph's neighbours, mean of ${RUNS}`, counted(plain), plain, edges);
  if (python) {
    const theirs = await baseline(papers, python);
    const what = `igraph's Louvain on scikit-learn's neighbours, mean of ${RUNS}`;
    const baselineAgreement = row(what, counted(theirs.runs), theirs.runs, theirs.edges);
    if (placed.length > 0)
      lines.push(`agreement is ${(ours / baselineAgreement).toFixed(3)} times that of igraph on scikit-learn`);
  }
  const { stability } = found.quality;
  const sure = mean([...found.topicOf.keys()].filter((i) => found.topicOf[i]! > 0).map((i) => found.confidence[i]!));
  lines.push(
    `resolution ${found.resolution.toFixed(2)}, ${found.topics.length - topics.length} subtopics, ` +
      `stability ${stability.toFixed(3)}, mean confidence ${sure.toFixed(3)}, ${seconds.toFixed(1)} s of processor time`,
    silhouettes(text, found),
  );
  const broken = brokenRules(found, text);
  lines.push(`labels: ${found.topics.length}, rules broken: ${broken.length}`, ...broken.map((line) => `  ${line}`));
  for (const { id, size, label, stability } of topics) lines.push(`${id}\t${size}\t${stability.toFixed(2)}\t${label}`);
  return lines;
}

/** Batches that the standard error of the silhouette is taken from. */
const BATCHES = 25;

/** The silhouette as the map has it, of all papers, and the standard error that a sample of 1,000 would have, by the spread between batches. */
function silhouettes(text: WeighedText, { topicOf, quality }: FoundTopics): string {
  const tallies = membersByGroup(topicOf).map((members) => tally(text, members));
  const of = (papers: Uint32Array) => silhouette(text.rows, papers, tallies, Number.POSITIVE_INFINITY);
  const grouped = topicOf.filter((topic) => topic > 0).length;
  // Papers are in order of their ids, which say nothing of their topics.
  const batches = Array.from({ length: BATCHES }, (_, b) =>
    of(topicOf.map((topic, i) => (i % BATCHES === b ? topic : 0))),
  );
  const centre = mean(batches);
  const variance = batches.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (BATCHES - 1);
  const errorOfThousand = Math.sqrt((variance * (grouped / BATCHES)) / 1000);
  return (
    `silhouette ${quality.silhouette.toFixed(4)}, of all papers ${of(topicOf).toFixed(4)}, ` +
    `standard error of a sample of 1,000 papers ${errorOfThousand.toFixed(4)}`
  );
}

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
async function baseline(papers: readonly Paper[], python: string): Promise<{ edges: Edges; runs: Uint32Array[] }> {
  const folder = mkdtempSync(joinPath(tmpdir(), 'papergraph-bench-'));
  try {
    const lines = papers.map(({ title, abstract }) => JSON.stringify({ text: `${title}. ${abstract}` }));
    writeFileSync(joinPath(folder, 'papers'), lines.join('\n'));
    run(python, 'weigh', joinPath(folder, 'papers'), folder);
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
    const printed = run(python, 'cluster', folder, String(papers.length), String(RUNS)).trim().split('\n');
    return { edges, runs: printed.map((line) => Uint32Array.from(JSON.parse(line) as number[])) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(python: string, ...words: string[]): string {
  const script = new URL('topics.py', import.meta.url).pathname;
  const { status, stdout, stderr, error } = spawnSync(python, [script, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error || status !== 0) throw new Error(`${python} ${words[0]} failed: ${error?.message ?? stderr}`);
  return stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      papers: { type: 'string', default: 'seeds' },
      limit: { type: 'string' },
      python: { type: 'string', default: 'python3' },
    },
  });
  const { limit, ...rest } = values;
  console.log((await topicsBench({ ...rest, ...(limit && { limit: Number(limit) }) })).join('\n'));
}
