import { expect, test } from 'vitest';
import { COMPRESSORS, FORMAT_WRITERS } from '../../bench/support/format-writers.ts';
import { readPapers } from '../../src/read/read.ts';
import { headLength } from '../../src/read/record.ts';
import { detectFormat } from '../../src/read/registry.ts';
import { seedFiles } from '../seeds.ts';
import { readText } from './helpers.ts';

const { papers: allPapers } = await readPapers(seedFiles());
const papers = allPapers.slice(0, 40);

/** Formats of the benchmark that are variants of an input format. */
const detectedNames = new Map([
  ['Scopus CSV', 'CSV, TSV (Scopus, Web of Science, spreadsheets)'],
  ['JSON Lines', 'JSON, JSON Lines'],
  ['JSON array', 'JSON, JSON Lines'],
]);

test.each(Object.entries(FORMAT_WRITERS))('%s as written by the benchmark is read completely', async (name, write) => {
  const text = write(papers);
  expect(detectFormat(text.slice(0, headLength))?.name).toBe(detectedNames.get(name) ?? name);
  const result = await readText(text);
  expect(result.papers.map(({ title }) => title).sort()).toEqual(papers.map(({ title }) => title).sort());
  const countAbstracts = (list: typeof papers) => list.filter(({ abstract }) => abstract).length;
  expect(countAbstracts(result.papers)).toBe(countAbstracts(papers));
});

test.each(Object.entries(COMPRESSORS))('%s as written by the benchmark is read completely', async (_, compress) => {
  const bytes = new TextEncoder().encode(FORMAT_WRITERS.RIS(papers));
  expect((await readText(compress(bytes))).papers).toHaveLength(papers.length);
});
