/**
 * Question: how well do concepts name what a paper is about? Measures F1@10 against the keywords of the authors, next to
 * TF-IDF n-grams and YAKE (Campos et al. 2020, its own implementation with its defaults).
 *
 *     npx tsx bench/concepts.ts PAPERS... [--python PATH] [--sample 2000] [--seeds 1,2] [--development]
 *
 * PATH is a Python interpreter with yake. The ranking was developed on the papers whose id has an even hash and is measured
 * on the others, or on the former with --development. Samples are drawn from papers with keywords and an abstract; the
 * keywords are hidden from all methods. A phrase is correct if its stems equal those of a keyword. Precision divides by 10
 * even if a method gives fewer phrases. TF-IDF and concepts use the statistics of the sample, then of all papers; YAKE uses
 * single papers.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import stopWords from 'natural/lib/natural/util/stopwords.js';
import { listInputFiles } from '../src/cli/read-inputs.ts';
import { findConcepts, type Paper, readPapers } from '../src/index.ts';
import { createRandom } from '../src/util/random.ts';

/** Number of phrases per paper. */
const TOP = 10;

/** Maximum number of words in an n-gram. */
const MAX_WORDS = 3;

const MAX_OUTPUT_BYTES = 2 ** 28;

const { values: options, positionals: inputs } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string' },
    sample: { type: 'string', default: '2000' },
    seeds: { type: 'string', default: '1,2' },
    development: { type: 'boolean', default: false },
  },
});

const splitWords = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const stemCache = new Map<string, string>();
function stem(word: string): string {
  const result = stemCache.get(word) ?? stemmer.stem(word);
  stemCache.set(word, result);
  return result;
}
/** Returns the stems of a phrase; two phrases with equal stems count as the same. */
const getKey = (phrase: string) => splitWords(phrase).map(stem).join(' ');

/** Returns whether the ranking was developed on a paper: the FNV-1a hash of its id, folded, is even. */
function isDevelopment({ id }: Paper): boolean {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) & 1) === 0;
}

/** Returns the indexes of a random sample of papers, in ascending order. */
function drawSample(papers: readonly Paper[], size: number, seed: number): number[] {
  const random = createRandom(seed);
  const candidates = papers.flatMap((paper, i) =>
    paper.abstract && paper.keywords?.some(getKey) && isDevelopment(paper) === options.development ? [i] : [],
  );
  const sample: number[] = [];
  while (sample.length < size && candidates.length > 0) {
    const position = Math.floor(random() * candidates.length);
    sample.push(candidates[position]!);
    candidates[position] = candidates.at(-1)!;
    candidates.pop();
  }
  return sample.sort((a, b) => a - b);
}

const stopWordSet = new Set(stopWords.words);

/** Counts the n-grams of a paper that neither begin nor end with a stop word. */
function countNgrams(paper: Paper): Map<string, number> {
  const counts = new Map<string, number>();
  for (const sentence of [paper.title, ...paper.abstract.split(/[.,;:!?()]/)]) {
    const words = splitWords(sentence);
    for (let start = 0; start < words.length; start++)
      for (let end = start + 1; end <= Math.min(words.length, start + MAX_WORDS); end++) {
        if (stopWordSet.has(words[start]!) || stopWordSet.has(words[end - 1]!) || words[start]!.length < 2) continue;
        const key = words.slice(start, end).map(stem).join(' ');
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  }
  return counts;
}

/** Ranks the n-grams of each paper of the sample by count x ln(papers / document frequency). */
function extractNgrams(papers: readonly Paper[], sample: readonly number[]): string[][] {
  const documentFrequency = new Map<string, number>();
  for (const paper of papers)
    for (const key of countNgrams(paper).keys()) documentFrequency.set(key, (documentFrequency.get(key) ?? 0) + 1);
  return sample.map((i) =>
    [...countNgrams(papers[i]!)]
      .map(([key, count]) => [key, count * Math.log(papers.length / documentFrequency.get(key)!)] as const)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, TOP)
      .map(([key]) => key),
  );
}

async function extractConcepts(papers: readonly Paper[], sample: readonly number[]): Promise<string[][]> {
  const withoutKeywords = papers.map(({ keywords: _, ...paper }) => paper);
  const start = performance.now();
  const { concepts, rows } = await findConcepts(withoutKeywords);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${papers.length} papers: ${concepts.length} concepts in ${seconds.toFixed(1)} s`);
  return sample.map((i) => {
    const end = Math.min(rows.starts[i]! + TOP, rows.starts[i + 1]!);
    return [...rows.ids.subarray(rows.starts[i], end)].map((id) => concepts[id]!.name);
  });
}

function extractWithYake(python: string, papers: readonly Paper[]): string[][] {
  const program = `import sys, json, yake
extractor = yake.KeywordExtractor()
for line in sys.stdin: print(json.dumps([word for word, _ in extractor.extract_keywords(json.loads(line))[:${TOP}]]))`;
  const input = papers.map((paper) => JSON.stringify(`${paper.title}. ${paper.abstract}`)).join('\n');
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], {
    input,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (status !== 0) throw new Error(`YAKE failed: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line): string[] => JSON.parse(line));
}

/** Returns the means over the papers, in percent. */
function scorePhrases(papers: readonly Paper[], phrases: readonly (readonly string[])[]): Record<string, string> {
  const sums = { 'F1@10': 0, 'P@10': 0, 'R@10': 0 };
  papers.forEach((paper, i) => {
    const keywords = new Set(paper.keywords!.map(getKey).filter(Boolean));
    const extracted = phrases[i]!.slice(0, TOP).map(getKey);
    const correct = new Set(extracted.filter((key) => keywords.has(key))).size;
    sums['F1@10'] += (2 * correct) / (TOP + keywords.size);
    sums['P@10'] += correct / TOP;
    sums['R@10'] += correct / keywords.size;
  });
  return Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => [name, ((100 * sum) / papers.length).toFixed(2)]),
  );
}

const { papers } = await readPapers(await listInputFiles(inputs));
for (const seed of options.seeds.split(',').map(Number)) {
  const indexes = drawSample(papers, Number(options.sample), seed);
  const sample = indexes.map((i) => papers[i]!);
  const sampleIndexes = [...sample.keys()];
  const table: Record<string, Record<string, string>> = {
    'concepts, sample only': scorePhrases(sample, await extractConcepts(sample, sampleIndexes)),
    'concepts, all papers': scorePhrases(sample, await extractConcepts(papers, indexes)),
    'TF-IDF n-grams, sample only': scorePhrases(sample, extractNgrams(sample, sampleIndexes)),
    'TF-IDF n-grams, all papers': scorePhrases(sample, extractNgrams(papers, indexes)),
    ...(options.python && { YAKE: scorePhrases(sample, extractWithYake(options.python, sample)) }),
  };
  console.log(`\nsample of ${sample.length}, seed ${seed}`);
  console.table(table);
}
if (!options.python) console.log('YAKE was not measured: give --python with the path of a Python that has yake.');
