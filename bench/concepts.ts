/**
 * How well do concepts name what a paper is about? F1@10 against the keywords that authors chose, beside TF-IDF n-grams and
 * YAKE (Campos et al. 2020, its own implementation with its defaults).
 *
 *     npx tsx bench/concepts.ts PAPERS... [--python /path/to/python-with-yake] [--sample 2000] [--seeds 1,2] [--development]
 *
 * The ranking was developed on the papers whose id has an even hash, and is measured on the others; --development measures
 * on the former. A sample is drawn from the papers of that half with keywords and abstract; keywords are hidden from every method. A phrase counts as
 * found when its stems equal a keyword's. Precision is found / 10 even where fewer than ten are given. TF-IDF and the
 * concepts are counted twice: on the sample alone, and on all the papers given. YAKE reads one paper at a time.
 */
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import stopWords from 'natural/lib/natural/util/stopwords.js';
import { findConcepts, type Paper, readPapers } from '../src/index.ts';
import { generator } from '../src/util/random.ts';

const TOP = 10;

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string' },
    sample: { type: 'string', default: '2000' },
    seeds: { type: 'string', default: '1,2' },
    development: { type: 'boolean', default: false },
  },
});

const wordsIn = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const stems = new Map<string, string>();
const stem = (word: string) => {
  const known = stems.get(word) ?? stemmer.stem(word);
  stems.set(word, known);
  return known;
};
const keyOf = (phrase: string) => wordsIn(phrase).map(stem).join(' ');

/** Whether a paper is one of those that the ranking was developed on: its id's FNV-1a, folded, is even. */
function isDevelopment({ id }: Paper): boolean {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) & 1) === 0;
}

function drawn(papers: readonly Paper[], count: number, seed: number): number[] {
  const random = generator(seed);
  const left = papers.flatMap((paper, i) =>
    paper.abstract && paper.keywords?.some(keyOf) && isDevelopment(paper) === options.development ? [i] : [],
  );
  const sample: number[] = [];
  while (sample.length < count && left.length > 0) {
    const at = Math.floor(random() * left.length);
    sample.push(left[at]!);
    left[at] = left.at(-1)!;
    left.pop();
  }
  return sample.sort((a, b) => a - b);
}

/** Phrases of one to three words without a stop word at either end, by count times ln(papers / papers with it). */
function tfidf(papers: readonly Paper[], sample: readonly number[]): string[][] {
  const stop = new Set(stopWords.words);
  const gramsOf = (paper: Paper) => {
    const counts = new Map<string, number>();
    for (const sentence of [paper.title, ...paper.abstract.split(/[.,;:!?()]/)]) {
      const words = wordsIn(sentence);
      for (let from = 0; from < words.length; from++)
        for (let to = from + 1; to <= Math.min(words.length, from + 3); to++) {
          if (stop.has(words[from]!) || stop.has(words[to - 1]!) || words[from]!.length < 2) continue;
          const key = words.slice(from, to).map(stem).join(' ');
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
    }
    return counts;
  };
  const documents = new Map<string, number>();
  for (const paper of papers)
    for (const key of gramsOf(paper).keys()) documents.set(key, (documents.get(key) ?? 0) + 1);
  return sample.map((i) =>
    [...gramsOf(papers[i]!)]
      .map(([key, n]) => [key, n * Math.log(papers.length / documents.get(key)!)] as const)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, TOP)
      .map(([key]) => key),
  );
}

function concepts(papers: readonly Paper[], sample: readonly number[]): string[][] {
  const hidden = papers.map(({ keywords: _, ...paper }) => paper);
  const start = performance.now();
  const { concepts, rows } = findConcepts(hidden);
  console.log(
    `${papers.length} papers: ${concepts.length} concepts in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  return sample.map((i) =>
    [...rows.ids.subarray(rows.starts[i], Math.min(rows.starts[i]! + TOP, rows.starts[i + 1]!))].map(
      (id) => concepts[id]!.name,
    ),
  );
}

function yake(python: string, papers: readonly Paper[]): string[][] {
  const program = `import sys, json, yake
extractor = yake.KeywordExtractor()
for line in sys.stdin: print(json.dumps([word for word, _ in extractor.extract_keywords(json.loads(line))[:${TOP}]]))`;
  const input = papers.map((paper) => JSON.stringify(`${paper.title}. ${paper.abstract}`)).join('\n');
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`YAKE did not run: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line): string[] => JSON.parse(line));
}

/** Means over the papers, in percent. */
function scored(papers: readonly Paper[], answers: readonly (readonly string[])[]): Record<string, string> {
  const sums = { 'F1@10': 0, 'P@10': 0, 'R@10': 0 };
  papers.forEach((paper, i) => {
    const keywords = new Set(paper.keywords!.map(keyOf).filter(Boolean));
    const found = new Set(
      answers[i]!.slice(0, TOP)
        .map(keyOf)
        .filter((key) => keywords.has(key)),
    ).size;
    sums['F1@10'] += (2 * found) / (TOP + keywords.size);
    sums['P@10'] += found / TOP;
    sums['R@10'] += found / keywords.size;
  });
  return Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => [name, ((100 * sum) / papers.length).toFixed(2)]),
  );
}

const { papers } = await readPapers(files.map((name) => ({ name, bytes: () => createReadStream(name) })));
for (const seed of options.seeds.split(',').map(Number)) {
  const sample = drawn(papers, Number(options.sample), seed);
  const own = sample.map((i) => papers[i]!);
  const all = own.map((_, i) => i);
  const table: Record<string, Record<string, string>> = {
    'concepts, sample alone': scored(own, concepts(own, all)),
    'concepts, all papers': scored(own, concepts(papers, sample)),
    'TF-IDF n-grams, sample alone': scored(own, tfidf(own, all)),
    'TF-IDF n-grams, all papers': scored(own, tfidf(papers, sample)),
    ...(options.python && { YAKE: scored(own, yake(options.python, own)) }),
  };
  console.log(`\nsample of ${sample.length}, seed ${seed}`);
  console.table(table);
}
if (!options.python) console.log('YAKE was left out: give --python with the path of a Python that has yake.');
