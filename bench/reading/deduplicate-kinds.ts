/**
 * Question: which kinds of records are merged although they are different papers, and which are not although they are the same?
 * Applies each kind of the reading cases D (test/fixtures/reading) to real records: sister papers whose titles differ in a word,
 * notices, chapters that share a DOI, other spellings, preprints. Prints the pairs that were decided correctly by kind, and
 * precision and recall of all kinds and of the cases themselves.
 *
 *     npx tsx bench/reading/deduplicate-kinds.ts --papers PATH [--count 500] [--seed 1] [--show 0]
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { listInputFiles } from '../../src/cli/read-inputs.ts';
import { deduplicate } from '../../src/read/deduplicate/deduplicate.ts';
import type { PaperRecord } from '../../src/read/normalize/record.ts';
import { readPapers } from '../../src/read/read.ts';
import { createRandom } from '../../src/util/random.ts';

type Fields = Partial<PaperRecord>;

/** How the second record of a pair differs from the first: changes of both, given a word and a number. */
interface Kind {
  isSame: boolean;
  change(record: PaperRecord, random: () => number): [a: Fields, b: Fields];
}

const pick = <T>(items: readonly T[], random: () => number): T => items[Math.floor(random() * items.length)]!;
const titles = (a: string, b: string): [Fields, Fields] => [{ title: a }, { title: b }];
/** Ends a title with two wordings. */
const endings =
  (pairs: readonly (readonly [string, string])[]): Kind['change'] =>
  ({ title }, random) => {
    const [a, b] = pick(pairs, random);
    return titles(`${title} ${a}`, `${title} ${b}`);
  };

/** Ends a title with two wordings, as sister papers do, whose abstracts share a mold and which stand on other pages, if known. */
const sisters =
  (pairs: readonly (readonly [string, string])[]): Kind['change'] =>
  (record, random) => {
    const [a, b] = endings(pairs)(record, random);
    const words = record.abstract.split(' ');
    const other = words.map((word, i) => (i % 5 === 4 ? [...word].reverse().join('') : word)).join(' ');
    const [hasAbstracts, hasPages] = [random() < 0.5, random() < 0.5];
    return [
      { ...a, abstract: hasAbstracts ? record.abstract : '', ...(hasPages && { pages: '1-9' }) },
      { ...b, abstract: hasAbstracts ? other : '', ...(hasPages && { pages: '10-18' }) },
    ];
  };

/** The kinds, by what the pair is. */
export const KINDS: Record<string, Kind> = {
  'another species, sex, place, or direction': {
    isSame: false,
    change: sisters([
      ['in rats', 'in mice'],
      ['in male adolescents', 'in female adolescents'],
      ['in the eastern plain', 'in the western plain'],
      ['after sodium intake', 'after calcium intake'],
      ['with hypertension', 'with hypotension'],
      ['in type 1 diabetes', 'in type 2 diabetes'],
      ['with feedback', 'without feedback'],
    ]),
  },
  'parts and numbers': {
    isSame: false,
    change: sisters([
      ['- Part I', '- Part II'],
      ['(part 1)', '(part 2)'],
      ['II', 'III'],
      ['2018', '2019'],
      [': the fourth report', ': the fifth report'],
      ['version B', 'version C'],
    ]),
  },
  notices: {
    isSame: false,
    change: ({ title }, random) =>
      titles(
        title,
        pick(
          [
            `Erratum: ${title}`,
            `Correction to: ${title}`,
            `${title} - Reply`,
            `Comment on "${title}"`,
            `${title} (vol 7, pg 9, 2017)`,
          ],
          random,
        ),
      ),
  },
  'annual reports and editorials': {
    isSame: false,
    change: (_, random) => {
      const title = pick(['Editorial', 'Preface', 'Annual report of the society', 'Letter to the editor'], random);
      const [a, b] = [
        { title, abstract: '', volume: '10', pages: '1-2' },
        { title, abstract: '', volume: '11', pages: '301-303' },
      ];
      return [a, b];
    },
  },
  'chapters that share a DOI': {
    isSame: false,
    change: ({ title }, random) => {
      const doi = `10.1000/${Math.floor(random() * 1e9)}`;
      return [
        { title: `${title.slice(0, 30)} of ports and the law`, doi, abstract: '', pages: '1-20' },
        { title: `Measuring tides and salt ${title.slice(-30)}`, doi, abstract: '', pages: '21-40' },
      ];
    },
  },
  'Greek letters': {
    isSame: true,
    change: endings([
      ['and TGF-β1', 'and TGF-beta1'],
      ['in α-synuclein', 'in alpha-synuclein'],
      ['of γ rays', 'of gamma rays'],
    ]),
  },
  'British and American spelling': {
    isSame: true,
    change: endings([
      ['and tumour behaviour', 'and tumor behavior'],
      ['in paediatric centres', 'in pediatric centers'],
      ['with modelled colour', 'with modeled color'],
      ['of organised ageing', 'of organized aging'],
    ]),
  },
  subtitles: { isSame: true, change: ({ title }) => titles(`${title}: evidence from the north`, title) },
  retracted: { isSame: true, change: ({ title }) => titles(title, `RETRACTED: ${title}`) },
  preprints: {
    isSame: true,
    change: ({ year = 2020 }, random) => {
      const number = String(10_000 + Math.floor(random() * 89_999));
      return [
        { doi: `10.1016/j.x.${number}`, venue: 'Journal of Shelf Seas' },
        { doi: `10.48550/arXiv.2001.${number}`, arxiv: `2001.${number}`, venue: 'arXiv', year: year - 1 },
      ];
    },
  },
  'capitals and typing errors': {
    isSame: true,
    change: ({ title }, random) => {
      const at = 5 + Math.floor(random() * (title.length - 10));
      return titles(title.toUpperCase(), title.slice(0, at) + title[at + 1] + title[at] + title.slice(at + 2));
    },
  },
};

