/**
 * Question: how fast is the weighting next to scikit-learn's TfidfVectorizer, which uses one thread? Compares words only,
 * then words and phrases. The phrases of TfidfVectorizer have two words. Those of papergraph have up to three, and
 * papergraph also merges inflections, spellings, names and abbreviations, and finds surface forms and noun shares.
 *
 *     npx tsx bench/weighting.ts --papers PATH
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { WeighedText } from '../src/model/vocabulary.ts';
import { createIndex, findRelated } from '../src/similarity/query/find-related.ts';
import type { WeighOptions } from '../src/text/weigh-options.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { weighText } from '../src/text/weighting/weigh-text.ts';
import { readPapersWithAbstract } from './support/papers.ts';
import { findPython, runScript } from './support/python.ts';
import { formatSpeedup, WORDS_ONLY_OPTIONS } from './support/python-baselines.ts';

/** Seconds of wall-clock time, and of CPU time of all threads. */
type Seconds = [wall: number, cpu: number];

/** Number of text queries, evenly spaced over the papers. */
const QUERIES = 100;

const { values } = parseArgs({ options: { papers: { type: 'string' } } });
if (!values.papers) throw new Error('missing option --papers PATH');
const papers = await readPapersWithAbstract(values.papers);

async function measureWeighting(options: WeighOptions): Promise<{ seconds: Seconds; text: WeighedText }> {
  const cpuStart = process.cpuUsage();
  const start = performance.now();
  const text = await weigh(papers, options);
  const wall = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuStart);
  return { seconds: [wall, (user + system) / 1e6], text };
}

/** Returns the times of TfidfVectorizer; undefined if scikit-learn is not installed. */
function measureBaseline(): [words: Seconds, pairs: Seconds] | undefined {
  const python = findPython('sklearn');
  if (!python) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-bench-'));
  try {
    const file = join(directory, 'texts.jsonl');
    writeFileSync(file, papers.map(({ title, abstract }) => JSON.stringify(`${title}. ${abstract}`)).join('\n'));
    return JSON.parse(runScript(python, 'weighting-baseline.py', [file])) as [Seconds, Seconds];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const format = ([wall, cpu]: Seconds) => `${wall.toFixed(2)} s (${cpu.toFixed(2)} s CPU)`;
const compare = (papergraph: Seconds, baseline: Seconds) =>
  `papergraph ${format(papergraph)}, scikit-learn ${format(baseline)}: ${formatSpeedup(baseline[0] / papergraph[0])} ` +
  `(${formatSpeedup(baseline[1] / papergraph[1])} by CPU time)`;

const { seconds: wordsOnly } = await measureWeighting(WORDS_ONLY_OPTIONS);
const { seconds: complete, text } = await measureWeighting({});
const baseline = measureBaseline();
console.log(`${papers.length} papers, ${text.vocabulary.keys.length} terms, ${text.rows.ids.length} weights`);
if (!baseline) {
  console.log(`words only: papergraph ${format(wordsOnly)}; complete weighting: ${format(complete)}`);
  console.log('scikit-learn is not installed: install python3-sklearn to compare');
} else {
  const [baselineWords, baselinePairs] = baseline;
  console.log(`words only: ${compare(wordsOnly, baselineWords)}`);
  console.log(`with phrases: ${compare(complete, baselinePairs)}`);
  console.log(`complete weighting, compared with words only: ${compare(complete, baselineWords)}`);
}

const index = await createIndex(text.rows, text.vocabulary.keys.length);
const times: number[] = [];
while (times.length < Math.min(QUERIES, papers.length)) {
  const { abstract } = papers[Math.floor((times.length * papers.length) / QUERIES)]!;
  const start = performance.now();
  await findRelated(index, weighText(text.vocabulary, abstract), { count: 10 });
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
const quantile = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!.toFixed(1);
console.log(
  `text query, 10 results: median ${quantile(0.5)} ms, 95% within ${quantile(0.95)} ms, maximum ${quantile(1)} ms`,
);
