/**
 * TF-IDF and the similarity of all pairs, by natural's own TfIdf and by papergraph, in one run.
 *
 *   npx tsx bench/natural.ts [--papers PATH]     default: the seeds
 *
 * natural's TfIdf has no vectors: a paper's similarity to all others is asked by its text, as its documentation shows.
 */
import { parseArgs } from 'node:util';
import { join } from '../src/similarity/join/join.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { scoresOf, tfidfOf } from './natural-tfidf.ts';
import { papersAt } from './papers.ts';

const { values } = parseArgs({ options: { papers: { type: 'string', default: 'seeds' } } });
const papers = await papersAt(values.papers);

/** Runs of each, in turn; the first of each warms up and does not count. */
const RUNS = 6;

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function byNatural(): void {
  const tfidf = tfidfOf(papers);
  for (let paper = 0; paper < papers.length; paper++) scoresOf(tfidf, papers, paper);
}

const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!;

const theirs: number[] = [];
const ours: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const times = [
    await timed(byNatural),
    await timed(async () => join((await weigh(papers)).rows, { neighbours: 10 })),
  ] as const;
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
