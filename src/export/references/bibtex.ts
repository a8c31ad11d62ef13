import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import type { Paper } from '../../model/paper.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { SELECTION_OPTIONS, type Selection, selectPapers } from '../selection.ts';
import { createCitationKeys } from './citation-keys.ts';

/** Options of {@link writeBibtex}. */
export interface BibtexOptions extends Pick<Selection, 'papers'> {}

/** The options of {@link BibtexOptions}. */
export const BIBTEX_OPTIONS: OptionTable<BibtexOptions> = { papers: SELECTION_OPTIONS.papers };

/** BibTeX entry types by the types that sources use; all others become @misc. */
const ENTRY_TYPES = new Map([
  ['article', 'article'],
  ['journal-article', 'article'],
  ['inproceedings', 'inproceedings'],
  ['conference', 'inproceedings'],
  ['conference-paper', 'inproceedings'],
  ['proceedings-article', 'inproceedings'],
  ['book', 'book'],
  ['incollection', 'incollection'],
  ['book-chapter', 'incollection'],
  ['phdthesis', 'phdthesis'],
  ['mastersthesis', 'mastersthesis'],
  ['techreport', 'techreport'],
]);

/** Name of the BibTeX field for the venue by entry type. */
const VENUE_FIELDS = new Map([
  ['article', 'journal'],
  ['inproceedings', 'booktitle'],
  ['incollection', 'booktitle'],
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
  const type = ENTRY_TYPES.get((paper.type ?? '').toLowerCase()) ?? 'misc';
  const fields: [string, string | undefined][] = [
    ['title', inBraces(`{${escapeLatex(paper.title)}}`)],
    ['author', paper.authors?.length ? inBraces(paper.authors.map(formatAuthor).join(' and ')) : undefined],
    ['year', paper.year === undefined ? undefined : inBraces(String(paper.year))],
    ['date', /^\d/.test(paper.date ?? '') ? formatText(paper.date) : undefined],
    [VENUE_FIELDS.get(type) ?? 'howpublished', formatText(paper.venue)],
    ['series', formatText(paper.series)],
    ['volume', formatText(paper.volume)],
    ['number', formatText(paper.number)],
    ['pages', formatText(paper.pages?.replace(/^(\w+)-(\w+)$/, '$1--$2'))],
    ['editor', paper.editors?.length ? inBraces(paper.editors.map(formatAuthor).join(' and ')) : undefined],
    ['publisher', formatText(paper.publisher)],
    ['organization', formatText(paper.organization)],
    ['language', formatText(paper.language)],
    ['keywords', formatText(paper.keywords?.join(', '))],
    ['doi', formatVerbatim(paper.doi)],
    ['eprint', formatVerbatim(paper.arxiv)],
    ['eprinttype', paper.arxiv === undefined ? undefined : '{arxiv}'],
    ['pmid', formatText(paper.pmid)],
    ['pmcid', formatText(paper.pmcid)],
    ['isbn', formatText(paper.isbn?.join(', '))],
    ['issn', formatText(paper.issn?.join(', '))],
    ['url', formatVerbatim(paper.url)],
    ['abstract', formatText(paper.abstract || undefined)],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value}`]));
  return `@${type}{${key},\n${lines.join(',\n')}\n}\n\n`;
}

const inBraces = (value: string) => `{${value}}`;
const formatText = (value: string | undefined) => (value === undefined ? undefined : inBraces(escapeLatex(value)));

/** Formats URLs and identifiers, which BibLaTeX reads verbatim. Characters that would end the field are percent-encoded. */
const formatVerbatim = (value: string | undefined) =>
  value === undefined ? undefined : inBraces(removeInvalidCharacters(value).replace(/[{}\\\s]/g, encodeURIComponent));

/** Formats a name. Braces keep names with a comma or "and" from being split. */
function formatAuthor(name: string): string {
  return /,|\band\b/i.test(name) ? `{${escapeLatex(name)}}` : escapeLatex(name);
}

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
  return removeInvalidCharacters(value)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\^~{}]|[$&%#_]/g, (character) => COMMANDS[character] ?? `\\${character}`)
    .replace(/([-'`,<>])(?=\1)|[?!](?=`)/g, '$&{}');
}
