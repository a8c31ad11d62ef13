import { isoDate, monthOf, yearOf } from '../clean/dates.ts';
import { latexToText } from '../clean/latex.ts';
import { singleBlanks, splitList } from '../clean/names.ts';
import { type Draft, type Format, recordLimit, type TextReader } from '../format.ts';
import { Window } from '../input/window.ts';

/** An entry's fields, by name in lower case, as written between the outer braces or quotes. */
type Fields = Map<string, string>;

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const entryStart = /@[ \t]*([a-zA-Z]+)\s*([{(])/y;
const nextEntry = /\n[ \t]*@[ \t]*[a-zA-Z]+[ \t]*[{(]/g;
/** What a new entry looks like to one who is still inside the entry before: a key and a comma, or a macro. */
const certainEntry =
  /\n[ \t]*@[ \t]*(?:[a-z]+[ \t]*[{(]\s*(?:[^\s,{}="]*\s*,|\w+\s*=)|(?:string|comment|preamble)[ \t]*[{(])/iy;
const keyAndComma = /\s*([^\s,{}="]*)\s*(?:,|(?=[})]))/y;
const bareWord = /[^\s,#{}()="]+/y;

/** The fields that a draft is made of, by length: any other is passed over. */
const keptFields: string[][] = [];
for (const name of `title subtitle abstract author year date month journal journaltitle booktitle series eventtitle publisher institution
  school organization affiliation language langid keywords keyword doi eprint archiveprefix eprinttype pmid url ee crossref`.split(
  /\s+/,
)) {
  keptFields[name.length] ??= [];
  keptFields[name.length].push(name);
}

/** How an attempt at an entry ended. */
type Outcome = { end: number } | { broken: string; at: number } | 'unfinished';

/** BibTeX and BibLaTeX. */
export const bibtex: Format = {
  name: 'BibTeX, BibLaTeX',
  keeps:
    'title with subtitle, abstract, authors, year, date, journal / book title, publisher, institution, type, language, keywords, DOI, eprint (arXiv, PubMed), url; @string, # and crossref are resolved',
  detects: (head) =>
    /(?:^|\n)[ \t]*@[ \t]*[a-zA-Z]+\s*[{(]\s*(?:[^\s,{}="]*\s*,|[a-zA-Z]+\s*=|[^\n])/.test(head) &&
    !/^\s*[[<{]/.test(head),
  open(sink) {
    const macros = new Map(months.map((name) => [name, name]));
    /** Entries that wait for the one they refer to, and what others refer to. */
    const waiting: { line: number; type: string; key: string; fields: Fields }[] = [];
    const parents = new Map<string, Fields>();

    const emit = (line: number, type: string, key: string, fields: Fields) => {
      if (fields.has('crossref')) waiting.push({ line, type, key, fields });
      else sink.paper(line, draftOf(type, key, fields));
      if (isParent.has(type)) parents.set(key.toLowerCase(), fields);
    };
    const reader = entryReader(macros, emit, sink.problem);
    return {
      write: reader.write,
      end() {
        reader.end();
        for (const { line, type, key, fields } of waiting) {
          const parent = parents.get(fields.get('crossref')!.trim().toLowerCase());
          if (!parent)
            sink.note(
              line,
              `crossref to an entry that is not there: ${JSON.stringify(fields.get('crossref')!.slice(0, 80))}`,
            );
          sink.paper(line, draftOf(type, key, parent ? inherit(fields, parent) : fields));
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

/** Cuts the stream into entries. What lies between entries is comment, as BibTeX has it. */
function entryReader(
  macros: Map<string, string>,
  onEntry: (line: number, type: string, key: string, fields: Fields) => void,
  onProblem: (line: number, reason: string) => void,
): TextReader {
  const window = new Window();

  const readAll = (last: boolean) => {
    const { text } = window;
    let from = 0;
    let torn = false;
    for (;;) {
      const start = text.indexOf('@', from);
      if (start < 0) {
        from = text.length;
        break;
      }
      entryStart.lastIndex = start;
      const head = entryStart.exec(text);
      if (!head) {
        // "@" cut off from what follows it at the end of a block, or an address in a comment.
        if (!last && text.length - start < 200 && /^@[ \t]*[a-zA-Z]*\s*$/.test(text.slice(start))) {
          from = start;
          break;
        }
        from = start + 1;
        continue;
      }
      const entryLine = window.lineAt(start);
      const outcome = readEntry(
        text,
        head[1].toLowerCase(),
        entryStart.lastIndex,
        head[2],
        macros,
        last,
        (type, key, fields) => onEntry(entryLine, type, key, fields),
      );
      if (outcome === 'unfinished') {
        if (!last && text.length - start < recordLimit) {
          from = start;
          torn = true;
          break;
        }
        onProblem(
          entryLine,
          last ? 'the file ends inside this entry' : 'this entry does not end; is a closing brace missing?',
        );
        from = resume(start + 1);
      } else if ('broken' in outcome) {
        onProblem(entryLine, outcome.broken);
        from = resume(outcome.at);
      } else from = outcome.end;
    }
    window.dropTo(from);
    if (torn) window.waitForMore();
  };
  /** The next place where an entry begins a line. */
  const resume = (place: number) => {
    const { text } = window;
    let from = place;
    while (/\s/.test(text[from - 1] ?? '')) from--;
    nextEntry.lastIndex = from;
    const found = nextEntry.exec(text);
    return found ? found.index + 1 : text.length;
  };

  return {
    write(block) {
      if (window.append(block)) readAll(false);
    },
    end: () => readAll(true),
  };
}

function readEntry(
  text: string,
  type: string,
  from: number,
  open: string,
  macros: Map<string, string>,
  last: boolean,
  onEntry: (type: string, key: string, fields: Fields) => void,
): Outcome {
  const close = open === '{' ? '}' : ')';
  if (type === 'comment' || type === 'preamble') {
    const end = closing(text, from, close);
    return typeof end === 'number' ? { end } : end;
  }
  let at = from;
  let key = '';
  if (type !== 'string') {
    keyAndComma.lastIndex = at;
    const found = keyAndComma.exec(text);
    if (found) {
      key = found[1];
      at = keyAndComma.lastIndex;
    } else if (fieldAt(text, skipSeparators(text, at)) === undefined)
      return atEnd(text, at, last) ?? { broken: `no key and comma after "@${type}${open}"`, at };
  }
  const fields: Fields = new Map();
  for (;;) {
    at = skipSeparators(text, at);
    const name = fieldAt(text, at);
    if (!name) {
      if (text[at] !== close)
        return atEnd(text, at, last) ?? { broken: `expected a field or the closing "${close}"${near(text, at)}`, at };
      if (type === 'string') for (const [macro, value] of fields) macros.set(macro, value);
      else onEntry(type, key, fields);
      return { end: at + 1 };
    }
    const value = readValue(text, name.value, macros);
    if (value === 'unfinished') return value;
    if ('broken' in value) return value.at >= text.length && !last ? 'unfinished' : value;
    const field = type === 'string' ? text.slice(at, name.end).toLowerCase() : keptField(text, at, name.end);
    if (field && !fields.has(field)) fields.set(field, value.value);
    at = value.end;
  }
}

// Most of the time goes here: signs are looked at by their codes, since patterns would make an array and two strings a field.
const tab = 9;
const carriageReturn = 13;
const blank = 32;
const hash = 35;
const comma = 44;
const equals = 61;

const isBlank = (code: number) =>
  code === blank || (code >= tab && code <= carriageReturn) || (code > 127 && /\s/.test(String.fromCharCode(code)));
const isLetter = (code: number) => (code | 32) >= 97 && (code | 32) <= 122 && code < 128;
/** A digit or one of : . + / - and _ */
const isNameSign = (code: number) => isLetter(code) || (code >= 45 && code <= 58) || code === 43 || code === 95;

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

function skipSeparators(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === comma || isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Where the name that begins at a place ends and the value after its "=" begins; undefined if there is no field. */
function fieldAt(text: string, from: number): { end: number; value: number } | undefined {
  const first = text.charCodeAt(from);
  if (!isLetter(first) && first !== 95) return undefined;
  let end = from + 1;
  while (isNameSign(text.charCodeAt(end))) end++;
  const sign = skipBlanks(text, end);
  return text.charCodeAt(sign) === equals ? { end, value: skipBlanks(text, sign + 1) } : undefined;
}

/** The kept field that has this part of the text as its name, in any case. */
function keptField(text: string, from: number, end: number): string | undefined {
  return keptFields[end - from]?.find((name) => {
    let at = 0;
    while (at < name.length && (text.charCodeAt(from + at) | 32) === name.charCodeAt(at)) at++;
    return at === name.length;
  });
}

/** At the very end of what is known so far, nothing can be said yet. */
const atEnd = (text: string, at: number, last: boolean): Outcome | undefined =>
  !last && text.length - at < 400
    ? 'unfinished'
    : /^\s*$/.test(text.slice(at, at + 400)) && text.length - at < 400
      ? 'unfinished'
      : undefined;

const near = (text: string, at: number) => `, found ${JSON.stringify(text.slice(at, at + 30).split('\n')[0])}`;

type Value = { value: string; end: number } | { broken: string; at: number } | 'unfinished';

/** Pieces joined by #: braced, quoted, a number or a macro's name. */
function readValue(text: string, from: number, macros: Map<string, string>): Value {
  let whole = '';
  let at = from;
  for (;;) {
    const sign = text[at];
    if (sign === '{' || sign === '"') {
      const end = closing(text, at + 1, sign === '{' ? '}' : '"');
      if (typeof end !== 'number') return end;
      const piece = text.slice(at + 1, end - 1);
      whole = whole ? whole + piece : piece;
      at = end;
    } else {
      bareWord.lastIndex = at;
      const word = bareWord.exec(text);
      if (!word) return at >= text.length ? 'unfinished' : { broken: `expected a value${near(text, at)}`, at };
      if (bareWord.lastIndex >= text.length) return 'unfinished';
      whole += macros.get(word[0].toLowerCase()) ?? word[0];
      at = bareWord.lastIndex;
    }
    const joint = skipBlanks(text, at);
    if (text.charCodeAt(joint) !== hash) return { value: whole, end: at };
    at = skipBlanks(text, joint + 1);
  }
}

const inBraces = /[{}]|\n(?=[ \t]*@)/g;
const inQuotes = /[{}"]|\n(?=[ \t]*@)/g;
const inParentheses = /[{})]|\n(?=[ \t]*@)/g;

/** The place after the sign that closes what began before: braces inside are balanced. A line that surely begins an entry shows that one is missing. */
function closing(text: string, from: number, sign: '}' | '"' | ')'): number | Exclude<Outcome, { end: number }> {
  const stops = sign === '}' ? inBraces : sign === '"' ? inQuotes : inParentheses;
  let depth = 0;
  stops.lastIndex = from;
  while (stops.test(text)) {
    const at = stops.lastIndex - 1;
    const found = text[at];
    if (found === sign && depth === 0) return at + 1;
    if (found === '{') depth++;
    else if (found === '}') {
      if (depth === 0) return { broken: 'a closing brace too many', at };
      depth--;
    } else if (found === '\n') {
      certainEntry.lastIndex = at;
      if (certainEntry.test(text))
        return { broken: 'this entry does not end before the next begins; is a closing brace or quote missing?', at };
    }
  }
  return 'unfinished';
}

const plainField = (value: string | undefined) => value && latexToText(value);

function draftOf(type: string, key: string, fields: Fields): Draft {
  const get = (...names: string[]) => {
    for (const name of names) {
      const value = fields.get(name);
      if (value?.trim()) return latexToText(value);
    }
    return undefined;
  };
  const title = get('title');
  const subtitle = get('subtitle');
  const eprint = fields.get('eprint');
  const archive = (fields.get('archiveprefix') ?? fields.get('eprinttype') ?? '').toLowerCase();
  const year = get('year', 'date');
  return {
    title: title && subtitle ? `${title}: ${subtitle}` : title,
    abstract: get('abstract'),
    authors: namesOf(fields.get('author') ?? ''),
    year,
    date: get('date') ?? isoDate(yearOf(year), monthOf((fields.get('month') ?? '').split(/[^a-zA-Z0-9]/, 1)[0])),
    venue: get('journal', 'journaltitle', 'booktitle', 'series', 'eventtitle'),
    publisher: get('publisher'),
    organisation: get('institution', 'school', 'organization', 'affiliation'),
    type,
    language: get('language', 'langid'),
    keywords: splitList(plainField(fields.get('keywords') ?? fields.get('keyword')) ?? ''),
    doi: address(fields.get('doi')) ?? (/^10\.\d{4,9}\//.test(key) ? key : undefined),
    arxiv:
      archive === 'arxiv' || /arxiv/i.test(eprint ?? '') || (!archive && eprint && /^\d{4}\.\d{4,5}/.test(eprint))
        ? eprint
        : undefined,
    pmid: fields.get('pmid') ?? (archive === 'pubmed' ? eprint : undefined),
    urls: [address(fields.get('url')), address(fields.get('ee'))],
  };
}

/** Addresses and DOIs are escaped (\_, \%, {}) but hold no words: "--" and "~" stay. */
const address = (value: string | undefined) =>
  value?.replace(/\\url\s*|\\(?=[_%&#~{}$])|[{}]/g, '').trim() || undefined;

/** "Last, First and {A Body} and others": parted at "and" outside braces. */
function namesOf(written: string): string[] {
  const field = singleBlanks(written);
  return (field.includes('{') ? splitOutsideBraces(field) : field.split(/ and /i))
    .map((name) => name.trim())
    .filter((name) => name && !(name.length === 6 && name.toLowerCase() === 'others'))
    .map((name) => (/^\{[^{}]*\}$/.test(name) ? latexToText(name).replaceAll(',', ' ') : latexToText(name)));
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
