/**
 * TF-IDF and the similarity of all pairs, by natural's own TfIdf and by papergraph, in one run.
 *
 *   npx tsx bench/natural.ts [--papers PATH]     default: the seeds
 *
 * natural's TfIdf has no vectors: a paper's similarity to all others is asked by its text, as its documentation shows.
 */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { join } from '../src/similarity/join.ts';
import { weigh } from '../src/text/weigh.ts';
import { papersAt } from './papers.ts';

/** What is used of natural's TfIdf; natural's types describe only the whole package. */
interface TfIdf {
  addDocument(text: string): void;
  tfidfs(text: string, each: (paper: number, measure: number) => void): void;
}

const { values } = parseArgs({ options: { papers: { type: 'string', default: 'seeds' } } });
const papers = await papersAt(values.papers);
const texts = papers.map(({ title, abstract }) => `${title}. ${abstract}`);
const NaturalTfIdf = createRequire(import.meta.url)('natural/lib/natural/tfidf/tfidf.js') as new () => TfIdf;

/** Runs of each, in turn; the first of each warms up and does not count. */
const RUNS = 6;

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function byNatural(): void {
  const tfidf = new NaturalTfIdf();
  for (const text of texts) tfidf.addDocument(text);
  const scores = new Float64Array(texts.length);
  for (const text of texts)
    tfidf.tfidfs(text, (paper, measure) => {
      scores[paper] = measure;
    });
}

const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!;

const theirs: number[] = [];
const ours: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const times = [await timed(byNatural), await timed(() => join(weigh(papers).rows, { neighbours: 10 }))] as const;
  if (run === 0) continue;
  theirs.push(times[0]);
  ours.push(times[1]);
}
console.log(`${papers.length} papers, weighed and every pair compared; median of ${RUNS - 1} runs in turn`);
console.log(`natural's TfIdf  ${median(theirs).toFixed(3)} s`);
console.log(
  `papergraph       ${median(ours).toFixed(3)} s (terms, phrases, abbreviations and the ten nearest of each)`,
);
console.log(`ratio            ${(median(theirs) / median(ours)).toFixed(0)}`);
