import type { MapMetadata, MapNodes } from '../../../src/map-file/format.ts';
import type { Clause } from './query.ts';
import { spellings } from './spellings.ts';

/** A test of a paper, given by index. */
export type PaperTest = (paper: number) => boolean;

/** Returns whether a word of a normalized text starts with a prefix. */
export const hasWordPrefix = (text: string, prefix: string) => text.startsWith(prefix) || text.includes(` ${prefix}`);

/** Returns whether a text contains a word or phrase, in one of the spellings of both. Words match longer words. */
export function containsText(text: string, wanted: string): boolean {
  const texts = spellings(text);
  return spellings(wanted).some((spelling) => texts.some((candidate) => hasWordPrefix(candidate, spelling)));
}

/**
 * Returns a test for the clauses of a query that the nodes and the metadata of a map can decide; the others are ignored.
 *
 * @param createAuthorTest creates the test of an author's name from an index; without it, every name is compared.
 */
export function createPaperTest(
  clauses: readonly Clause[],
  nodes: MapNodes,
  metadata: MapMetadata,
  createAuthorTest?: (name: string) => PaperTest,
): PaperTest {
  const tests = clauses.flatMap((clause) => {
    const { field, text } = clause;
    const test =
      field === 'author' && createAuthorTest ? createAuthorTest(text) : createFieldTest(clause, nodes, metadata);
    if (!test) return [];
    return clause.isExcluded ? (paper: number) => !test(paper) : test;
  });
  return (paper) => tests.every((test) => test(paper));
}

function createFieldTest({ field, text, isExcluded }: Clause, nodes: MapNodes, metadata: MapMetadata) {
  const { authors, venueOf } = metadata;
  const inTitle: PaperTest = (paper) => containsText(nodes.titles[paper]!, text);
  const isAuthor: PaperTest = (paper) => authors[paper]!.some((name) => hasName(name, text));
  switch (field) {
    case 'title':
      return inTitle;
    case 'author':
      return isAuthor;
    case 'venue': {
      const matching = new Set(metadata.venues.flatMap((venue, i) => (venue && containsText(venue, text) ? i : [])));
      return (paper: number) => matching.has(venueOf[paper]!);
    }
    case 'year': {
      const [from, to] = parseYears(text);
      return (paper: number) => nodes.years[paper]! > 0 && nodes.years[paper]! >= from && nodes.years[paper]! <= to;
    }
    case undefined:
      return isExcluded ? (paper: number) => inTitle(paper) || isAuthor(paper) : undefined;
    default:
      return undefined;
  }
}

/** Returns whether a name contains all words of another one, each as the start of a word: "a moor" matches "Ada Moor". */
export const hasName = (name: string, wanted: string) => wanted.split(/\s+/).every((word) => containsText(name, word));

/** Parses 2019, 2015-2019, 2015- or -2019; a year that is not a number matches nothing. */
function parseYears(text: string): [from: number, to: number] {
  const match = /^(\d{1,4})?\s*(?:([-–])\s*)?(\d{1,4})?$/.exec(text.trim());
  if (!match) return [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const [, from, dash, to] = match;
  if (!dash) return [Number(from), Number(from)];
  return [from ? Number(from) : 0, to ? Number(to) : Number.POSITIVE_INFINITY];
}
