/**
 * How fast are papers weighed? papergraph beside scikit-learn's TfidfVectorizer, which runs on one thread, in one run: words
 * as they are by both, then phrases by both. TfidfVectorizer's phrases are of two words; papergraph's of up to three, and it also
 * brings together stems, spellings, names and abbreviations, and finds how terms are written and whether they are nouns.
 *
 *   npx tsx bench/weigh.ts --papers PATH
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { WeighedText } from '../src/model/vocabulary.ts';
import { createIndex, related } from '../src/similarity/query/query.ts';
import type { WeighOptions } from '../src/text/options.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { weighText } from '../src/text/weighting/weigh-text.ts';
import { papersAt } from './papers.ts';
import { asFast, WORDS } from './yardsticks.ts';

/** Prints the seconds, of the clock and of the processor, for words and for words and pairs of words. */
const SCRIPT = `
import json, sys, time
from sklearn.feature_extraction.text import TfidfVectorizer
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
taken = []
for longest in 1, 2:
    vectorizer = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.5, sublinear_tf=True, ngram_range=(1, longest))
    start, cpu = time.perf_counter(), time.process_time()
    vectorizer.fit_transform(texts)
    taken.append([time.perf_counter() - start, time.process_time() - cpu])
print(json.dumps(taken))
`;

/** Seconds of the clock and of the processor. */
type Taken = [clock: number, processor: number];

/** Texts asked for, evenly spread over the papers. */
const QUERIES = 100;

const { values } = parseArgs({ options: { papers: { type: 'string' } } });
if (!values.papers) throw new Error('say which papers: --papers PATH');
const papers = await papersAt(values.papers);
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

async function timed(options: WeighOptions): Promise<{ taken: Taken; weighed: WeighedText }> {
  const before = process.cpuUsage();
  const start = performance.now();
  const weighed = await weigh(papers, options);
  const clock = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { taken: [clock, (user + system) / 1e6], weighed };
}

const seconds = ([clock, processor]: Taken) => `${clock.toFixed(2)} s (${processor.toFixed(2)} s of processor)`;
const compare = (own: Taken, theirs: Taken) =>
  `papergraph ${seconds(own)}, scikit-learn ${seconds(theirs)}: ${asFast(theirs[0] / own[0])} ` +
  `(by processor ${asFast(theirs[1] / own[1])})`;

const folder = mkdtempSync(join(tmpdir(), 'papergraph-'));
const texts = join(folder, 'texts.jsonl');
writeFileSync(texts, papers.map(({ title, abstract }) => JSON.stringify(`${title}. ${abstract}`)).join('\n'));
const words = (await timed(WORDS)).taken;
const { taken: all, weighed } = await timed({});
const child = spawnSync(python, ['-c', SCRIPT, texts], { encoding: 'utf8' });
rmSync(folder, { recursive: true });
console.log(`${papers.length} papers, ${weighed.vocabulary.keys.length} terms, ${weighed.rows.ids.length} weights`);
if (child.status !== 0) {
  console.log(`words as they are: papergraph ${seconds(words)}; all it does: ${seconds(all)}`);
  console.log('scikit-learn cannot run here; install python3-sklearn to compare');
} else {
  const [theirWords, theirPairs] = JSON.parse(child.stdout) as [Taken, Taken];
  console.log(`words as they are, by both: ${compare(words, theirWords)}`);
  console.log(`with phrases, by both: ${compare(all, theirPairs)}`);
  console.log(`all papergraph does, beside words alone: ${compare(all, theirWords)}`);
}

const index = createIndex(weighed.rows, weighed.vocabulary.keys.length);
const times = Array.from({ length: Math.min(QUERIES, papers.length) }, (_, q) => {
  const { abstract } = papers[Math.floor((q * papers.length) / QUERIES)]!;
  const from = performance.now();
  related(index, weighText(weighed.vocabulary, abstract), { count: 10 });
  return performance.now() - from;
}).sort((a, b) => a - b);
const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!.toFixed(1);
console.log(`a text's ten nearest papers: median ${at(0.5)} ms, 95% within ${at(0.95)} ms, slowest ${at(1)} ms`);
