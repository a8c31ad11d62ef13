import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { serializeRecipe } from '../../src/edit/recipe.ts';
import { BIBTEX, PAPERS, toVectors } from '../vectors/papers.ts';
import { createTempDirectory, readMapJson, runCli } from './run-cli.ts';

/** Returns records as JSON Lines, CSV, or Parquet. */
function serializeTable(records: readonly Record<string, unknown>[], format: string): string | Uint8Array {
  const names = Object.keys(records[0]!);
  if (format === 'jsonl') return records.map((record) => `${JSON.stringify(record)}\n`).join('');
  if (format === 'csv')
    return Papa.unparse(records.map((record) => ({ ...record, embedding: JSON.stringify(record.embedding) })));
  const columnData = names.map((name) => ({
    name,
    data: records.map((record) => record[name]),
    type: name === 'embedding' ? ('JSON' as const) : ('STRING' as const),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

describe('papergraph build --vectors', () => {
  test('reports how many papers have a vector, and explains links by terms and by vectors', async () => {
    const directory = createTempDirectory();
    const [input, vectors, map] = ['papers.bib', 'vectors.jsonl', 'map.json'].map((name) => join(directory, name));
    writeFileSync(input!, BIBTEX);
    writeFileSync(vectors!, `${toVectors(10)}{"id":"10.1000/none","vector":[1,1,1]}\n`);
    const built = await runCli(['build', input!, '--vectors', vectors!, '-o', map!, '--json']);
    expect(built.code).toBe(0);
    expect(built.stderr).toContain(
      'vectors: 10 papers with one of 3 components; 2 papers without, linked by terms only; 1 vector of no paper of the map',
    );
    const expected = { dimensions: 3, matched: 10, unmatched: 1, papersWithout: 2 };
    expect(JSON.parse(built.stdout).vectors).toMatchObject(expected);
    expect(readMapJson(map!).vectors).toEqual({ file: vectors, dimensions: 3, matched: 10, unmatched: 1 });
    const links = await runCli(['links', map!, 'paper0']);
    expect(links.stdout).toMatch(/\d(?:st|nd|rd|th) by terms \([01]\.\d\d: .+\), 1st by vectors \(cosine \d\.\d\d\)/);
    const [first] = JSON.parse((await runCli(['links', map!, 'paper0', '--json'])).stdout);
    expect(first.fused.ranks.vectors).toBeGreaterThan(0);
    const related = await runCli(['related', map!, 'paper0', '--json']);
    const { rankedBy, papers } = JSON.parse(related.stdout);
    expect(rankedBy).toBe('terms and vectors');
    expect(papers[0].fused.ranks.vectors).toBeGreaterThan(0);
    const text = await runCli(['related', map!, 'bleaching of coral reefs']);
    expect(text.stderr).toContain('ranked by terms only');
    expect(text.stdout).not.toContain('by vectors');
    const updated = await runCli(['update', map!, input!]);
    expect(updated.code).toBe(1);
    expect(updated.stderr).toContain(
      'which other papers do not have: build it again from all papers and their vectors',
    );
  });

  test.each(['jsonl', 'csv', 'parquet'])('reads papers and their vectors from the same file: %s', async (format) => {
    const directory = createTempDirectory();
    const [input, map] = [`papers.${format}`, 'map.json'].map((name) => join(directory, name));
    // Ids of the file's own, and a paper without a vector.
    const records = PAPERS.map(({ key, ...paper }, i) => ({
      id: key,
      ...paper,
      embedding: i < 11 ? [i, 1, i % 3] : null,
    }));
    writeFileSync(input!, serializeTable(records, format));
    const built = await runCli(['build', input!, '--vectors', input!, '-o', map!]);
    expect(built.code, built.stderr).toBe(0);
    expect(built.stderr).toContain('12 records, 12 papers');
    expect(built.stderr).toContain(
      'vectors: 11 papers with one of 3 components; 1 paper without, linked by terms only\n',
    );
    const paper = await runCli(['related', map!, PAPERS[0]!.title, '--json']);
    expect(JSON.parse(paper.stdout).rankedBy).toBe('terms and vectors');
  });

  test('a recipe of a map with vectors needs vectors', async () => {
    const directory = createTempDirectory();
    const [input, vectors, recipe, map] = ['papers.bib', 'vectors.jsonl', 'recipe.json', 'map.json'].map((name) =>
      join(directory, name),
    );
    writeFileSync(input!, BIBTEX);
    writeFileSync(vectors!, toVectors(12));
    writeFileSync(recipe!, serializeRecipe({ options: {}, edits: [], vectors: 'mini\nlm.npy' }));
    const args = ['build', input!, '--recipe', recipe!, '-o', map!, '-q'];
    const without = await runCli(args);
    expect(without.code).toBe(2);
    expect(without.stderr.trim().split('\n')).toEqual([
      expect.stringContaining('is the recipe of a map with vectors (mini\\nlm.npy): add --vectors FILE'),
    ]);
    expect((await runCli([...args, '--vectors', vectors!])).code).toBe(0);
  });

  test('reports a bad file in one line and writes no map', async () => {
    const directory = createTempDirectory();
    const [input, vectors, map] = ['papers.bib', 'vectors.jsonl', 'map.json'].map((name) => join(directory, name));
    writeFileSync(input!, BIBTEX);
    writeFileSync(vectors!, `${toVectors(3)}{"id":"paper3","vector":[1,2]}\n`);
    const { code, stderr } = await runCli(['build', input!, '--vectors', vectors!, '-o', map!]);
    expect(code).toBe(1);
    expect(stderr).toContain(`${vectors}:4: a vector with 2 components, where the first has 3\n`);
    const missing = await runCli(['build', input!, '--vectors', join(directory, 'none.npz'), '-o', map!]);
    expect(missing.stderr).toMatch(/none\.npz \(no such file or directory\)/);
    expect(() => readFileSync(map!)).toThrow();
  });
});
