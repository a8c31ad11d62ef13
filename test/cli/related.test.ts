import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMap } from '../../src/node.ts';
import { buildSampleMap, readMapJson, runCli } from './run-cli.ts';

interface RelatedPaper {
  id: string;
  title: string;
  similarity: number;
  terms: { term: string; share: number; added?: boolean }[];
  known?: boolean;
}

let directory: string;
let map: string;
let papers: { id: string; title: string }[];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'papergraph-related-'));
  map = await buildSampleMap(directory);
  papers = readMapJson(map).papers;
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const related = async (...args: string[]): Promise<RelatedPaper[]> => {
  const { code, stdout, stderr } = await runCli(['related', map, ...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout).papers;
};

describe('papergraph related', () => {
  test('queries are expanded unless --no-expand is given; added terms are marked, and the shares still sum to the similarity', async () => {
    const { id } = papers[3]!;
    const [expanded, plain] = [await related(id, '-n', '20'), await related(id, '-n', '20', '--no-expand')];
    expect(plain).not.toEqual(expanded);
    expect(plain.flatMap(({ terms }) => terms).some(({ added }) => added)).toBe(false);
    expect(expanded.flatMap(({ terms }) => terms).some(({ added }) => added)).toBe(true);
    for (const { similarity, terms } of [...plain, ...expanded])
      expect(terms.reduce((sum, { share }) => sum + share, 0)).toBe(similarity);
  });

  test('accepts an id, a title, or the title in another case', async () => {
    const { id, title } = papers[100]!;
    const byId = await related(id, '-n', '7');
    expect(byId).toHaveLength(7);
    expect(byId.map((paper) => paper.id)).not.toContain(id);
    expect(await related(title, '-n', '7')).toEqual(byId);
    expect(await related(...title.toUpperCase().split(' '), '-n', '7')).toEqual(byId);
  });

  test('several papers are a query each, and the words of a text are one query', async () => {
    const [first, second] = [papers[3]!, papers[5]!];
    const both = await related('--like', first.id, second.id);
    expect(await related(first.id, second.id)).toEqual(both);
    expect(await related(first.title, second.title)).toEqual(both);
    const text = await runCli(['related', map, first.id, 'memory']);
    expect(text.stderr).toContain(`Query read as a text with`);
    const dashed = await runCli(['related', map, 'memory', '-', 'networks']);
    expect(dashed.stderr).toContain('of this map: "memory - networks".');
    const unknown = await runCli(['related', map, first.id, '10.1000/unknown']);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('This map has no paper with the DOI 10.1000/unknown.');
  });

  test('lists the most similar papers first, with shares that sum to the similarity', async () => {
    for (const query of [papers[3]!.id, 'spiking neural networks that learn with astrocytes']) {
      const found = await related(query);
      expect(found).toHaveLength(10);
      found.forEach(({ similarity, terms, ...paper }, i) => {
        expect(similarity).toBeLessThanOrEqual(i === 0 ? 1 : found[i - 1]!.similarity);
        expect(terms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(similarity, 9);
        expect(papers).toContainEqual(expect.objectContaining(paper));
      });
    }
  });

  test('agrees with the neighbors in the map', async () => {
    const { starts, ids, values } = await (await openMap(map)).neighbors();
    const [start, end] = [starts[50]!, starts[51]!];
    const found = await related(papers[50]!.id, '--no-expand');
    expect(found.map(({ id }) => id)).toEqual([...ids.slice(start, end)].map((i) => papers[i]!.id));
    expect(found.map(({ similarity }) => similarity)).toEqual([...values.slice(start, end)]);
  });

  test('accepts relevant and irrelevant examples', async () => {
    const [relevant, irrelevant] = [papers[3]!.id, papers[4]!.id];
    const found = await related('--like', relevant, papers[5]!.id, '--unlike', irrelevant, '-n', '256');
    const ids = found.map(({ id }) => id);
    for (const example of [relevant, irrelevant, papers[5]!.id]) expect(ids).not.toContain(example);
    expect(found.some(({ terms }) => terms.some(({ share }) => share < 0))).toBe(true);
  });

  test('marks the papers in a library', async () => {
    const [{ title: first }, , { title: third }] = (await related('sparse autoencoders')) as [
      RelatedPaper,
      RelatedPaper,
      RelatedPaper,
    ];
    const library = join(directory, 'mine.bib');
    writeFileSync(
      library,
      `@article{a, title={${first.toUpperCase()}}}\n@misc{b, title={${third}}}\n@misc{c, title={X}}`,
    );
    const found = await related('sparse autoencoders', '--library', library);
    expect(found.map(({ known }) => known)).toEqual([true, false, true, ...found.slice(3).map(() => false)]);
    const { stdout } = await runCli(['related', map, 'sparse autoencoders', '-n', '3', '--library', library]);
    expect(stdout.match(/in your library/g)).toHaveLength(2);
    const missing = await runCli(['related', map, 'sparse autoencoders', '--library', join(directory, 'none.bib')]);
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toMatch(/^papergraph: [^\n]*none\.bib: no such file or directory[^\n]*\n$/);
  });

  test('prints text without --json', async () => {
    const { code, stdout } = await runCli(['related', map, 'astrocytes', '-n', '1']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^0\.\d{3} {2}\S.*\n {7}\S+\n {7}astrocytes? 0\.\d{3}/i);
  });

  test('exits with 1 if no paper matches', async () => {
    const { code, stdout, stderr } = await runCli(['related', map, 'zzyzx', '--json']);
    expect({ code, found: JSON.parse(stdout) }).toEqual({
      code: 1,
      found: { queries: [{ query: 'zzyzx', readAs: 'text', terms: 0 }], papers: [] },
    });
    expect(stderr).toMatch(/^No paper .*\n$/);
  });
});
