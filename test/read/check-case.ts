import type { Collection, Paper, Problem } from '../../src/model/paper.ts';

type Value = string | number | boolean | null | string[];

/** What a field must be: a value (`null`: absent), the beginning of a text, items or parts, or one of several values. */
type Expected =
  | Value
  | { startsWith: string }
  | { includes?: string[]; excludes?: string[] }
  | { oneOf: (Value | { startsWith: string })[] };

type Fields = Record<string, Expected>;

/** A paper, by its title or by fields. */
type Reference = string | Fields;

/** An exact number, or a range. */
type Count = number | { atLeast?: number; atMost?: number };

/** Files as programs write them, and what must be read from them. */
export interface ReadingCase {
  id: string;
  kind: string;
  files: string[];
  /** Which program writes such a file, and what goes wrong. */
  why: string;
  expect: {
    exit?: 0 | 'nonzero';
    papers?: Count;
    problems?: Count;
    notes?: Count;
    merged?: Count;
    problemFiles?: string[];
    fields?: { match: Reference; has: Fields }[];
    apart?: [Reference, Reference][];
    joined?: Reference[][];
  };
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().replace(/\.$/, '');

const show = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
};

function isSameValue(field: string, value: unknown, expected: Value): boolean {
  if (expected === null) return value === undefined || value === '';
  if (field === 'abstract') return typeof value === 'string' && value.startsWith(String(expected));
  if (field === 'doi' || field === 'title') return typeof value === 'string' && fold(value) === fold(String(expected));
  return JSON.stringify(value) === JSON.stringify(expected);
}

function hasField(paper: Paper, field: string, expected: Expected): boolean {
  const value: unknown = paper[field as keyof Paper];
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected))
    return isSameValue(field, value, expected);
  if ('oneOf' in expected) return expected.oneOf.some((option) => hasField(paper, field, option));
  if ('startsWith' in expected) return typeof value === 'string' && value.startsWith(expected.startsWith);
  // An item of a list, or a part of a text.
  const contains = (item: string) => (typeof value === 'string' || Array.isArray(value)) && value.includes(item);
  return (expected.includes ?? []).every(contains) && !(expected.excludes ?? []).some(contains);
}

function findPapers(papers: Paper[], reference: Reference): Paper[] {
  const fields: Fields = typeof reference === 'string' ? { title: reference } : reference;
  return papers.filter((paper) => Object.entries(fields).every(([field, value]) => hasField(paper, field, value)));
}

const isCount = (found: number, expected: Count) =>
  typeof expected === 'number'
    ? found === expected
    : found >= (expected.atLeast ?? 0) && found <= (expected.atMost ?? Number.POSITIVE_INFINITY);

function* checkCounts(expected: ReadingCase['expect'], collection: Collection): Generator<string> {
  const { papers, merged, problems, notes } = collection;
  // The command line fails when there is no paper.
  if (expected.exit !== undefined && (expected.exit === 0) !== papers.length > 0)
    yield `${papers.length} papers, but the exit code must be ${expected.exit}`;
  const counts = { papers: papers.length, problems: problems.length, notes: notes.length, merged };
  for (const name of ['papers', 'problems', 'notes', 'merged'] as const) {
    const count = expected[name];
    if (count !== undefined && !isCount(counts[name], count)) yield `${counts[name]} ${name}, not ${show(count)}`;
  }
  const isNamed =
    (file: string) =>
    ({ file: name, reason }: Problem) =>
      name.includes(file) || reason.includes(file);
  for (const file of expected.problemFiles ?? []) if (!problems.some(isNamed(file))) yield `no problem names ${file}`;
}

function* checkPapers({ fields, apart, joined }: ReadingCase['expect'], papers: Paper[]): Generator<string> {
  for (const { match, has } of fields ?? []) {
    const [paper] = findPapers(papers, match);
    if (!paper) yield `no paper with ${show(match)}`;
    else
      for (const [field, value] of Object.entries(has))
        if (!hasField(paper, field, value))
          yield `${field} is ${show(paper[field as keyof Paper])}, not ${show(value)}`;
  }
  for (const [a, b] of apart ?? []) {
    const [foundA, foundB] = [findPapers(papers, a), findPapers(papers, b)];
    if (!foundA.length || !foundB.length) yield `merged or lost: ${show(foundA.length ? b : a)}`;
    else if (foundA.length === 1 && foundB.length === 1 && foundA[0] === foundB[0])
      yield `one paper: ${show(a)} and ${show(b)}`;
  }
  for (const references of joined ?? []) {
    const found = new Set(references.flatMap((reference) => findPapers(papers, reference)));
    if (found.size !== 1) yield `${found.size} papers, not one, for ${show(references)}`;
  }
}

/** Returns one line for each way in which what was read differs from what a case expects. */
export function checkCase({ expect }: ReadingCase, collection: Collection): string[] {
  return [...checkCounts(expect, collection), ...checkPapers(expect, collection.papers)];
}
