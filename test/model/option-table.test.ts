import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createOptionReference, TABLES } from '../../scripts/write-option-reference.ts';
import { ANALYZE_OPTIONS, analyze } from '../../src/analyze.ts';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { trustworthiness } from '../../src/layout/trustworthiness.ts';
import { InputError } from '../../src/model/errors.ts';
import { checkOptions, type OptionTable, pickOptions } from '../../src/model/option-table.ts';
import { readPapers } from '../../src/read/read.ts';
import { join } from '../../src/similarity/join/join.ts';
import { createIndex, findRelated } from '../../src/similarity/query/find-related.ts';
import { stemmers } from '../../src/text/tokenize/stemmers.ts';
import { IDF_VARIANTS, TF_VARIANTS } from '../../src/text/weighting/tf-idf.ts';
import { weigh } from '../../src/text/weighting/weigh.ts';
import { findTopics } from '../../src/topics/find-topics.ts';

const NONE = { papers: [], records: 0, merged: 0, problems: [], notes: [] };
const NO_ROWS = { starts: new Uint32Array(1), ids: new Uint32Array(), values: new Uint16Array() };
const NO_EDGES = { sources: new Uint32Array(), targets: new Uint32Array(), weights: new Float64Array() };
const text = await weigh([]);

/** Calls of public functions with options as a program without types might pass them. */
const CALLS: Record<string, (options: never) => unknown> = {
  analyze: (options) => analyze(NONE, options),
  weigh: (options) => weigh([], options),
  join: (options) => join(NO_ROWS, options),
  findTopics: (options) => findTopics(text, NO_EDGES, options),
  findConcepts: (options) => findConcepts([], options),
  trustworthiness: (options) => trustworthiness(NO_ROWS, new Float32Array(), options),
  findRelated: async (options) => findRelated(await createIndex(NO_ROWS, 0), [], options),
  readPapers: (options) => readPapers([], options),
};

const call = async (name: string, options: unknown) => CALLS[name]!(options as never);

describe.each(Object.keys(CALLS))('%s', (name) => {
  test('rejects unknown options, and options that are not an object', async () => {
    await expect(call(name, { neighbours: 3 })).rejects.toThrow(`${name} has no option "neighbours": use `);
    for (const options of [null, 3, 'fast', []])
      await expect(call(name, options)).rejects.toThrow(`the options of ${name} must be an object`);
  });

  test('accepts undefined for any option', async () => {
    await expect(call(name, {})).resolves.toBeDefined();
  });
});

test.each([
  ['analyze', { resolution: Number.NaN }, 'a number above 0, at most 1000, or "auto", not NaN'],
  ['analyze', { resolution: 'fine' }, 'or "auto", not "fine"'],
  ['analyze', { resolution: Number.POSITIVE_INFINITY }, 'not Infinity'],
  ['analyze', { authorWeight: 2 }, 'a number from 0 to 1, not 2'],
  ['analyze', { neighbors: 12_999 }, 'an integer from 1 to 1000, not 12999'],
  ['analyze', { neighbors: '10' }, 'not "10"'],
  ['analyze', { seed: -1 }, 'an integer of at least 0'],
  ['analyze', { join: 'custom' }, 'a function, not "custom"'],
  ['analyze', { stopWords: 'the' }, 'a list of words, not "the"'],
  ['analyze', { signal: {} }, 'an AbortSignal, not an object'],
  ['weigh', { threads: 100_000 }, 'an integer from 1 to 1024'],
  ['weigh', { stem: 'custom' }, '"porter" or "plurals" or "none", or a function'],
  ['findRelated', { count: -1 }, 'an integer of at least 1, not -1'],
  ['findRelated', { diversity: null }, 'a number from 0 to 1, not null'],
  ['readPapers', { columns: { titel: 'Name' } }, 'with fields of papers, not an object'],
])('%s rejects %j with the allowed values', async (name, options, message) => {
  const rejection = expect(call(name, options)).rejects;
  await rejection.toThrow(InputError);
  await rejection.toThrow(message);
});

test('a column that no input has is an error', async () => {
  const csv = { name: 'a.csv', bytes: () => [new TextEncoder().encode('Name;Text\nA;b\n')] };
  const columns = { title: 'Name', abstract: 'Txt' };
  await expect(readPapers([csv], { columns })).rejects.toThrow('no input has a column "Txt" (given for abstract)');
  const json = { name: 'a.jsonl', bytes: () => [new TextEncoder().encode('{"Name":"B","txt":"c"}\n')] };
  expect((await readPapers([csv, json], { columns })).papers).toHaveLength(2);
});

describe('tables', () => {
  const tables: readonly (readonly [string, OptionTable])[] = TABLES;

  test.each(tables)('%s: defaults are valid, descriptions are phrases', (_, table) => {
    for (const [name, { description, domain, default: value }] of Object.entries(table)) {
      expect(description, name).toMatch(/^[a-z].*[^.]$/);
      const candidates = [value, Number(value), value === 'true'];
      const isText = /^(?:none|all|common|one|the|no) |^none$/.test(value ?? 'none');
      expect(isText || candidates.some((candidate) => domain.includes(candidate)), name).toBe(true);
    }
  });

  test('the names of functions are those that exist', () => {
    for (const [option, functions] of Object.entries({ stem: stemmers, tf: TF_VARIANTS, idf: IDF_VARIANTS })) {
      const { domain } = new Map(Object.entries(ANALYZE_OPTIONS)).get(option)!;
      for (const name of Object.keys(functions)) expect(domain.includes(name), name).toBe(true);
      expect(domain.includes('custom')).toBe(false);
    }
  });

  test('checkOptions and pickOptions use own properties only', () => {
    expect(() => checkOptions({}, { toString: 1 }, 'f')).toThrow('f has no option "toString": omit it');
    expect(pickOptions({ a: ANALYZE_OPTIONS.seed }, { a: 1, toString: 2 })).toEqual({ a: 1 });
  });

  test('docs/options.md is up to date: run "npm run docs:options" after a change', () => {
    expect(readFileSync('docs/options.md', 'utf8')).toBe(createOptionReference());
  });
});
