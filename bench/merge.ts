/**
 * Question: how well are copies of one paper found? Real records get copies as other sources would write them; what merging
 * joins is compared with what is known. Sources list some papers twice under different ids: pairs of those, and of what
 * nobody could tell from them, are counted by themselves. One half of the records is for finding rules, the other for testing them.
 * Run: npx tsx bench/merge.ts --papers FILE_OR_FOLDER [--count 20000] [--seed 1] [--half 0 or 1] [--show 10]
 */

import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { surname } from '../src/read/deduplicate/compare-fields.ts';
import { merge } from '../src/read/deduplicate/deduplicate.ts';
import type { Listing } from '../src/read/deduplicate/listing.ts';
import { shortHash, titleKey } from '../src/read/normalize/identifiers.ts';
import type { Facts } from '../src/read/normalize/record.ts';
import { readPapers } from '../src/read/read.ts';
import { generator } from '../src/util/random.ts';
import { inputsAt } from './read.ts';

type Random = () => number;
type Change = (facts: Facts, random: Random) => void;

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)];
const withoutAccents = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '');

function mistype(text: string, random: Random): string {
  const at = 1 + Math.floor(random() * (text.length - 2));
  const letter = pick([...'etaoinshr'], random);
  const [before, after] = [text.slice(0, at), text.slice(at)];
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

/** What happens to a record on its way through other sources. */
const changes: Record<string, Change> = {
  'upper case': (facts) => {
    facts.title = facts.title.toUpperCase();
  },
  'sentence case': (facts) => {
    facts.title = facts.title[0] + facts.title.slice(1).toLowerCase();
  },
  'no accents': (facts) => {
    facts.title = withoutAccents(facts.title);
    if (facts.authors) facts.authors = facts.authors.map(withoutAccents);
  },
  'title cut': (facts, random) => {
    if (facts.title.length > 50)
      facts.title = facts.title.slice(0, Math.floor(facts.title.length * (0.6 + 0.3 * random())));
  },
  'no subtitle': (facts) => {
    const colon = facts.title.indexOf(':');
    if (colon > 24) facts.title = facts.title.slice(0, colon);
  },
  'abstract cut': (facts) => {
    facts.abstract = facts.abstract.slice(0, 200);
  },
  typo: (facts, random) => {
    if (facts.title.length > 24) facts.title = mistype(facts.title, random);
  },
  'two typos': (facts, random) => {
    if (facts.title.length > 40) facts.title = mistype(mistype(facts.title, random), random);
  },
  'typo in an author': (facts, random) => {
    if (facts.authors)
      facts.authors = facts.authors.map((name, at) => (at === 0 && name.length > 8 ? mistype(name, random) : name));
  },
  initials: (facts) => {
    // "Smith J" has them already.
    if (facts.authors)
      facts.authors = facts.authors.map((name) =>
        / \p{L}$/u.test(name) ? name : name.replace(/^(\p{L})\p{L}+/u, '$1.'),
      );
  },
  'family name first': (facts) => {
    if (facts.authors)
      facts.authors = facts.authors.map((name) => name.replace(/^(\p{L})[^\s]* (?:.* )?(\S+)$/u, '$2 $1'));
  },
  'first authors only': (facts) => {
    if (facts.authors) facts.authors = facts.authors.slice(0, 3);
  },
  'year off by one': (facts, random) => {
    if (facts.year !== undefined) facts.year += random() < 0.5 ? 1 : -1;
  },
  'no abstract': (facts) => {
    facts.abstract = '';
  },
  'no authors': (facts) => {
    delete facts.authors;
    delete facts.authorCount;
  },
  'no year': (facts) => {
    delete facts.year;
    delete facts.date;
  },
  'other signs': (facts) => {
    facts.title = `${facts.title.replace(/[-–—:]/g, ' - ').replace(/["'“”‘’]/g, '')}.`;
  },
};
/** With two of these gone nobody could tell; at most one of them befalls a copy. */
const losses = new Set(['no abstract', 'no authors', 'no year', 'title cut', 'no subtitle']);

/** A copy as another source would have it: nine in ten without its ids, and with one to three changes. */
function copyOf(facts: Facts, random: Random): Facts {
  const copy = structuredClone(facts);
  if (random() < 0.9) for (const field of ['doi', 'url', 'urls', 'pmid', 'arxiv'] as const) delete copy[field];
  const chosen = new Set(
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(Object.keys(changes), random)),
  );
  let lost = false;
  for (const name of chosen) {
    if (losses.has(name) && lost) continue;
    lost ||= losses.has(name);
    changes[name](copy, random);
  }
  return copy;
}

