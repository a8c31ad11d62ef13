/**
 * Question: how well does deduplication find the records of one paper? Adds modified copies to real records, as other sources
 * would list them, and compares the merged records with the known ones. Sources also list some papers twice under different
 * ids; pairs of these records, which nothing else distinguishes, are reported separately. The rules were developed on one
 * half of the records and are tested on the other.
 *
 *     npx tsx bench/reading/deduplicate.ts --papers PATH [--count 20000] [--seed 1] [--half 0|1] [--show 10]
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { listInputFiles } from '../../src/cli/read-inputs.ts';
import type { Paper, PossibleDuplicates } from '../../src/model/paper.ts';
import { surnameKey } from '../../src/read/deduplicate/compare/fields.ts';
import { deduplicate } from '../../src/read/deduplicate/deduplicate.ts';
import type { SourceRecord } from '../../src/read/deduplicate/source-record.ts';
import { shortHash, titleKey } from '../../src/read/normalize/identifiers.ts';
import type { PaperRecord } from '../../src/read/normalize/record.ts';
import { readPapers } from '../../src/read/read.ts';
import { createRandom } from '../../src/util/random.ts';

type Random = () => number;
type Change = (record: PaperRecord, random: Random) => void;

/** Share of the records that get copies, and of these the share that gets two. */
const COPY_RATE = 0.33;
const SECOND_COPY_RATE = 0.3;
/** Share of the copies without identifiers. */
const NO_ID_RATE = 0.9;
/** Maximum number of changes per copy. */
const MAX_CHANGES = 3;

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;
const removeAccents = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '');

/** Deletes, inserts, replaces or swaps a letter. */
function addTypo(text: string, random: Random): string {
  const position = 1 + Math.floor(random() * (text.length - 2));
  const letter = pick([...'etaoinshr'], random);
  const [before, after] = [text.slice(0, position), text.slice(position)];
  return pick(
    [
      before + after.slice(1),
      before + letter + after,
      before + letter + after.slice(1),
      before + (after[1] ?? '') + after[0] + after.slice(2),
    ],
    random,
  );
}

/** How other sources change a record. */
const CHANGES: Record<string, Change> = {
  'upper case': (record) => {
    record.title = record.title.toUpperCase();
  },
  'sentence case': (record) => {
    record.title = record.title[0] + record.title.slice(1).toLowerCase();
  },
  'no accents': (record) => {
    record.title = removeAccents(record.title);
    if (record.authors) record.authors = record.authors.map(removeAccents);
  },
  'title truncated': (record, random) => {
    if (record.title.length > 50)
      record.title = record.title.slice(0, Math.floor(record.title.length * (0.6 + 0.3 * random())));
  },
  'no subtitle': (record) => {
    const colon = record.title.indexOf(':');
    if (colon > 24) record.title = record.title.slice(0, colon);
  },
  'abstract truncated': (record) => {
    record.abstract = record.abstract.slice(0, 200);
  },
  typo: (record, random) => {
    if (record.title.length > 24) record.title = addTypo(record.title, random);
  },
  'two typos': (record, random) => {
    if (record.title.length > 40) record.title = addTypo(addTypo(record.title, random), random);
  },
  'typo in an author': (record, random) => {
    if (record.authors)
      record.authors = record.authors.map((name, i) => (i === 0 && name.length > 8 ? addTypo(name, random) : name));
  },
  initials: (record) => {
    // "Smith J" already has initials.
    if (record.authors)
      record.authors = record.authors.map((name) =>
        / \p{L}$/u.test(name) ? name : name.replace(/^(\p{L})\p{L}+/u, '$1.'),
      );
  },
  'family name first': (record) => {
    if (record.authors)
      record.authors = record.authors.map((name) => name.replace(/^(\p{L})[^\s]* (?:.* )?(\S+)$/u, '$2 $1'));
  },
  'first authors only': (record) => {
    if (record.authors) record.authors = record.authors.slice(0, 3);
  },
  'year off by one': (record, random) => {
    if (record.year !== undefined) record.year += random() < 0.5 ? 1 : -1;
  },
  'no abstract': (record) => {
    record.abstract = '';
  },
  'no authors': (record) => {
    delete record.authors;
    delete record.authorCount;
  },
  'no year': (record) => {
    delete record.year;
    delete record.date;
  },
  'other punctuation': (record) => {
    record.title = `${record.title.replace(/[-–—:]/g, ' - ').replace(/["'“”‘’]/g, '')}.`;
  },
};
/** Changes that remove information. A copy has at most one of these: with two, nobody could recognize it. */
const LOSSES = new Set(['no abstract', 'no authors', 'no year', 'title truncated', 'no subtitle']);

