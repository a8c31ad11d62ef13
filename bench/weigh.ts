/**
 * How fast are papers weighed? papergraph's defaults beside scikit-learn's TfidfVectorizer, one thread each, in one run.
 *
 *   npx tsx bench/weigh.ts --papers PATH
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createIndex, related } from '../src/similarity/query.ts';
import { weighText } from '../src/text/terms.ts';
import { weigh } from '../src/text/weigh.ts';
import { papersAt } from './papers.ts';

/** The settings of a Python user who wants the same: no phrases, no abbreviations. */
const SCRIPT = `
import json, sys, time
from sklearn.feature_extraction.text import TfidfVectorizer
texts = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
vectorizer = TfidfVectorizer(stop_words="english", min_df=2, max_df=0.5, sublinear_tf=True)
start, cpu = time.perf_counter(), time.process_time()
vectorizer.fit_transform(texts)
print(json.dumps([time.perf_counter() - start, time.process_time() - cpu]))
`;

/** Texts asked for, evenly spread over the papers. */
const QUERIES = 100;

const { values } = parseArgs({ options: { papers: { type: 'string' } } });
if (!values.papers) throw new Error('say which papers: --papers PATH');
const papers = await papersAt(values.papers);
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

const before = process.cpuUsage();
const start = performance.now();
const weighed = weigh(papers);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
const cpu = (user + system) / 1e6;
console.log(`${papers.length} papers, ${weighed.vocabulary.keys.length} terms, ${weighed.rows.ids.length} weights`);
console.log(`papergraph    ${seconds.toFixed(2)} s (${cpu.toFixed(2)} s of processor)`);

const folder = mkdtempSync(join(tmpdir(), 'papergraph-'));
const texts = join(folder, 'texts.jsonl');
writeFileSync(texts, papers.map(({ title, abstract }) => JSON.stringify(`${title}. ${abstract}`)).join('\n'));
const child = spawnSync(python, ['-c', SCRIPT, texts], { encoding: 'utf8' });
rmSync(folder, { recursive: true });
if (child.status !== 0) console.log('scikit-learn  cannot run here; install python3-sklearn to compare');
else {
  const [theirs, theirCpu] = JSON.parse(child.stdout) as [number, number];
  console.log(`scikit-learn  ${theirs.toFixed(2)} s (${theirCpu.toFixed(2)} s of processor)`);
  console.log(`ratio         ${(theirs / seconds).toFixed(1)} (${(theirCpu / cpu).toFixed(1)} of processor)`);
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
