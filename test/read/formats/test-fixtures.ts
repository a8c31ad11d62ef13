import { gzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Paper } from '../../../src/model/paper.ts';
import { detectFormat } from '../../../src/read/registry.ts';
import { readFixtureFile, readText } from '../helpers.ts';

/** The expected content of a file in test/fixtures. */
export interface ExpectedFixture {
  /** Name of the detected format. */
  format: string;
  file: string;
  /** In the order of the file, without sources, author counts and hashed IDs. */
  papers: Partial<Paper>[];
  /** The first line of each paper. */
  lines: number[];
  /** Default: none. */
  problems?: [line: number, reason: string][];
}

/** Defines a test for each fixture: the format is detected, and all fields, line numbers and problems are as expected. */
export function testFixtures(fixtures: ExpectedFixture[]): void {
  test.each(fixtures)('$format: $file', async ({ format, file, papers, lines, problems = [] }) => {
    const bytes = readFixtureFile(file);
    const encoding = file === 'savedrecs.tsv' ? 'utf-16le' : 'utf-8';
    const text = new TextDecoder(encoding).decode(bytes).replaceAll('\r\n', '\n');
    expect(detectFormat(text)?.name).toBe(format);

    const result = await readText(bytes);
    expect(result.records).toBe(result.papers.length + result.merged + result.problems.length);
    const compressed = await readText(zipSync({ 'inner.x': gzipSync(bytes) }));
    expect(compressed.papers.map(({ id }) => id)).toEqual(result.papers.map(({ id }) => id));

    result.papers.sort((a, b) => a.sources[0].line - b.sources[0].line || (a.title < b.title ? -1 : 1));
    expect(result.papers.map(removeDerivedFields)).toEqual(papers);
    expect(result.papers.map(({ sources }) => sources[0].line)).toEqual(lines);
    expect(result.problems.map(({ line, reason }) => [line, reason])).toEqual(problems);
  });
}

const removeDerivedFields = ({ id, sources: _sources, authorCount: _authorCount, ...fields }: Paper) =>
  id.startsWith('t-') ? fields : { id, ...fields };
