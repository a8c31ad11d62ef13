/**
 * Question: do topics have the names that authors use? Measures the share of label parts that are among the ten author keywords that
 * distinguish a topic most, next to the terms that c-TF-IDF (BERTopic) gives. Labels are made without the keywords.
 *
 *     npm run bench:labels -- --papers PATH
 *
 * PATH is a file, directory or pattern of papers with author keywords.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildEdges } from '../src/graph/build.ts';
import { listGroupMembers } from '../src/graph/partition.ts';
import type { Paper } from '../src/model/paper.ts';
import { join } from '../src/similarity/join/join.ts';
import { FUNCTION_WORDS } from '../src/text/tokenize/stop-words.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { findTopics } from '../src/topics/find-topics.ts';
import { splitLabel } from '../src/topics/labels/label-case.ts';
import { readPapersWithAbstract } from './support/papers.ts';

/** Number of keywords per topic with which labels are compared, and of papers that a keyword must have. */
const KEYWORDS = 10;
const MIN_PAPERS = 2;
/** Weight of the prior of the log-odds ratio, in papers; see `distinctive-terms.ts`. */
const PRIOR = 10;

/** Runs the benchmark and returns the lines of the report. */
export async function runLabelsBench(path: string): Promise<string[]> {
  const papers = await readPapersWithAbstract(path);
  const text = await weigh(papers.map(({ keywords: _, ...paper }) => paper));
  const { topics, topicOf, subtopicOf } = await findTopics(text, await buildEdges(await join(text.rows)));
  const lines: string[] = [];
  for (const [name, groupOf, isListed] of [
    ['topics', topicOf, (parent?: number) => parent === undefined],
    ['subtopics', subtopicOf, (parent?: number) => parent !== undefined],
  ] as const) {
    const keywords = findKeywords(papers, groupOf);
    const labels = new Map(
      topics.filter(({ parent }) => isListed(parent)).map(({ id, label }) => [id, splitLabel(label)]),
    );
    const parts = [...labels.values()].flat().length;
    lines.push(formatScore(`${name}, papergraph`, labels, keywords));
    const baseline = rankByClassTfIdf(papers, groupOf, Math.round(parts / labels.size));
    lines.push(formatScore(`${name}, c-TF-IDF`, baseline, keywords));
    if (name === 'topics')
      for (const { id, label, size, parent } of topics)
        if (isListed(parent)) lines.push(`${size}\t${label}\t${(keywords.get(id) ?? []).join(', ')}`);
  }
  return lines;
}

/** Returns a comparable form of a term: lowercase words without hyphens, parentheses and the plural -s. */
function normalizeTerm(term: string): string {
  const words = term
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .split(/[^\p{L}\p{N}+#]+/u);
  const singular = (word: string) =>
    word.length < 4 ? word : word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(/([^s])s$/, '$1');
  return words.filter(Boolean).map(singular).join(' ');
}

/** Returns the keywords of each group with the largest log-odds ratio in standard errors; see `findDistinctiveTerms`. */
function findKeywords(papers: readonly Paper[], groupOf: Uint32Array): Map<number, string[]> {
  const listed = papers.flatMap(({ keywords = [] }, i) =>
    keywords.length > 0 && groupOf[i]! > 0
      ? [{ group: groupOf[i]!, keywords: new Set(keywords.map(normalizeTerm).filter(Boolean)) }]
      : [],
  );
  const total = countItems(listed.flatMap(({ keywords }) => [...keywords]));
  const groups = groupItems(listed, ({ group }) => group);
  return new Map(
    [...groups].map(([group, members]) => {
      const n = members.length;
      const scored = [...countItems(members.flatMap(({ keywords }) => [...keywords]))]
        .filter(([, count]) => count >= MIN_PAPERS)
        .map(([keyword, count]): [string, number] => {
          const prior = (PRIOR * total.get(keyword)!) / listed.length;
          const inside = count + prior;
          const outside = total.get(keyword)! - count + prior;
          const logOdds = Math.log(inside / (n + PRIOR - inside + 0.5));
          const otherLogOdds = Math.log(outside / (listed.length - n + PRIOR - outside + 0.5));
          return [keyword, (logOdds - otherLogOdds) / Math.sqrt(1 / inside + 1 / outside)];
        });
      return [group, takeBest(scored, KEYWORDS)];
    }),
  );
}

/** Returns the words and word pairs of each group with the largest class-based TF-IDF (Grootendorst 2022, equation 2). */
function rankByClassTfIdf(papers: readonly Paper[], groupOf: Uint32Array, limit: number): Map<number, string[]> {
  const counts = listGroupMembers(groupOf).map((members) => {
    const terms: string[] = [];
    for (const i of members) {
      const words = `${papers[i]!.title}. ${papers[i]!.abstract}`.toLowerCase().match(/\p{L}[\p{L}\p{N}]+/gu) ?? [];
      const kept = words.filter((word) => !FUNCTION_WORDS.has(word));
      for (const [k, word] of kept.entries()) terms.push(word, ...(k > 0 ? [`${kept[k - 1]} ${word}`] : []));
    }
    return countItems(terms);
  });
  const classes = counts.slice(1);
  const total = new Map<string, number>();
  let sum = 0;
  for (const counted of classes)
    for (const [term, count] of counted) {
      total.set(term, (total.get(term) ?? 0) + count);
      sum += count;
    }
  const mean = sum / classes.length;
  return new Map(
    classes.map((counted, k) => {
      const scored = [...counted].map(([term, count]): [string, number] => [
        term,
        count * Math.log(1 + mean / total.get(term)!),
      ]);
      return [k + 1, takeBest(scored, limit)];
    }),
  );
}

function groupItems<Item>(items: readonly Item[], keyOf: (item: Item) => number): Map<number, Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function countItems(items: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

const takeBest = (scored: [string, number][], limit: number) =>
  scored
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([term]) => term);

/** Formats the share of parts that equal one of their topic's keywords, and the share that contain one or are contained in one. */
function formatScore(name: string, labels: Map<number, string[]>, keywords: Map<number, string[]>): string {
  const contains = (a: string, b: string) => ` ${a} `.includes(` ${b} `);
  const compared = [...labels].flatMap(([id, parts]) =>
    (keywords.get(id) ?? []).length === 0
      ? []
      : parts.map((part) => ({ part: normalizeTerm(part), known: keywords.get(id)! })),
  );
  const share = (matches: (part: string, keyword: string) => boolean) =>
    compared.filter(({ part, known }) => known.some((keyword) => matches(part, keyword))).length / compared.length;
  const exact = share((part, keyword) => part === keyword);
  const partial = share((part, keyword) => contains(part, keyword) || contains(keyword, part));
  return `${name}: ${compared.length} parts, exact ${exact.toFixed(3)}, partial ${partial.toFixed(3)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { papers: { type: 'string', default: 'seeds' } } });
  console.log((await runLabelsBench(values.papers)).join('\n'));
}
