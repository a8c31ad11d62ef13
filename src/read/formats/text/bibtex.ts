import { bibtexEntry } from '../../identify/bibtex-entry.ts';
import type { BibtexEntry } from '../../input/bibtex/parser.ts';
import { createBibtexReader } from '../../input/bibtex/reader.ts';
import { formatIsoDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { parseCount, splitCited, splitTexts } from '../../normalize/fields.ts';
import { webOfScienceId } from '../../normalize/identifiers.ts';
import { addCollaborations } from '../../normalize/names/collaborations.ts';
import { splitList } from '../../normalize/names/names.ts';
import { splitOrcids } from '../../normalize/names/orcids.ts';
import { arxivInSource, citationsInNote, pubmedIdsInNote } from '../../normalize/remarks.ts';
import { cleanKeywords, splitHeadings } from '../../normalize/subject-headings.ts';
import { journalOfMacro } from '../../normalize/text/journal-macros.ts';
import { latexToText } from '../../normalize/text/latex.ts';
import type { Format, RawRecord, Sink } from '../../record.ts';
import { parseAuthors } from './bibtex-authors.ts';

type Fields = BibtexEntry['fields'];

/** Predefined macros: each stands for itself. */
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** The only date that Web of Science gives articles that are in no issue yet. */
const earlyAccessDate = 'early access date';
/** The fields that records are made of. */
const fieldNames = [
  ...`title subtitle abstract other-abstracts author collaboration editor year date month day journal journaltitle booktitle series eventtitle howpublished volume number issue
  pages articleno eid art_number article-number publisher institution school organization affiliation language langid keywords keyword author_keywords
  author-keywords keywords-plus doi eprint archiveprefix eprinttype pmid pubmed_id pmcid pmc isbn issn eissn note times-cited url ee
  crossref entrysubtype document_type type source unique-id identifiers urls code references cited-references orcids orcid-numbers author-count votes`.split(
    /\s+/,
  ),
  earlyAccessDate,
];
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
    const noteRepeatedKey = createKeyCheck(sink);
    const reader = createBibtexReader({
      fieldNames,
      separators,
      macros: new Map(monthNames.map((name) => [name, name])),
      decode,
      onEntry(line, entry) {
        noteRepeatedKey(line, entry.key);
        references.add(line, entry);
      },
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

/** Returns a function that notes entries whose key another one has, which BibTeX, ignoring case, rejects: LaTeX cites the first of them. */
function createKeyCheck(sink: Sink): (line: number, key: string) => void {
  const firstLines = new Map<string, number>();
  return (line, key) => {
    if (!key) return;
    const firstLine = firstLines.get(key.toLowerCase());
    if (firstLine === undefined) firstLines.set(key.toLowerCase(), line);
    else
      sink.note(
        line,
        `the citation key ${JSON.stringify(key.slice(0, 80))} is also that of the entry in line ${firstLine}`,
      );
  };
}

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
  if (!value?.trim()) return undefined;
  return latexToText(value.includes('$\\{$') ? value.replace(escapedGroup, '$1') : value);
}

/** Braces that are no text, which Google Scholar escapes: "$\{$GAN$\}$". Those of a set are: "$\{$0, 1$\}$". */
const escapedGroup = /\$\\\{\$(\p{L}[^${},]*)\$\\\}\$/gu;

function toRecord({ type, key, fields }: BibtexEntry): RawRecord {
  const title = textOf(fields, 'title');
  const subtitle = textOf(fields, 'subtitle');
  const written = textOf(fields, 'year') ?? textOf(fields, 'date');
  const earlyAccess = written === undefined ? textOf(fields, earlyAccessDate) : undefined;
  const year = written ?? earlyAccess;
  const note = textOf(fields, 'note');
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
    date: textOf(fields, 'date') ?? earlyAccess ?? dateOf(year, fields.get('month'), fields.get('day')),
    venue,
    publisher: textOf(fields, 'publisher'),
    editors: fields.has('editor') ? parseAuthors(fields.get('editor') ?? '') : undefined,
    series: textOf(fields, 'series'),
    volume: textOf(fields, 'volume'),
    number: textOf(fields, 'number') ?? textOf(fields, 'issue'),
    pages:
      textOf(fields, 'pages') ??
      textOf(fields, 'articleno') ??
      textOf(fields, 'eid') ??
      textOf(fields, 'art_number') ??
      textOf(fields, 'article-number'),
    organization:
      textOf(fields, 'institution') ??
      textOf(fields, 'school') ??
      textOf(fields, 'organization') ??
      textOf(fields, 'affiliation'),
    type: textOf(fields, 'entrysubtype') ?? documentType(fields) ?? type,
    language: textOf(fields, 'language') ?? textOf(fields, 'langid'),
    keywords: parseKeywords(fields),
    doi: unescapeUrl(fields.get('doi')) ?? (/^10\.\d{4,9}\//.test(key) ? key : undefined),
    ...idsOf(fields, venue, note),
    isbn: fields.get('isbn'),
    issn: fields.has('eissn') ? `${fields.get('issn')} ${fields.get('eissn')}` : fields.get('issn'),
    urls: [
      ...splitAtAddresses(unescapeUrl(fields.get('url'))),
      unescapeUrl(fields.get('ee')),
      ...splitUrls(fields.get('urls')),
    ],
    identifiers: [...splitUrls(fields.get('identifiers')), webOfScienceId(textOf(fields, 'unique-id'))],
    code: splitUrls(fields.get('code')),
    cites: parseCited(fields),
    orcids: splitOrcids(textOf(fields, 'orcids') ?? textOf(fields, 'orcid-numbers')),
    authorCount: parseCount(textOf(fields, 'author-count')),
    votes: parseCount(textOf(fields, 'votes')),
    note,
    citations: parseCount(textOf(fields, 'times-cited')) ?? citationsInNote(note),
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
    const lists = value.split(listSeparator).map(latexToText);
    return splitHeadings(lists) ?? cleanKeywords(lists.flatMap(splitList));
  }
  return [];
}

/**
 * Returns the date of the fields `year`, `month`, and `day`. The month may have a day before it, as in the manual of BibTeX ("8~jan"), or
 * behind it, as in Web of Science ("MAR 15"); of a range ("10--12 September", "Sep-Oct") the first counts.
 */
function dateOf(year: string | undefined, month = '', day = ''): string | undefined {
  const name = /[a-z]{3,}/i.exec(month)?.[0];
  const number = /(?<!\d)\d\d?(?!\d)/.exec(month)?.[0];
  const written = (name && number) ?? day.trim();
  return formatIsoDate(
    parseYear(year),
    parseMonth(name ?? number ?? ''),
    /^\d\d?$/.test(written) ? Number(written) : undefined,
  );
}

/** Returns the type of a document in Scopus, which knows more of them than BibTeX. */
const documentType = (fields: Fields) =>
  textOf(fields, 'document_type') ?? (fields.get('source') === 'Scopus' ? textOf(fields, 'type') : undefined);

/** What an eprint without the name of its archive must start with: 1906.11238, hep-th/9711200. */
const arxivStart = /^(?:\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[a-z]{2})?\/\d{7})(?!\d)/i;

/** Returns the arXiv and PubMed IDs of an entry, which may be in the fields of the eprint, the source, and the note. */
function idsOf(
  fields: Fields,
  venue: string | undefined,
  note: string | undefined,
): Pick<RawRecord, 'arxiv' | 'pmid' | 'pmcid'> {
  const eprint = fields.get('eprint');
  const archive = (fields.get('archiveprefix') ?? fields.get('eprinttype') ?? '').toLowerCase();
  const isArxiv = eprint && (archive === 'arxiv' || /arxiv/i.test(eprint) || (!archive && arxivStart.test(eprint)));
  const inNote = pubmedIdsInNote(note);
  const source = ['volume', 'number', 'pages', 'eid'].map((name) => fields.get(name));
  return {
    // Zotero writes "arXiv: 1906.11238" into the note; other notes can name other papers.
    arxiv: isArxiv ? eprint : arxivInSource(venue, ...source, note?.startsWith('arXiv') ? note : undefined),
    pmid: textOf(fields, 'pmid') ?? textOf(fields, 'pubmed_id') ?? (archive === 'pubmed' ? eprint : inNote.pmid),
    pmcid: fields.get('pmcid') ?? fields.get('pmc') ?? inNote.pmcid,
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

/** Splits addresses that spaces separate, as Mendeley writes them. */
const splitAtAddresses = (value: string | undefined) =>
  value && /\s/.test(value) ? value.split(/\s(?=https?:)/i) : [value];

/** Returns the authors, and the collaborations that physicists list in a field of their own: "ATLAS, CMS". */
function authorsOf(fields: Fields): string[] {
  const authors = parseAuthors(fields.get('author') ?? '');
  const collaborations = textOf(fields, 'collaboration');
  return collaborations === undefined ? authors : addCollaborations(authors, collaborations.split(/,| and /));
}

const splitUrls = (value: string | undefined) => unescapeUrl(value)?.split(/\s+/) ?? [];
