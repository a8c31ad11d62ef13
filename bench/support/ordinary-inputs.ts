import { readPapers } from '../../src/read/read.ts';
import { createRandom } from '../../src/util/random.ts';

/** A sample with the part of it that can be repeated, and what stands between two of these. */
interface Repeatable {
  before: string;
  unit: string;
  separator: string;
  after: string;
}

/**
 * Returns a function that writes a file of about the given length with the records of a sample again and again, each time with other words
 * in the title and other identifiers; undefined if a file of this format has one record.
 *
 * What can be repeated is tried: the whole sample, a line, and each element or object around the title.
 *
 * @param title Matches the title of a record of the sample.
 */
export async function createOrdinaryWriter(
  sample: string,
  title: RegExp,
): Promise<((length: number) => string) | undefined> {
  const start = title.exec(sample)?.index ?? 0;
  const single = await countPapers(sample);
  for (const candidate of listRepeatable(sample, start)) {
    const write = (copies: number) => writeCopies(candidate, title, copies);
    const [three, six] = [await countPapers(write(3)), await countPapers(write(6))];
    const perCopy = (six - three) / 3;
    if (perCopy >= 1 && Number.isInteger(perCopy) && three >= single + perCopy)
      return (length) => write(Math.max(1, Math.round(length / candidate.unit.length)));
  }
  return undefined;
}

async function countPapers(text: string): Promise<number> {
  const { papers, problems } = await readPapers([{ name: 'sample', bytes: text }]);
  return problems.length ? Number.NaN : papers.length;
}

function* listRepeatable(sample: string, position: number): Generator<Repeatable> {
  yield { before: '', unit: sample, separator: '\n', after: '' };
  const cut = (start: number, end: number, separator: string) => ({
    before: sample.slice(0, start),
    unit: sample.slice(start, end),
    separator,
    after: sample.slice(end),
  });
  yield cut(sample.lastIndexOf('\n', position) + 1, sample.indexOf('\n', position), '\n');
  for (const [start, end] of listEnclosing(sample, position, /<(\/?)[\w:-]+(?:\s[^<>]*?)?(\/?)>/g))
    yield cut(start, end, '');
  for (const [start, end] of listEnclosing(sample, position, /"(?:[^"\\]|\\.)*"|[[{]|([\]}])/g))
    yield cut(start, end, ',');
}

/** Returns the ranges of the elements or objects around a position, the outermost first. The first group of a token matches what closes one. */
function listEnclosing(text: string, position: number, token: RegExp): [start: number, end: number][] {
  const open: number[] = [];
  const ranges: [number, number][] = [];
  for (const match of text.matchAll(token)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('"') || match[2]) continue;
    if (!match[1]) open.push(match.index);
    else {
      const start = open.pop() ?? 0;
      if (start <= position && end > position) ranges.push([start, end]);
    }
  }
  return ranges.reverse();
}

function writeCopies({ before, unit, separator, after }: Repeatable, title: RegExp, count: number): string {
  const random = createRandom(1);
  const copies = Array.from({ length: count }, (_, index) =>
    unit
      .replace(title, () => writeTitle(random))
      .replace(/\b10\.\d{4,9}\/[\w.-]*\w/g, (doi) => `${doi}${index}`)
      .replace(/\b\d{7,9}\b/g, String(20_000_000 + index))
      .replace(/\b\d{4}\.\d{5}(?!\d)/g, `${1000 + Math.floor(index / 90_000)}.${10_000 + (index % 90_000)}`),
  );
  return before + copies.join(separator) + after;
}

/** Returns a title of six words that no other title starts with. */
const writeTitle = (random: () => number) =>
  Array.from({ length: 6 }, () =>
    Array.from({ length: 3 }, () => 'bdfgklmnprstvz'.charAt(random() * 14) + 'aeiou'.charAt(random() * 5)).join(''),
  ).join(' ');
