/**
 * Question: how fast are TF-IDF and all similarities next to natural's TfIdf? Both run in turn on the same papers. natural
 * has no vectors: the similarities of a paper are queried with its text, as in natural's documentation.
 *
 *     npx tsx bench/natural.ts [--papers PATH]     default: seeds
 */
import { parseArgs } from 'node:util';
import { join } from '../src/similarity/join/join.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { createNaturalTfIdf, scoreAllPapers } from './support/natural-tfidf.ts';
import { readPapersWithAbstract } from './support/papers.ts';
import { median } from './support/statistics.ts';

/** Runs of each implementation. The first is a warm-up and does not count. */
const RUNS = 6;

const { values } = parseArgs({ options: { papers: { type: 'string', default: 'seeds' } } });
const papers = await readPapersWithAbstract(values.papers);

async function measureSeconds(task: () => unknown): Promise<number> {
  const start = performance.now();
  await task();
  return (performance.now() - start) / 1000;
}

function runNatural(): void {
  const tfidf = createNaturalTfIdf(papers);
  for (let paper = 0; paper < papers.length; paper++) scoreAllPapers(tfidf, papers, paper);
}

const runPapergraph = async () => join((await weigh(papers)).rows, { neighbors: 10 });

const naturalSeconds: number[] = [];
const papergraphSeconds: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const times = [await measureSeconds(runNatural), await measureSeconds(runPapergraph)] as const;
  if (run === 0) continue;
  naturalSeconds.push(times[0]);
  papergraphSeconds.push(times[1]);
}
const [natural, papergraph] = [median(naturalSeconds), median(papergraphSeconds)];
console.log(`${papers.length} papers, weighting and all similarities; median of ${RUNS - 1} runs`);
console.log(`natural's TfIdf  ${natural.toFixed(3)} s`);
console.log(`papergraph       ${papergraph.toFixed(3)} s (with phrases, abbreviations and the 10 nearest neighbors)`);
console.log(`ratio            ${(natural / papergraph).toFixed(0)}`);
