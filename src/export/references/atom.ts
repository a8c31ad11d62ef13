import type { PaperMap } from '../../model/map.ts';
import { checkOptions, defineOption, type OptionTable, text } from '../../model/option-table.ts';
import type { Paper } from '../../model/paper.ts';
import { escapeXml, joinChunks, toSingleLine } from '../escape.ts';
import { iriOf, toIri } from '../linked-data/iri.ts';
import { SELECTION_OPTIONS, type Selection, selectPapers } from '../selection.ts';

/** Options of {@link writeAtom}. */
export interface AtomOptions extends Pick<Selection, 'papers'> {
  /** Title of the feed. Default "Papers". */
  title?: string;
  /** When the feed was updated, such as 2026-11-29T12:00:00Z. Default: the latest date of its papers. */
  updated?: string;
}

/** The options of {@link AtomOptions}. */
export const ATOM_OPTIONS: OptionTable<AtomOptions> = {
  papers: SELECTION_OPTIONS.papers,
  title: defineOption('title of the feed', text, 'Papers'),
  updated: defineOption('when the feed was updated, such as 2026-11-29T12:00:00Z', text, '<latest date of its papers>'),
};

/** How the file begins. */
const ATOM_START =
  '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<generator>papergraph</generator>\n';

/** Date of papers without a year. Atom requires a date. */
const UNKNOWN_DATE = '1970-01-01T00:00:00Z';

/**
 * Writes papers as an Atom feed (RFC 4287), in chunks, the latest first. An entry has the address, date, authors, keywords, and abstract of a paper;
 * its id depends only on the id of the paper, and the id of the feed only on its title.
 */
export function writeAtom(map: Pick<PaperMap, 'papers'>, options: AtomOptions = {}): Iterable<string> {
  checkOptions(ATOM_OPTIONS, options, 'writeAtom');
  return joinChunks(writeFeed(map, options));
}

function* writeFeed(map: Pick<PaperMap, 'papers'>, options: AtomOptions): Generator<string> {
  const { title = 'Papers', updated } = options;
  const entries = Array.from(selectPapers(map, options), (index) => {
    const paper = map.papers[index]!;
    return { paper, date: dateOf(paper) };
  }).sort((a, b) => (a.date === b.date ? 0 : a.date > b.date ? -1 : 1));
  const feedDate = updated ?? entries[0]?.date ?? UNKNOWN_DATE;
  yield `${ATOM_START}${formatElement('id', iriOf(`feed:${title}`))}\n${formatElement('title', title)}\n`;
  yield `<updated>${escapeXml(feedDate)}</updated>\n<author><name>papergraph</name></author>\n`;
  for (const { paper, date } of entries) yield formatEntry(paper, date, updated ?? date);
  yield '</feed>\n';
}

function formatEntry(paper: Paper, published: string, updated: string): string {
  const address = paper.doi === undefined ? paper.url : `https://doi.org/${paper.doi}`;
  // An entry without a link must have content.
  const abstract = address === undefined ? 'content' : 'summary';
  const lines = [
    formatElement('id', iriOf(`paper:${paper.id}`)),
    formatElement('title', paper.title),
    ...(address === undefined ? [] : [`<link rel="alternate" href="${escapeXml(toIri(address))}"/>`]),
    ...(published === UNKNOWN_DATE ? [] : [formatElement('published', published)]),
    formatElement('updated', updated),
    ...(paper.authors ?? []).map((name) => `<author>${formatElement('name', name)}</author>`),
    ...(paper.keywords ?? []).map((keyword) => `<category term="${escapeXml(toSingleLine(keyword))}"/>`),
    ...(paper.abstract || address === undefined ? [formatElement(abstract, paper.abstract)] : []),
  ];
  return `<entry>\n${lines.join('\n')}\n</entry>\n`;
}

const formatElement = (name: string, value: string): string => `<${name}>${escapeXml(toSingleLine(value))}</${name}>`;

/** Returns the date of a paper as RFC 3339 requires it; unknown months and days are the first. */
function dateOf({ date = '', year }: Paper): string {
  const [, y, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date) ?? [];
  if (y !== undefined) return `${y}-${month}-${day}T00:00:00Z`;
  return year !== undefined && year >= 1 && year <= 9999
    ? `${String(year).padStart(4, '0')}-01-01T00:00:00Z`
    : UNKNOWN_DATE;
}
