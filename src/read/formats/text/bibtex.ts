import { entryReader } from '../../input/bibtex-entries.ts';
import type { Entry } from '../../input/bibtex-entry.ts';
import { isoDate, monthOf, yearOf } from '../../normalize/dates.ts';
import { holdsLatex, latexToText } from '../../normalize/latex.ts';
import { singleBlanks, splitList } from '../../normalize/names.ts';
import type { Draft, Format } from '../../record.ts';

type Fields = Entry['fields'];

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** The fields that a draft is made of. */
const kept =
  `title subtitle abstract author year date month journal journaltitle booktitle series eventtitle publisher institution
  school organization affiliation language langid keywords keyword doi eprint archiveprefix eprinttype pmid url ee crossref`.split(
    /\s+/,
  );

/** BibTeX and BibLaTeX. */
export const bibtex: Format = {
  name: 'BibTeX, BibLaTeX',
  keeps:
    'title with subtitle, abstract, authors, year, date, journal / book title, publisher, institution, type, language, keywords, DOI, eprint (arXiv, PubMed), url; @string, # and crossref are resolved',
  detects: (head) =>
    /(?:^|\n)[ \t]*@[ \t]*[a-zA-Z]+\s*[{(]\s*(?:[^\s,{}="]*\s*,|[a-zA-Z]+\s*=|[^\n])/.test(head) &&
    !/^\s*[[<{]/.test(head),
  openBytes(sink, decode) {
    /** Entries that wait for the one they refer to, and what others refer to. */
    const waiting: { line: number; entry: Entry }[] = [];
    const parents = new Map<string, Fields>();
    const reader = entryReader({
      kept,
      macros: new Map(months.map((name) => [name, name])),
      decode,
      onEntry(line, entry) {
        if (entry.fields.has('crossref')) waiting.push({ line, entry });
        else sink.paper(line, draftOf(entry));
        if (isParent.has(entry.type)) parents.set(entry.key.toLowerCase(), entry.fields);
      },
      onProblem: sink.problem,
    });
    return {
      write: reader.write,
      end() {
        reader.end();
        for (const { line, entry } of waiting) {
          const wanted = entry.fields.get('crossref')!;
          const parent = parents.get(wanted.trim().toLowerCase());
          if (!parent)
            sink.note(line, `crossref to an entry that is not there: ${JSON.stringify(wanted.slice(0, 80))}`);
          sink.paper(line, draftOf(parent ? { ...entry, fields: inherit(entry.fields, parent) } : entry));
        }
      },
    };
  },
};

const isParent = new Set([
  'proceedings',
  'book',
  'collection',
  'mvbook',
  'mvproceedings',
  'mvcollection',
  'periodical',
  'reference',
]);

/** A chapter takes from its book what it lacks; the book's title becomes its book title. */
function inherit(fields: Fields, parent: Fields): Fields {
  const whole = new Map(fields);
  for (const [name, value] of parent) {
    const target = name === 'title' ? 'booktitle' : name;
    if (name !== 'abstract' && name !== 'doi' && name !== 'author' && name !== 'url' && !whole.has(target))
      whole.set(target, value);
  }
  return whole;
}

/** The first of some fields that is not blank, as text. */
function firstOf(fields: Fields, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name);
    if (value?.trim()) return latexToText(value);
  }
  return undefined;
}

const plainField = (value: string | undefined) => value && latexToText(value);

function draftOf({ type, key, fields }: Entry): Draft {
  const title = firstOf(fields, 'title');
  const subtitle = firstOf(fields, 'subtitle');
  const eprint = fields.get('eprint');
  const archive = (fields.get('archiveprefix') ?? fields.get('eprinttype') ?? '').toLowerCase();
  const year = firstOf(fields, 'year', 'date');
  const month = fields.get('month');
  const [url, ee] = [address(fields.get('url')), address(fields.get('ee'))];
  return {
    title: title && subtitle ? `${title}: ${subtitle}` : title,
    abstract: firstOf(fields, 'abstract'),
    authors: namesOf(fields.get('author') ?? ''),
    year,
    date:
      firstOf(fields, 'date') ?? isoDate(yearOf(year), month ? monthOf(month.split(/[^a-zA-Z0-9]/, 1)[0]) : undefined),
    venue: firstOf(fields, 'journal', 'journaltitle', 'booktitle', 'series', 'eventtitle'),
    publisher: firstOf(fields, 'publisher'),
    organisation: firstOf(fields, 'institution', 'school', 'organization', 'affiliation'),
    type,
    language: firstOf(fields, 'language', 'langid'),
    keywords: splitList(plainField(fields.get('keywords') ?? fields.get('keyword')) ?? ''),
    doi: address(fields.get('doi')) ?? (/^10\.\d{4,9}\//.test(key) ? key : undefined),
    arxiv:
      archive === 'arxiv' || /arxiv/i.test(eprint ?? '') || (!archive && eprint && /^\d{4}\.\d{4,5}/.test(eprint))
        ? eprint
        : undefined,
    pmid: fields.get('pmid') ?? (archive === 'pubmed' ? eprint : undefined),
    urls: ee ? [url, ee] : [url],
    standsAlone: true,
  };
}

/** Addresses and DOIs are escaped (\_, \%, {}) but hold no words: "--" and "~" stay. */
const address = (value: string | undefined) =>
  value?.replace(/\\url\s*|\\(?=[_%&#~{}$])|[{}]/g, '').trim() || undefined;

/** "Last, First and {A Body} and others": parted at "and" outside braces. */
function namesOf(written: string): string[] {
  const field = singleBlanks(written);
  const names = (field.includes('{') ? splitOutsideBraces(field) : splitAtAnd(field))
    .map((name) => name.trim())
    .filter((name) => name && !(name.length === 6 && name.toLowerCase() === 'others'));
  return holdsLatex(field) ? names.map(plainName) : names;
}

/** A body's name in braces has no first name after its comma. */
const plainName = (name: string) =>
  /^\{[^{}]*\}$/.test(name) ? latexToText(name).replaceAll(',', ' ') : latexToText(name);

/** Nearly all write it small: a pattern that knows all ways of writing takes several times as long. */
function splitAtAnd(field: string): string[] {
  const parts = field.split(' and ');
  return / (?:A[nN][dD]|a(?:N[dD]|nD)) /.test(field) && parts.some((part) => / and /i.test(part))
    ? field.split(/ and /i)
    : parts;
}

function splitOutsideBraces(field: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  const separator = /\sand\s|[{}]/gi;
  for (let match = separator.exec(field); match; match = separator.exec(field)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}') depth--;
    else if (depth === 0) {
      parts.push(field.slice(from, match.index));
      from = separator.lastIndex;
    }
  }
  parts.push(field.slice(from));
  return parts;
}