/** Listings of which it is known which are one paper: a third of the records get one or two copies. */
export function withCopies(records: Facts[], seed: number): { listings: Listing[]; origin: number[] } {
  const random = generator(seed);
  const listings: Listing[] = [];
  const origin: number[] = [];
  const add = (facts: Facts, from: number) => {
    origin.push(from);
    listings.push({ facts, place: { file: `source${listings.length % 3}`, line: listings.length + 1 } });
  };
  records.forEach((record, at) => {
    add(record, at);
    const copies = random() < 0.33 ? (random() < 0.3 ? 2 : 1) : 0;
    for (let copy = 0; copy < copies; copy++) add(copyOf(record, random), at);
  });
  return { listings, origin };
}

/**
 * The records that have a twin: another record with the same title and authors, no other abstract and about the same year.
 * Only their ids tell those apart (the paper in proceedings and again in a bulletin; "Editorial board"), and copies lose them.
 */
export function withTwins(records: Facts[]): Set<number> {
  const byTitle = new Map<string, number[]>();
  records.forEach(({ title }, at) => {
    const key = titleKey(title);
    byTitle.set(key, [...(byTitle.get(key) ?? []), at]);
  });
  const names = ({ authors = [] }: Facts) => authors.map((name) => surname(name)).join();
  const areTwins = (a: Facts, b: Facts) =>
    names(a) === names(b) &&
    (!a.abstract || !b.abstract || titleKey(a.abstract) === titleKey(b.abstract)) &&
    // Years of copies are off by one.
    Math.abs((a.year ?? 0) - (b.year ?? a.year ?? 0)) <= 2;
  const found = new Set<number>();
  for (const group of byTitle.values())
    for (const one of group)
      if (group.some((other) => other !== one && areTwins(records[one], records[other]))) found.add(one);
  return found;
}

/**
 * Shares of the joined pairs that are true, and of the true pairs that were joined; with the pairs that went wrong.
 * Pairs of two origins that are left out do not count.
 */
export function score(listings: Listing[], origin: number[], leftOut: ReadonlySet<number> = new Set()) {
  const { papers, notes } = merge(listings);
  const at = new Map(listings.map(({ place }, index) => [`${place.file}:${place.line}`, index]));
  const counts = (a: number, b: number) => !leftOut.has(origin[a]) || !leftOut.has(origin[b]);
  const wrong: [number, number][] = [];
  const paperOf = new Map<number, number>();
  let joined = 0;
  papers.forEach(({ sources }, paper) => {
    const members = sources.map(({ file, line }) => at.get(`${file}:${line}`)!);
    for (const member of members) paperOf.set(member, paper);
    for (const [a, b] of pairsOf(members).filter(([a, b]) => counts(a, b))) {
      joined++;
      if (origin[a] !== origin[b]) wrong.push([a, b]);
    }
  });
  const copies = new Map<number, number[]>();
  origin.forEach((from, index) => {
    copies.set(from, [...(copies.get(from) ?? []), index]);
  });
  const known = [...copies.values()].flatMap(pairsOf).filter(([a, b]) => counts(a, b));
  const missed = known.filter(([a, b]) => paperOf.get(a) !== paperOf.get(b));
  return {
    precision: 1 - wrong.length / joined,
    recall: 1 - missed.length / known.length,
    joined,
    known: known.length,
    wrong,
    missed,
    notes: notes.length,
  };
}

const pairsOf = (members: number[]): [number, number][] =>
  members.flatMap((a, i) => members.slice(i + 1).map((b): [number, number] => [a, b]));

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
  if (!values.papers) throw new Error('--papers FILE_OR_FOLDER is missing');
  const { papers } = await readPapers(inputsAt(values.papers));
  const random = generator(Number(values.seed));
  const share = Number(values.count) / papers.length;
  const records = papers
    .filter(({ id }) => values.half === undefined || Number.parseInt(shortHash(id), 16) % 2 === Number(values.half))
    .filter(() => random() < share)
    .map(({ id, sources, ...facts }) => facts);
  const { listings, origin } = withCopies(records, Number(values.seed));
  const twins = withTwins(records);
  const start = performance.now();
  const all = score(listings, origin);
  const seconds = (performance.now() - start) / 1000;
  const result = score(listings, origin, twins);
  console.log(
    `${listings.length} records of ${records.length} papers, ${all.known} true pairs, ${all.joined} joined, ${all.notes} reported as unsure, ${seconds.toFixed(2)} s`,
  );
  const row = (name: string, { precision, recall }: typeof result) =>
    console.log(`${name.padEnd(48)} precision ${precision.toFixed(4)}   recall ${recall.toFixed(4)}`);
  row('all pairs', all);
  row(`without pairs of the ${twins.size} that have a twin`, result);
  const describe = ([a, b]: [number, number]) =>
    [a, b]
      .map((index) => {
        const { title, year, authors, doi, abstract } = listings[index].facts;
        return JSON.stringify([title, year, authors?.slice(0, 3), doi, abstract.length, abstract.slice(0, 60)]);
      })
      .join('\n  ');
  for (const [name, pairs] of [
    ['wrong', result.wrong],
    ['missed', result.missed],
  ] as const)
    for (const pair of pairs.slice(0, Number(values.show))) console.log(`${name}: ${describe(pair)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