/** Returns a copy of a record with one to three changes, mostly without its identifiers. */
function copyRecord(record: PaperRecord, random: Random): PaperRecord {
  const copy = structuredClone(record);
  if (random() < NO_ID_RATE) for (const field of ['doi', 'url', 'urls', 'pmid', 'arxiv'] as const) delete copy[field];
  const changes = new Set(
    Array.from({ length: 1 + Math.floor(random() * MAX_CHANGES) }, () => pick(Object.keys(CHANGES), random)),
  );
  let hasLoss = false;
  for (const name of changes) {
    if (LOSSES.has(name) && hasLoss) continue;
    hasLoss ||= LOSSES.has(name);
    CHANGES[name]!(copy, random);
  }
  return copy;
}

/** Records with known duplicates. */
export interface LabeledRecords {
  records: SourceRecord[];
  /** The paper of each record. */
  paperOf: number[];
}

/** Adds one or two copies to a third of the records. */
export function addCopies(originals: PaperRecord[], seed: number): LabeledRecords {
  const random = createRandom(seed);
  const records: SourceRecord[] = [];
  const paperOf: number[] = [];
  const add = (record: PaperRecord, paper: number) => {
    paperOf.push(paper);
    records.push({ record, location: { file: `source${records.length % 3}`, line: records.length + 1 } });
  };
  originals.forEach((record, paper) => {
    add(record, paper);
    const copies = random() < COPY_RATE ? (random() < SECOND_COPY_RATE ? 2 : 1) : 0;
    for (let copy = 0; copy < copies; copy++) add(copyRecord(record, random), paper);
  });
  return { records, paperOf };
}

/**
 * Returns the records that only their ids distinguish from another record: same title and authors, no other abstract, about
 * the same year. Examples: a paper in proceedings and again in a bulletin; "Editorial board". Copies lose their ids.
 */
export function findIndistinguishable(records: PaperRecord[]): Set<number> {
  const byTitle = new Map<string, number[]>();
  records.forEach(({ title }, i) => {
    const key = titleKey(title);
    byTitle.set(key, [...(byTitle.get(key) ?? []), i]);
  });
  const getSurnames = ({ authors = [] }: PaperRecord) => authors.map((name) => surnameKey(name)).join();
  const areIndistinguishable = (a: PaperRecord, b: PaperRecord) =>
    getSurnames(a) === getSurnames(b) &&
    (!a.abstract || !b.abstract || titleKey(a.abstract) === titleKey(b.abstract)) &&
    // The year of a copy may be off by one.
    Math.abs((a.year ?? 0) - (b.year ?? a.year ?? 0)) <= 2;
  const indistinguishable = new Set<number>();
  for (const group of byTitle.values())
    for (const i of group)
      if (group.some((j) => j !== i && areIndistinguishable(records[i]!, records[j]!))) indistinguishable.add(i);
  return indistinguishable;
}

type Pair = [a: number, b: number];

/**
 * Returns the precision and recall of the merged pairs of records, and the incorrect pairs.
 *
 * @param excluded Papers whose pairs with each other do not count.
 */
export function scoreDeduplication({ records, paperOf }: LabeledRecords, excluded: ReadonlySet<number> = new Set()) {
  const { papers, possibleDuplicates } = deduplicate(records);
  const indexOf = new Map(records.map(({ location }, i) => [`${location.file}:${location.line}`, i]));
  const isCounted = ([a, b]: Pair) => !excluded.has(paperOf[a]!) || !excluded.has(paperOf[b]!);
  const falsePositives: Pair[] = [];
  const mergedInto = new Map<number, number>();
  let mergedPairs = 0;
  papers.forEach(({ sources }, paper) => {
    const members = sources.map(({ file, line }) => indexOf.get(`${file}:${line}`)!);
    for (const member of members) mergedInto.set(member, paper);
    for (const pair of listPairs(members).filter(isCounted)) {
      mergedPairs++;
      if (paperOf[pair[0]] !== paperOf[pair[1]]) falsePositives.push(pair);
    }
  });
  const recordsByPaper = new Map<number, number[]>();
  paperOf.forEach((paper, record) => {
    recordsByPaper.set(paper, [...(recordsByPaper.get(paper) ?? []), record]);
  });
  const truePairs = [...recordsByPaper.values()].flatMap(listPairs).filter(isCounted);
  const falseNegatives = truePairs.filter(([a, b]) => mergedInto.get(a) !== mergedInto.get(b));
  return {
    precision: 1 - falsePositives.length / mergedPairs,
    recall: 1 - falseNegatives.length / truePairs.length,
    mergedPairs,
    truePairs: truePairs.length,
    falsePositives,
    falseNegatives,
    possible: countPossible(papers, possibleDuplicates, paperOf, mergedInto, excluded),
  };
}

