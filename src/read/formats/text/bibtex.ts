import { bibtexEntry } from '../../identify/bibtex-entry.ts';
import type { BibtexEntry } from '../../input/bibtex/parser.ts';
import { createBibtexReader } from '../../input/bibtex/reader.ts';
import { addCollaborations } from '../../normalize/collaborations.ts';
import { formatIsoDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { parseCount, splitCited, splitTexts } from '../../normalize/fields.ts';
import { journalOfMacro } from '../../normalize/journal-macros.ts';
import { hasLatex, latexToText } from '../../normalize/latex.ts';
import { isNameSuffix } from '../../normalize/names/name-lists.ts';
import { collapseWhitespace, splitList, splitNames } from '../../normalize/names/names.ts';
import { splitOrcids } from '../../normalize/names/orcids.ts';
import type { Format, RawRecord, Sink } from '../../record.ts';

type Fields = BibtexEntry['fields'];

/** Predefined macros: each stands for itself. */
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** The fields that records are made of. */
const fieldNames =
  `title subtitle abstract other-abstracts author collaboration editor year date month journal journaltitle booktitle series eventtitle howpublished volume number issue
  pages articleno eid publisher institution school organization affiliation language langid keywords keyword author_keywords
  author-keywords keywords-plus doi eprint archiveprefix eprinttype pmid pmcid pmc isbn issn eissn note times-cited url ee
  crossref entrysubtype identifiers urls code references cited-references orcids orcid-numbers author-count votes`.split(
    /\s+/,
  );
/** Joins keywords of repeated fields, each of which may be a list. */
const listSeparator = '\f';
const separators = new Map([
  ['author', ' and '],
  ['editor', ' and '],
  ['keywords', listSeparator],
  ['keyword', listSeparator],
  ['author_keywords', listSeparator],
]);

/** BibTeX and BibLaTeX. */
export const bibtex: Format = {
  name: 'BibTeX, BibLaTeX',
  detects: (head) => bibtexEntry.test(head) && !/^\s*[[<{]/.test(head),
  openBytes(sink, decode) {
    const references = new CrossReferences(sink);
    const reader = createBibtexReader({
      fieldNames,
      separators,
      macros: new Map(monthNames.map((name) => [name, name])),
      decode,
      onEntry: (line, entry) => references.add(line, entry),
      onProblem: sink.problem,
    });
    return {
      write: reader.write,
      end() {
        reader.end();
        references.end();
      },
    };
  },
};

/** Entry types that others may refer to by `crossref`. */
const parentTypes = new Set([
  'proceedings',
  'book',
  'collection',
  'mvbook',
  'mvproceedings',
  'mvcollection',
  'periodical',
  'reference',
]);

/** Passes entries on as records. Entries with a `crossref` wait for the end of the file, since parents may follow them. */
class CrossReferences {
  #sink: Sink;
  #waiting: { line: number; entry: BibtexEntry; parentKey: string }[] = [];
  #parents = new Map<string, Fields>();

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  add(line: number, entry: BibtexEntry): void {
    const parentKey = entry.fields.get('crossref');
    if (parentKey === undefined) this.#sink.record(line, toRecord(entry));
    else this.#waiting.push({ line, entry, parentKey });
    if (parentTypes.has(entry.type)) this.#parents.set(entry.key.toLowerCase(), entry.fields);
  }

  end(): void {
    for (const { line, entry, parentKey } of this.#waiting) {
      const parent = this.#parents.get(parentKey.trim().toLowerCase());
      if (!parent) this.#sink.note(line, `crossref to a missing entry: ${JSON.stringify(parentKey.slice(0, 80))}`);
      this.#sink.record(line, toRecord(parent ? { ...entry, fields: inheritFields(entry.fields, parent) } : entry));
    }
  }
}

const notInherited = new Set(['abstract', 'doi', 'author', 'url', 'pages', 'note']);

/** Adds the fields of the parent that an entry lacks. The title of the parent becomes the book title. */
function inheritFields(fields: Fields, parent: Fields): Fields {
  const inherited = new Map(fields);
  for (const [name, value] of parent) {
    const target = name === 'title' ? 'booktitle' : name;
    if (!notInherited.has(name) && !inherited.has(target)) inherited.set(target, value);
  }
  return inherited;
}

/** Returns a field as text, undefined if it is empty. */
function textOf(fields: Fields, name: string): string | undefined {
  const value = fields.get(name);
  return value?.trim() ? latexToText(value) : undefined;
}

function toRecord({ type, key, fields }: BibtexEntry): RawRecord {
  const title = textOf(fields, 'title');
  const subtitle = textOf(fields, 'subtitle');
  const year = textOf(fields, 'year') ?? textOf(fields, 'date');
  const month = fields.get('month')?.split(/[^a-zA-Z0-9]/, 1)[0];
  const note = textOf(fields, 'note');
  const { arxiv, pmid, pmcid } = eprintIds(fields);
  const venue =
    journalOfMacro(fields.get('journal')) ??
    textOf(fields, 'journal') ??
    textOf(fields, 'journaltitle') ??
    textOf(fields, 'booktitle') ??
    publishedIn(fields) ??
    textOf(fields, 'series') ??
    textOf(fields, 'eventtitle');
  return {
    key,
    title: title && subtitle ? `${title}: ${subtitle}` : title,
    abstract: textOf(fields, 'abstract'),
    otherAbstracts: splitTexts(textOf(fields, 'other-abstracts')),
    authors: authorsOf(fields),
    year,
    date: textOf(fields, 'date') ?? formatIsoDate(parseYear(year), month ? parseMonth(month) : undefined),
    venue,
    publisher: textOf(fields, 'publisher'),
    editors: fields.has('editor') ? parseAuthors(fields.get('editor') ?? '') : undefined,
    series: textOf(fields, 'series'),
    volume: textOf(fields, 'volume'),
    number: textOf(fields, 'number') ?? textOf(fields, 'issue'),
    pages: textOf(fields, 'pages') ?? textOf(fields, 'articleno') ?? textOf(fields, 'eid'),
    organization:
      textOf(fields, 'institution') ??
      textOf(fields, 'school') ??
      textOf(fields, 'organization') ??
      textOf(fields, 'affiliation'),
    type: textOf(fields, 'entrysubtype') ?? type,
    language: textOf(fields, 'language') ?? textOf(fields, 'langid'),
    keywords: parseKeywords(fields),
    doi: unescapeUrl(fields.get('doi')) ?? (/^10\.\d{4,9}\//.test(key) ? key : undefined),
    arxiv,
    pmid,
    pmcid,
    isbn: fields.get('isbn'),
    issn: fields.has('eissn') ? `${fields.get('issn')} ${fields.get('eissn')}` : fields.get('issn'),
    urls: [unescapeUrl(fields.get('url')), unescapeUrl(fields.get('ee')), ...splitUrls(fields.get('urls'))],
    identifiers: splitUrls(fields.get('identifiers')),
    code: splitUrls(fields.get('code')),
    cites: parseCited(fields),
    orcids: splitOrcids(textOf(fields, 'orcids') ?? textOf(fields, 'orcid-numbers')),
    authorCount: parseCount(textOf(fields, 'author-count')),
    votes: parseCount(textOf(fields, 'votes')),
    note,
    citations: parseCitations(fields, note),
    hasOwnStrings: true,
  };
}

/** Returns the works that Scopus lists with semicolons, and Web of Science on a line each. */
function parseCited(fields: Fields): string[] | undefined {
  const lines = fields.get('cited-references');
  if (!lines?.trim()) return splitCited(textOf(fields, 'references'));
  return lines.split('\n').map((line) => latexToText(line).trim().replace(/\.$/, ''));
}

/** Returns the keywords of the authors, else those that a database assigned. */
function parseKeywords(fields: Fields): string[] {
  for (const name of ['author_keywords', 'author-keywords', 'keywords', 'keyword', 'keywords-plus']) {
    const value = fields.get(name);
    if (!value?.trim()) continue;
    if (!value.includes(listSeparator)) return splitList(latexToText(value));
    return value.split(listSeparator).flatMap((list) => splitList(latexToText(list)));
  }
  return [];
}

/** Returns the number of citations that Web of Science and Scopus ("Cited by: 12") write. */
const parseCitations = (fields: Fields, note: string | undefined) =>
  parseCount(textOf(fields, 'times-cited') ?? (note && /^cited by: ?(\d+)/i.exec(note)?.[1]));

/** Returns the arXiv and PubMed IDs of an entry, which may be in the field `eprint`. */
function eprintIds(fields: Fields): Pick<RawRecord, 'arxiv' | 'pmid' | 'pmcid'> {
  const eprint = fields.get('eprint');
  const archive = (fields.get('archiveprefix') ?? fields.get('eprinttype') ?? '').toLowerCase();
  const isArxiv =
    eprint && (archive === 'arxiv' || /arxiv/i.test(eprint) || (!archive && /^\d{4}\.\d{4,5}/.test(eprint)));
  return {
    arxiv: isArxiv ? eprint : undefined,
    pmid: fields.get('pmid') ?? (archive === 'pubmed' ? eprint : undefined),
    pmcid: fields.get('pmcid') ?? fields.get('pmc'),
  };
}

/** Removes escapes (\_, \%, {}) from a URL or DOI, in which "--" and "~" are not LaTeX. */
const unescapeUrl = (value: string | undefined) =>
  value?.replace(/\\url\s*|\\(?=[_%&#~{}$])|[{}]/g, '').trim() || undefined;

/** Returns how a work was published, unless it is an address or a remark. */
function publishedIn(fields: Fields): string | undefined {
  const value = textOf(fields, 'howpublished');
  return value && /https?:|www\.|\\url|^(?:online|web ?site|accessed|available|retrieved)\b/i.test(value)
    ? undefined
    : value;
}

const splitUrls = (value: string | undefined) => unescapeUrl(value)?.split(/\s+/) ?? [];

/** Returns the authors, and the collaborations that physicists list in a field of their own: "ATLAS, CMS". */
function authorsOf(fields: Fields): string[] {
  const authors = parseAuthors(fields.get('author') ?? '');
  const collaborations = textOf(fields, 'collaboration');
  return collaborations === undefined ? authors : addCollaborations(authors, collaborations.split(/,| and /));
}

/** Parses "Last, First and {An Organization} and others". Only an "and" outside of braces separates names. */
function parseAuthors(value: string): string[] {
  const field = collapseWhitespace(value);
  const toText = hasLatex(field) ? authorToText : keepName;
  const texts: string[] = [];
  for (const part of field.includes('{') ? splitOutsideBraces(field) : splitAtAnd(field)) {
    const name = part.trim();
    if (name && !(name.length === 6 && name.toLowerCase() === 'others')) texts.push(toText(name));
  }
  return texts.length === 1 && !field.startsWith('{') && isNameList(texts[0]) ? splitNames(texts[0]) : texts;
}

/** Returns whether a name without "and" is a list of names: with semicolons, "&", or more commas than a name has. */
function isNameList(name: string): boolean {
  if (/[;&]/.test(name)) return true;
  const parts = name.split(',');
  if (parts.length < 2) return false;
  // "Ann B. Lee, Bo Ek": no surname has initials before its last word.
  if (parts.length === 2) return /\p{L} \p{Lu}\. \p{L}/u.test(parts[0]) && parts[1].trim().includes(' ');
  return parts.length > 3 || !parts.slice(1).some((part) => isNameSuffix(part.trim()));
}

const keepName = (name: string) => name;

/** Removes the commas from the name of an organization in braces, which does not have the form "Last, First". */
const authorToText = (name: string) =>
  /^\{[^{}]*\}$/.test(name) ? latexToText(name).replaceAll(',', ' ') : latexToText(name);

/** Splits at "and" in any case. Nearly all files use lower case, and splitting at a string is several times as fast. */
function splitAtAnd(field: string): string[] {
  const parts = field.split(' and ');
  return / (?:A[nN][dD]|a(?:N[dD]|nD)) /.test(field) && parts.some((part) => / and /i.test(part))
    ? field.split(/ and /i)
    : parts;
}

function splitOutsideBraces(field: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  const token = /\sand\s|[{}]/gi;
  for (let match = token.exec(field); match; match = token.exec(field)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}') depth--;
    else if (depth === 0) {
      parts.push(field.slice(start, match.index));
      start = token.lastIndex;
    }
  }
  parts.push(field.slice(start));
  return parts;
}
