import { bibtexEntry } from './bibtex-entry.ts';

/** The beginning of a file, prepared for {@link TextKind.matches}. */
interface TextHead {
  text: string;
  /** The text before the first line that looks like a bibliographic record. */
  beforeRecords: string;
}

/** A kind of text that is not a list of papers. */
interface TextKind {
  what: string | ((text: string) => string);
  advice: string;
  matches(head: TextHead): boolean;
}

const exportRecords = 'export the records as RIS, BibTeX or CSV instead';
const removeIt = 'remove it from the input';

/** Matches lines that only occur in program code, each with its language. */
const codeLines: [language: string, line: RegExp][] = [
  ['a script', /^#!/],
  [
    'Python code',
    /^(?:(?:from [\w.]+ )?import [\w.*, ()]+(?: as \w+)?|@[\w.]+(?:\(.*\))?|\s*(?:async )?def \w+\(.*|class \w+(?:\(.*\))?:|if __name__ == .*)\s*$/,
  ],
  [
    'JavaScript or TypeScript code',
    /^(?:(?:import|export)\b.*\bfrom ['"].*|import ['"].*|import (?:type )?\{\s*|(?:export )?(?:default )?(?:async )?function\b.*\{|(?:export )?(?:declare )?(?:const|let|var) [\w${].*(?:=|:|\{).*|(?:export )?(?:default )?(?:abstract )?(?:class|interface|enum|namespace) \w.*\{|(?:export )?(?:declare )?type \w+(?:<.*>)? =.*|['"]use strict['"];?|module\.exports\b.*|export (?:\*|\{).*|\/\/ @ts-.*)$/,
  ],
  ['C or C++ code', /^\s*#\s*(?:include\s*[<"]|pragma\b|ifn?def\b|define \w)/],
  [
    'Java or C# code',
    /^(?:package [\w.]+;|import (?:static )?[\w.*]+;|using [\w.]+;|namespace [\w.]+\s*[{;]?|(?:public|private|protected|internal|static|final) .*[{;])\s*$/,
  ],
  ['Go code', /^(?:package \w+|import \(|func .*\{)\s*$/],
  ['Rust code', /^(?:use [\w:{}*, ]+;|(?:pub )?(?:fn|struct|enum|impl|mod|trait)\b.*[{;]|#!?\[\w.*\])\s*$/],
  ['R code', /^(?:(?:library|require|source)\(.*\)|[\w.]+ <- .+)\s*$/],
  ['Julia or MATLAB code', /^(?:function .*\(.*\)\s*;?|using [A-Z]\w+(?:, \w+)*|clear all;?|close all;?)\s*$/],
  ['SQL', /^\s*(?:create (?:table|index|view|database)|insert into|select .* from|drop table|alter table)\b/i],
  ['a style sheet', /^(?:[.#:*@][\w-][^@{}]*|[a-z][\w\s.,:>-]*)\{\s*$/],
  ['PHP code', /^<\?php\b/],
];

/** Lines of code within the first lines of a file that suffice to call it code. A first line suffices if it is a script's. */
const minCodeLines = 2;
const examinedLines = 200;

/** Returns the language of a program; undefined for other texts. */
function languageOf(text: string): string | undefined {
  const lines = text.split('\n', examinedLines).map((line) => line.slice(0, 300));
  const counts = codeLines.map(([language, pattern]) => ({
    language,
    count:
      /^#!|^<\?php\b/.test(lines[0]) && pattern.test(lines[0])
        ? minCodeLines
        : lines.filter((line) => pattern.test(line)).length,
  }));
  const best = counts.reduce((a, b) => (b.count > a.count ? b : a));
  return best.count >= minCodeLines ? best.language : undefined;
}

/** Matches the start of a record of RIS, PubMed, Web of Science or Refer. */
const taggedRecord = /(?:^|\n)[ \t]*(?:(?:TY|TI|T1) {1,2}- |PMID ?- |PT [A-Z]\n|%0 )/;

function findFirstRecord(text: string): number {
  const starts = [bibtexEntry, taggedRecord].map((pattern) => pattern.exec(text)?.index ?? text.length);
  return Math.min(...starts);
}

/** Kinds of text that may contain what looks like records, such as a sample in a manual. The first that matches counts. */
const certainKinds: TextKind[] = [
  {
    what: (text) => {
      const title = /<title[^>]{0,300}>\s{0,100}([^<]{1,80})/i.exec(text)?.[1].replace(/\s+/g, ' ').trim();
      return title ? `a web page (${JSON.stringify(title)})` : 'a web page';
    },
    advice: exportRecords,
    matches: ({ text }) =>
      /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype html|(?:html|head|body)[\s>])/i.test(text),
  },
  {
    what: 'a LaTeX document',
    advice: 'give its .bib file instead',
    matches: ({ beforeRecords }) =>
      /(?:^|\n)[ \t]*\\(?:documentclass|documentstyle|usepackage|begin\{|(?:sub)*section\*?\{|chapter\*?\{)/.test(
        beforeRecords,
      ),
  },
  {
    what: 'a list of references formatted by LaTeX',
    advice: 'give the .bib file instead',
    matches: ({ beforeRecords }) => /(?:^|\n)\\bibitem\b/.test(beforeRecords),
  },
  { what: 'an RTF document', advice: exportRecords, matches: ({ text }) => text.startsWith('{\\rtf') },
  { what: 'a PostScript document', advice: exportRecords, matches: ({ text }) => text.startsWith('%!PS') },
  {
    what: 'a Jupyter notebook',
    advice: removeIt,
    matches: ({ text }) => /^\s*\{/.test(text) && /"(?:nbformat|cell_type)"\s*:/.test(text),
  },
  {
    what: 'a Markdown document',
    advice: exportRecords,
    matches: ({ beforeRecords }) => /(?:^|\n)[ \t]*(?:```|~~~)|^---\n(?:[\w-]+:.*\n)+---\n/.test(beforeRecords),
  },
];

/** Kinds of text in which no format was found; they only improve the message. */
const likelyKinds: TextKind[] = [
  { what: 'an SVG image', advice: removeIt, matches: ({ text }) => /<svg[\s>]/.test(text) && /^\s*</.test(text) },
  {
    what: (text) => `an XML document (<${/<([A-Za-z][\w.:-]*)/.exec(text)?.[1]}>) of an unknown kind`,
    advice: exportRecords,
    matches: ({ text }) => /^\s*<[?!A-Za-z]/.test(text) && /<[A-Za-z]/.test(text),
  },
  {
    what: 'JSON of an unknown kind',
    advice: exportRecords,
    matches: ({ text }) => /^\s*[[{]/.test(text) && /"/.test(text),
  },
  { what: 'an RDF document', advice: exportRecords, matches: ({ text }) => /(?:^|\n)@prefix \S*: </.test(text) },
  {
    what: 'a Markdown document',
    advice: exportRecords,
    matches: ({ text }) => /(?:^|\n)#{1,6} \S/.test(text) && !/(?:^|\n)\w[\w-]*: /.test(text),
  },
  {
    what: 'a log',
    advice: removeIt,
    matches: ({ text }) => countLines(text, /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\w{3} +\d+ \d\d:\d\d:\d\d /) >= 2,
  },
  {
    what: 'an e-mail',
    advice: exportRecords,
    matches: ({ text }) =>
      /^(?:From|To|Subject|Date|Received|Return-Path): .*\n(?:.*\n){0,20}?(?:From|To|Subject): /.test(text),
  },
  {
    what: 'settings',
    advice: removeIt,
    matches: ({ text }) => countLines(text, /^\s*(?:- )?[\w."-]+\s*[:=](?:\s|$)|^\[[\w.-]+\]$/) >= 2,
  },
];

const countLines = (text: string, pattern: RegExp) =>
  text.split('\n', examinedLines).filter((line) => pattern.test(line.slice(0, 300))).length;

function describe(kinds: readonly TextKind[], head: TextHead): string | undefined {
  const kind = kinds.find(({ matches }) => matches(head));
  if (!kind) return undefined;
  const what = typeof kind.what === 'string' ? kind.what : kind.what(head.text);
  return `${what}, not a list of papers; ${kind.advice}`;
}

/** Says what a text is that must not be read as papers, even if a part of it looks like them, and what to do. */
export function identifyForeignText(text: string): string | undefined {
  const head = { text, beforeRecords: text.slice(0, findFirstRecord(text)) };
  const kind = describe(certainKinds, head);
  if (kind || /^\s*[[{<]/.test(text)) return kind;
  const language = languageOf(head.beforeRecords);
  return language && `${language}, not a list of papers; ${removeIt}`;
}

/** Says what a text in which no format was found appears to be, and what to do. */
export function describeUnknownText(text: string): string {
  if (!text.trim()) return 'the file is empty';
  const table = describeTable(text);
  return (
    table ??
    describe(likelyKinds, { text, beforeRecords: text }) ??
    `plain text of an unknown kind, not a list of papers; ${exportRecords}`
  );
}

/** Describes a table that has no title column. */
function describeTable(text: string): string | undefined {
  const lines = text.split('\n', 4).filter((line) => line.trim());
  for (const delimiter of ['\t', ';', ',', '|']) {
    const [header, ...rows] = lines.map((line) =>
      line
        .slice(0, 2000)
        .split(delimiter)
        .map((cell) => cell.replaceAll('"', '').trim()),
    );
    if (!header || header.length < 2 || rows.length === 0 || rows.some((row) => row.length < header.length)) continue;
    if (header.every((name) => name && name.length <= 40 && !/[.{}()[\]<>]/.test(name)))
      return `a table without a title column (${header.join(', ').slice(0, 100)}); if it lists papers, name the column with --columns title=NAME`;
  }
  return undefined;
}