/** Counts the pairs of papers that are reported as possible duplicates, and those that are duplicates. */
function countPossible(
  papers: readonly Paper[],
  groups: readonly PossibleDuplicates[],
  paperOf: readonly number[],
  mergedInto: ReadonlyMap<number, number>,
  excluded: ReadonlySet<number>,
) {
  const indexOf = new Map(papers.map(({ id }, i) => [id, i]));
  const truthOf = papers.map(() => new Set<number>());
  for (const [record, paper] of mergedInto) truthOf[paper]!.add(paperOf[record]!);
  const pairs = groups.flatMap((group) => listPairs(group.papers.map((id) => indexOf.get(id)!)));
  const hasExcluded = (paper: number) => [...truthOf[paper]!].some((truth) => excluded.has(truth));
  const counted = pairs.filter(([a, b]) => !hasExcluded(a) || !hasExcluded(b));
  const duplicates = counted.filter(([a, b]) => [...truthOf[a]!].some((paper) => truthOf[b]!.has(paper)));
  return { pairs: counted.length, duplicates: duplicates.length };
}

const listPairs = (members: number[]): Pair[] =>
  members.flatMap((a, i) => members.slice(i + 1).map((b): Pair => [a, b]));

async function main() {
  const { values } = parseArgs({
    options: {
      papers: { type: 'string' },
      count: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      half: { type: 'string' },
      show: { type: 'string', default: '0' },
    },
  });
  if (!values.papers) throw new Error('missing option --papers PATH');
  const { papers } = await readPapers(await listInputFiles([values.papers]));
  const random = createRandom(Number(values.seed));
  const sampleRate = Number(values.count) / papers.length;
  const originals = papers
    .filter(({ id }) => values.half === undefined || Number.parseInt(shortHash(id), 16) % 2 === Number(values.half))
    .filter(() => random() < sampleRate)
    .map(({ id, sources, ...record }) => record);
  const labeled = addCopies(originals, Number(values.seed));
  const excluded = findIndistinguishable(originals);
  const start = performance.now();
  const all = scoreDeduplication(labeled);
  const seconds = (performance.now() - start) / 1000;
  const distinguishable = scoreDeduplication(labeled, excluded);
  console.log(
    `${labeled.records.length} records of ${originals.length} papers, ${all.truePairs} true pairs, ` +
      `${all.mergedPairs} merged, ${seconds.toFixed(2)} s; ` +
      `${distinguishable.possible.duplicates} of the ${distinguishable.possible.pairs} pairs reported as possible duplicates are duplicates`,
  );
  const printScores = (name: string, { precision, recall }: typeof all) =>
    console.log(`${name.padEnd(48)} precision ${precision.toFixed(4)}   recall ${recall.toFixed(4)}`);
  printScores('all pairs', all);
  printScores(`without pairs of ${excluded.size} indistinguishable records`, distinguishable);
  const formatPair = (pair: Pair) =>
    pair
      .map((i) => {
        const { title, year, authors, doi, abstract } = labeled.records[i]!.record;
        return JSON.stringify([title, year, authors?.slice(0, 3), doi, abstract.length, abstract.slice(0, 60)]);
      })
      .join('\n  ');
  const shown = Number(values.show);
  for (const pair of distinguishable.falsePositives.slice(0, shown))
    console.log(`merged incorrectly: ${formatPair(pair)}`);
  for (const pair of distinguishable.falseNegatives.slice(0, shown)) console.log(`not merged: ${formatPair(pair)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
