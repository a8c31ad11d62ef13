import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import type { Paper } from '../../model/paper.ts';
import { createNameSplitter, displayName, type NameParts, splitName } from '../../read/normalize/names/name-parts.ts';
import { joinChunks, removeInvalidCharacters, toSingleLine } from '../escape.ts';
import { joinCited, joinItems, joinKeywordsWithCommas, joinTexts } from '../lists.ts';
import { SELECTION_OPTIONS, type Selection, selectPapers } from '../selection.ts';
import { createCitationKeys } from './citation-keys.ts';
import { BIBTEX_TYPES, INSTITUTION_FIELDS, kindOf } from './publication-type.ts';

/** Options of {@link writeBibtex}. */
export interface BibtexOptions extends Pick<Selection, 'papers'> {}

/** The options of {@link BibtexOptions}. */
export const BIBTEX_OPTIONS: OptionTable<BibtexOptions> = { papers: SELECTION_OPTIONS.papers };

/** Name of the BibTeX field for the venue by entry type. */
const VENUE_FIELDS = new Map([
  ['article', 'journal'],
  ['inproceedings', 'booktitle'],
  ['incollection', 'booktitle'],
  ['proceedings', 'booktitle'],
]);

/**
 * Writes the papers as BibTeX in UTF-8, in chunks, one entry per paper in the order of the map. Citation keys of sources are
 * kept; other papers get keys such as Smith2020.
 */
export function writeBibtex(map: Pick<PaperMap, 'papers'>, options: BibtexOptions = {}): Iterable<string> {
  checkOptions(BIBTEX_OPTIONS, options, 'writeBibtex');
  return joinChunks(entries(map, options));
}

function* entries(map: Pick<PaperMap, 'papers'>, options: BibtexOptions): Generator<string> {
  // The keys do not depend on which papers are selected.
  const keys = createCitationKeys(map.papers);
  for (const i of selectPapers(map, options)) yield formatEntry(map.papers[i]!, keys[i]!);
}

function formatEntry(paper: Paper, key: string): string {
  const kind = kindOf(paper);
  const type = BIBTEX_TYPES[kind];
  const fields: [string, string | undefined][] = [
    ['title', inBraces(`{${escapeLatex(paper.title)}}`)],
    ['author', formatNames(paper, paper.authors)],
    ['year', paper.year === undefined ? undefined : inBraces(String(paper.year))],
    ...formatDate(paper.date),
    [VENUE_FIELDS.get(type) ?? 'howpublished', formatText(paper.venue)],
    ['series', formatText(paper.series)],
    ['volume', formatText(paper.volume)],
    ['number', formatText(paper.number)],
    ['pages', formatPages(paper.pages)],
    ['editor', formatNames(paper, paper.editors)],
    ['publisher', formatText(paper.publisher)],
    [INSTITUTION_FIELDS[kind] ?? 'organization', formatText(paper.organization)],
    ['entrysubtype', paper.type === type ? undefined : formatText(paper.type)],
    ['language', formatText(paper.language)],
    ['keywords', formatText(joinKeywordsWithCommas(paper.keywords))],
    ['doi', formatVerbatim(paper.doi)],
    ['eprint', formatVerbatim(paper.arxiv)],
    ['eprinttype', paper.arxiv === undefined ? undefined : '{arxiv}'],
    ['pmid', formatText(paper.pmid)],
    ['pmcid', formatText(paper.pmcid)],
    ['isbn', formatText(paper.isbn?.join(', '))],
    ['issn', formatText(paper.issn?.join(', '))],
    ['url', formatVerbatim(paper.url)],
    ['note', formatText(paper.note)],
    ['abstract', formatText(paper.abstract || undefined)],
    // Fields that BibTeX styles ignore.
    ['other-abstracts', formatText(joinTexts(paper.otherAbstracts))],
    ['orcids', formatText(joinItems(paper.orcids))],
    ['identifiers', formatVerbatims(paper.identifiers)],
    ['urls', formatVerbatims(paper.urls)],
    ['code', formatVerbatims(paper.code)],
    ['references', formatText(joinCited(paper.cites))],
    ['author-count', paper.authors ? undefined : formatText(paper.authorCount?.toString())],
    ['votes', formatText(paper.votes?.toString())],
    ['times-cited', formatText(paper.citations?.toString())],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value}`]));
  return `@${type}{${key},\n${lines.join(',\n')}\n}\n\n`;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** BibLaTeX has no dates without a year, which are written as the month, by its macro, and the day. */
function formatDate(date: string | undefined): [string, string | undefined][] {
  const [, month, day] = /^--(\d\d)-(\d\d)$/.exec(date ?? '') ?? [];
  if (month === undefined) return [['date', formatText(date)]];
  return [
    ['month', MONTHS[Number(month) - 1]],
    ['day', formatText(day)],
  ];
}

const inBraces = (value: string) => `{${value}}`;
const formatText = (value: string | undefined) => (value === undefined ? undefined : inBraces(escapeLatex(value)));

/** Formats pages. A range has two hyphens, which are an en dash. */
const formatPages = (pages: string | undefined) =>
  formatText(pages)?.replace(/(?<![-\w])(\w+)-(\w+)(?![-\w])/g, '$1--$2');

/** Formats URLs and identifiers, which BibLaTeX reads verbatim. Characters that would end the field are percent-encoded. */
const formatVerbatim = (value: string | undefined) =>
  value === undefined ? undefined : inBraces(removeInvalidCharacters(value).replace(/[{}\\\s]/g, encodeURIComponent));

const formatVerbatims = (values: readonly string[] | undefined) =>
  values?.length ? inBraces(values.map((value) => formatVerbatim(value)?.slice(1, -1)).join(' ')) : undefined;

function formatNames(paper: Paper, names: readonly string[] | undefined): string | undefined {
  if (!names?.length) return undefined;
  const split = createNameSplitter(paper);
  const structured = new Set(paper.structuredNames?.map(displayName));
  const isStructured = (name: string) => structured.has(name) || split(name).family !== splitName(name).family;
  return inBraces(names.map((name) => formatName(name, split(name), isStructured(name))).join(' and '));
}

/** Formats a name, in parts where BibTeX would find others, and an organization in braces, so that it is not split. */
function formatName(name: string, { family, given, suffix }: NameParts, isStructured: boolean): string {
  if (given === undefined) return /[ ,;&]/.test(family) ? inBraces(escapeLatex(family)) : escapeLatex(family);
  if (suffix === undefined && !isStructured && !HAS_AND.test(name))
    return /[;&]/.test(name) ? inBraces(escapeLatex(name)) : escapeLatex(name);
  return [family, suffix, given]
    .flatMap((part) => (part === undefined ? [] : protectAnd(escapeLatex(part))))
    .join(', ');
}

/** Matches what separates names for BibTeX. */
const HAS_AND = /(?:^| )and(?: |$)/i;
const protectAnd = (part: string) => (HAS_AND.test(part) ? inBraces(part) : part);

const COMMANDS: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
};

/**
 * Escapes text as LaTeX on one line. Braces become commands, because BibTeX counts escaped braces too. Empty groups prevent
 * ligatures such as -- and ''.
 */
function escapeLatex(value: string): string {
  return toSingleLine(value)
    .replace(/[\\^~{}]|[$&%#_]/g, (character) => COMMANDS[character] ?? `\\${character}`)
    .replace(/([-'`,<>])(?=\1)|[?!](?=`)/g, '$&{}');
}
