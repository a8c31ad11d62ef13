/**
 * Question: how long do the networks take, compared with the similarity join? Computes every network of the papers and prints the CPU time of
 * each next to that of the join.
 *
 *     npm run bench:networks -- --papers PATH [--references FILE]
 *
 * PATH is any input with authors and keywords. FILE is JSON with the cited DOIs of papers by DOI; with it, coupling of these papers is
 * compared with a slow reference. Papers without references get 30 references to made-up works each, of which few are cited often and
 * most rarely, so that the networks of references have a realistic size.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findConcepts } from '../src/concepts/find-concepts.ts';
import { buildEdges } from '../src/graph/build.ts';

import type { Paper } from '../src/model/paper.ts';
import { buildNetwork } from '../src/networks/build-network.ts';
import { NETWORK_NAMES } from '../src/networks/network-options.ts';
import { join } from '../src/similarity/join/join.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { createRandom } from '../src/util/random.ts';
import { slowLinks } from '../test/networks/oracle.ts';
import { readPapersWithAbstract } from './support/papers.ts';

/** References that papers without any are given. */
const MADE_UP_REFERENCES = 30;

/** Number of made-up works by paper. */
const WORKS_PER_PAPER = 5;

/** Networks that are measured. */
const NAMES = NETWORK_NAMES.filter((name) => name !== 'similarity');

/** Runs the benchmark and yields the lines of the report. */
export async function* runNetworksBench(path: string, referencesFile?: string): AsyncGenerator<string> {
  const read = await readPapersWithAbstract(path);
  const cited: Record<string, string[]> = referencesFile ? JSON.parse(readFileSync(referencesFile, 'utf8')) : {};
  const real = read.flatMap((paper) => {
    const cites = cited[paper.doi ?? ''];
    return cites ? [{ ...paper, cites }] : [];
  });
  if (real.length > 0) yield await compareWithReference(real);
  const papers = addReferences(read);
  const { rows } = await weigh(papers);
  const { result: neighbors, seconds: joinSeconds } = await measure(() => join(rows, {}));
  yield `${papers.length} papers; similarity join: ${joinSeconds.toFixed(1)} s CPU`;
  const similarity = await buildEdges(neighbors);
  const concepts = await findConcepts(papers);
  for (const network of NAMES) {
    const { result, seconds } = await measure(() => buildNetwork({ papers, rows, similarity, concepts }, { network }));
    const { links } = result.network;
    yield `${network}: ${(result.items ?? papers).length} nodes, ${links} links, ${result.edges.weights.length} edges, ${seconds.toFixed(1)} s CPU`;
  }
}

/** Compares the coupling of papers with real references with a slow reference. */
async function compareWithReference(papers: readonly Paper[]): Promise<string> {
  const rows = { starts: new Uint32Array(1), ids: new Uint32Array(0), values: new Uint16Array(0) };
  const { network, edges } = await buildNetwork({ papers, rows }, { network: 'coupling' });
  const works = new Map<string, number>();
  const sets = papers.map(
    ({ cites = [] }) =>
      new Set(
        cites.map((doi) => {
          const work = works.get(doi.toLowerCase()) ?? works.size;
          works.set(doi.toLowerCase(), work);
          return work;
        }),
      ),
  );
  const expected = slowLinks(sets, 'full');
  const isEqual =
    expected.size === network.links &&
    network.counts.every((count, k) => expected.get(`${edges.sources[k]} ${edges.targets[k]}`) === count);
  return `${papers.length} papers with real references: ${network.links} links, ${isEqual ? 'equal to' : 'DIFFERENT from'} the slow reference`;
}

/** Gives papers references to made-up works, and to other papers of the collection. */
function addReferences(papers: readonly Paper[]): Paper[] {
  const random = createRandom(1);
  const works = papers.length * WORKS_PER_PAPER;
  return papers.map((paper) => ({
    ...paper,
    cites: Array.from({ length: MADE_UP_REFERENCES }, () => {
      // As in real collections, few works are cited often: of 100,000 papers, 450 cite each of the first 100, and 7 of 30 references are to the first 10,000.
      const rank = Math.floor(works ** (random() ** 0.25));
      const other = papers[rank];
      return rank % 10 === 0 && other ? other.id : `10.1234/${rank}`;
    }),
  }));
}

async function measure<T>(run: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(start);
  return { result, seconds: (user + system) / 1e6 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { papers: { type: 'string' }, references: { type: 'string' } } });
  if (!values.papers) throw new Error('give --papers PATH');
  for await (const line of runNetworksBench(values.papers, values.references)) console.log(line);
}