/** Numbers of pairs. */
interface Counts {
  merged: number;
  apart: number;
  /** Not merged, but reported as possible duplicates. */
  possible: number;
}

/** Decides a pair of records of each kind for each of the papers. */
export function decideKinds(papers: readonly PaperRecord[], seed: number): Map<string, Counts> {
  const random = createRandom(seed);
  const results = new Map<string, Counts>();
  for (const [name, { change }] of Object.entries(KINDS)) {
    const counts = { merged: 0, apart: 0, possible: 0 };
    for (const paper of papers) {
      const { doi: _, pmid: __, arxiv: ___, url: ____, urls: _____, identifiers: ______, ...record } = paper;
      const records = change(record, random).map((fields, i) => ({
        record: { ...record, ...fields },
        location: { file: i ? 'b' : 'a', line: 1 },
      }));
      const result = deduplicate(records);
      if (result.papers.length === 1) counts.merged++;
      else if (result.possibleDuplicates.length) counts.possible++;
      else counts.apart++;
    }
    results.set(name, counts);
  }
  return results;
}

/** Compares the pairs of records of one paper in the cases of kind D with those that were merged. */
export async function scoreCases(directory: string) {
  const labels: Record<string, string[][]> = JSON.parse(readFileSync(`${directory}/duplicates.json`, 'utf8'));
  const counts = { truePositives: 0, falsePositives: 0, falseNegatives: 0 };
  for (const clusters of Object.values(labels)) {
    const names = new Set(clusters.flat().map((place) => place.slice(0, place.lastIndexOf(':'))));
    const { papers } = await readPapers(
      [...names].map((name) => ({ name, bytes: readFileSync(`${directory}/${name}`) })),
    );
    const paperOf = new Map(
      papers.flatMap(({ id, sources }) => sources.map(({ file, line }) => [`${file}:${line}`, id])),
    );
    const places = clusters.flatMap((cluster, truth) => cluster.map((place) => ({ place, truth })));
    places.forEach((a, i) => {
      for (const b of places.slice(i + 1)) {
        const isMerged = paperOf.get(a.place) === paperOf.get(b.place);
        if (isMerged && a.truth === b.truth) counts.truePositives++;
        else if (isMerged) counts.falsePositives++;
        else if (a.truth === b.truth) counts.falseNegatives++;
      }
    });
  }
  return counts;
}

const ratio = (part: number, rest: number) => (part / (part + rest)).toFixed(4);

async function main() {
  const { values } = parseArgs({
    options: {
      papers: { type: 'string' },
      count: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (!values.papers) throw new Error('missing option --papers PATH');
  const { papers } = await readPapers(await listInputFiles([values.papers]));
  const usable = papers.filter(({ title, authors }) => title.length > 30 && authors);
  const step = Math.max(1, Math.floor(usable.length / Number(values.count)));
  const sample = usable.filter((_, i) => i % step === 0).slice(0, Number(values.count));
  const total = { truePositives: 0, falsePositives: 0, falseNegatives: 0, possible: 0, possibleSame: 0 };
  for (const [name, { merged, apart, possible }] of decideKinds(sample, Number(values.seed))) {
    const { isSame } = KINDS[name]!;
    if (isSame) total.truePositives += merged;
    else total.falsePositives += merged;
    if (isSame) total.falseNegatives += apart + possible;
    total.possible += possible;
    if (isSame) total.possibleSame += possible;
    console.log(
      `${name.padEnd(44)} ${isSame ? 'same     ' : 'different'} merged ${merged}, possible ${possible}, apart ${apart}`,
    );
  }
  console.log(
    `${sample.length} pairs of each kind: precision ${ratio(total.truePositives, total.falsePositives)}, ` +
      `recall ${ratio(total.truePositives, total.falseNegatives)}; ` +
      `${total.possibleSame} of ${total.possible} possible duplicates are duplicates`,
  );
  const cases = await scoreCases('test/fixtures/reading');
  console.log(
    `cases of kind D: precision ${ratio(cases.truePositives, cases.falsePositives)}, recall ${ratio(cases.truePositives, cases.falseNegatives)}`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
