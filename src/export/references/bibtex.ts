import type { PaperMap } from '../../model/map.ts';
import type { Paper } from '../../model/paper.ts';
import { clean, pieces } from '../escape.ts';
import { type Selection, selectedPapers } from '../selection.ts';

/** Which papers to write as BibTeX. */
export interface BibtexOptions extends Pick<Selection, 'papers'> {}

/** BibTeX's entry types by what sources call them; anything else becomes @misc. */
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

/** What BibTeX calls the place of publication of an entry type. */
const VENUES = new Map([
  ['article', 'journal'],
  ['inproceedings', 'booktitle'],
  ['incollection', 'booktitle'],
]);

/** The papers as BibTeX in UTF-8, in pieces, an entry each, in the map's order. */
export function bibtex(map: PaperMap, options: BibtexOptions = {}): Iterable<string> {
  return pieces(entries(map, options));
}

function* entries(map: PaperMap, options: BibtexOptions): Generator<string> {
  const used = new Set<string>();
  for (const i of selectedPapers(map, options)) yield entry(map.papers[i]!, keyOf(map.papers[i]!.id, used));
}

function entry(paper: Paper, key: string): string {
  const type = ENTRY_TYPES.get((paper.type ?? '').toLowerCase()) ?? 'misc';
  const fields: [string, string | undefined][] = [
    ['title', braced(`{${escaped(paper.title)}}`)],
    ['author', paper.authors?.length ? braced(paper.authors.map(author).join(' and ')) : undefined],
    ['year', paper.year === undefined ? undefined : braced(String(paper.year))],
    ['date', /^\d/.test(paper.date ?? '') ? text(paper.date) : undefined],
    [VENUES.get(type) ?? 'howpublished', text(paper.venue)],
    ['publisher', text(paper.publisher)],
    ['organization', text(paper.organisation)],
    ['language', text(paper.language)],
    ['keywords', text(paper.keywords?.join(', '))],
    ['doi', verbatim(paper.doi)],
    ['eprint', verbatim(paper.arxiv)],
    ['eprinttype', paper.arxiv === undefined ? undefined : '{arxiv}'],
    ['pmid', text(paper.pmid)],
    ['url', verbatim(paper.url)],
    ['abstract', text(paper.abstract || undefined)],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value}`]));
  return `@${type}{${key},\n${lines.join(',\n')}\n}\n\n`;
}

const braced = (value: string) => `{${value}}`;
const text = (value: string | undefined) => (value === undefined ? undefined : braced(escaped(value)));

/** Addresses and identifiers, which BibLaTeX takes as they are: only what would end the field is written as in a URL. */
const verbatim = (value: string | undefined) =>
  value === undefined ? undefined : braced(clean(value).replace(/[{}\\\s]/g, encodeURIComponent));

/** A name; one that BibTeX would take apart at a comma or an "and" is kept whole by braces. */
function author(name: string): string {
  return /,|\band\b/i.test(name) ? `{${escaped(name)}}` : escaped(name);
}

const COMMANDS: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
};

/**
 * Plain text on one line as LaTeX that gives it back. Braces become commands, because BibTeX counts escaped ones too;
 * an empty group keeps LaTeX from making one character of two, as it does of -- and ''.
 */
function escaped(value: string): string {
  return clean(value)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\^~{}]|[$&%#_]/g, (character) => COMMANDS[character] ?? `\\${character}`)
    .replace(/([-'`,<>])(?=\1)|[?!](?=`)/g, '$&{}');
}

/** A citation key made from a paper's id: letters, digits and - . : / only, and none used twice. */
function keyOf(id: string, used: Set<string>): string {
  const plain = id.replace(/[^A-Za-z0-9.:/-]+/g, '-').replace(/^-+|-+$/g, '') || 'paper';
  let key = plain;
  for (let n = 2; used.has(key.toLowerCase()); n++) key = `${plain}-${n}`;
  used.add(key.toLowerCase());
  return key;
}
