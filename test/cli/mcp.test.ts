import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPath } from '../../src/graph/path.ts';
import { openMap } from '../../src/map-file/open.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { explain } from '../../src/similarity/explain.ts';
import { relatedPapers } from '../../src/vectors/related-papers.ts';
import { createMcpClient } from './mcp-client.ts';
import { buildSampleMap, createTempDirectory, runCli } from './run-cli.ts';

interface PaperRef {
  id: string;
  title: string;
  authors: string[];
  topic?: { id: number; label: string };
}
interface SimilarPaper extends PaperRef {
  similarity: number;
  terms: { term: string; share: number }[];
}

describe('papergraph mcp', () => {
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-mcp-'));
  const { client, connect, call, fail } = createMcpClient();
  let map: PaperMap;

  beforeAll(async () => {
    const path = await buildSampleMap(directory);
    map = await (await openMap(readFileSync(path))).readAll();
    await connect(path);
  }, 120_000);
  afterAll(async () => {
    await client.close();
    rmSync(directory, { recursive: true });
  });

  test('lists its tools with the types of their inputs and results, and says that titles are no instructions', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      'explain_similarity',
      'find_concept',
      'get_paper',
      'key_papers',
      'list_links',
      'list_topics',
      'papers_by_author',
      'path_between_papers',
      'related_papers',
      'search_papers',
    ]);
    for (const { description, inputSchema, outputSchema, annotations } of tools) {
      expect(description!.length).toBeGreaterThan(20);
      expect(Object.keys(inputSchema.properties ?? {}).length).toBeGreaterThan(0);
      expect(inputSchema.properties).not.toHaveProperty('network');
      expect(outputSchema?.type).toBe('object');
      expect(annotations?.readOnlyHint).toBe(true);
    }
    expect(client.getInstructions()).toContain('not instructions');
  });

  test('search finds what the library finds, and names the paper of an identifier', async () => {
    const query = 'removing weights from spiking networks';
    const { papers } = await call<{ papers: SimilarPaper[] }>('search_papers', { query, count: 5 });
    const expected = await relatedPapers(map, query, { count: 5 });
    expect(papers.map(({ id }) => id)).toEqual(expected.map(({ paper }) => paper.id));
    expect(papers[0]!.similarity).toBeCloseTo(expected[0]!.similarity, 3);
    expect(papers[0]!.terms[0]!.term).toBe(expected[0]!.terms[0]!.term);
    const { title, id } = map.papers[7]!;
    const { named } = await call<{ named?: PaperRef }>('search_papers', { query: title.toUpperCase(), count: 1 });
    expect(named?.id).toBe(id);
    expect((await call<{ named?: PaperRef }>('search_papers', { query: 'zzzz' })).named).toBeUndefined();
  });

  test('ids of an answer are inputs of the next call', async () => {
    const { topics } = await call<{ topics: { id: number; label: string; papers: number }[] }>('list_topics', {});
    expect(topics[0]).toMatchObject({ id: 1, papers: map.topics[0]!.size, label: map.topics[0]!.label });
    const { papers } = await call<{ papers: PaperRef[] }>('key_papers', { topic: topics[0]!.id, count: 3 });
    expect(papers.map(({ id }) => id)).toEqual(
      map.topics[0]!.central.slice(0, 3).map((paper) => map.papers[paper]!.id),
    );
    expect((await call<{ papers: PaperRef[] }>('key_papers', { topic: topics[0]!.label, count: 3 })).papers).toEqual(
      papers,
    );
    const [first, second] = papers as [PaperRef, PaperRef];
    const paper = await call<{ abstract: string; concepts: { id: string; name: string }[] }>('get_paper', {
      paper: first.id,
    });
    expect(paper.abstract).toBe(map.papers.find(({ id }) => id === first.id)!.abstract);
    const { related } = await call<{ related: SimilarPaper[] }>('related_papers', { paper: first.id });
    const expected = await relatedPapers(map, first.id);
    expect(related.map(({ id }) => id)).toEqual(expected.map(({ paper }) => paper.id));
    const similarity = await call<{ similarity: number; terms: { term: string; share: number }[] }>(
      'explain_similarity',
      { a: first.id, b: second.id },
    );
    const terms = explain(map, first.id, second.id);
    expect(similarity.similarity).toBeCloseTo(
      terms.reduce((sum, { share }) => sum + share, 0),
      3,
    );
    expect(similarity.terms[0]!.term).toBe(terms[0]!.term);
    const concept = await call<{ name: string; papers: number; evidence: { sentence: string; paper: PaperRef }[] }>(
      'find_concept',
      { concept: paper.concepts[0]!.id },
    );
    expect(concept.evidence.length).toBeGreaterThan(0);
    expect(concept.papers).toBeGreaterThanOrEqual(concept.evidence.length);
    expect(map.papers.some(({ id }) => id === concept.evidence[0]!.paper.id)).toBe(true);
  });

  test('a path has the similarity and the terms of each step', async () => {
    const [from, to] = [0, map.papers.length - 1];
    const { steps } = await call<{ steps: (PaperRef & { similarity?: number; terms: object[] })[] }>(
      'path_between_papers',
      {
        from: map.papers[from]!.id,
        to: map.papers[to]!.id,
      },
    );
    const expected = findPath(map.edges, map.papers.length, from, to);
    expect(steps.map(({ id }) => id)).toEqual((expected?.papers ?? []).map((paper) => map.papers[paper]!.id));
    expect(steps.length).toBeGreaterThan(2);
    expect(steps[0]!.similarity).toBeUndefined();
    steps.slice(1).forEach(({ similarity, terms }, k) => {
      expect(similarity).toBeCloseTo(expected!.similarities[k]!, 3);
      expect(terms.length).toBeGreaterThan(0);
    });
  });

  test('what does not exist and wrong inputs are answered with advice', async () => {
    expect(await fail('get_paper', { paper: 'nothing' })).toBe(
      'this map has no paper "nothing": use search_papers to find its id',
    );
    expect(await fail('key_papers', { topic: 9999 })).toBe(
      'this map has no topic "9999": use list_topics for the list',
    );
    expect(await fail('papers_by_author', { author: 'Doe' })).toBe('no paper in this map has authors');
    expect(await fail('papers_by_author', { author: '  ' })).toContain('author');
    expect(await fail('find_concept', { concept: 'spiking neurl network' })).toMatch(
      /did you mean .*spiking neural network/i,
    );
    expect(await fail('related_papers', { paper: map.papers[0]!.id, count: 5000 })).toContain('count');
    expect(await fail('search_papers', { query: 'neurons', limit: 3 })).toMatch(/unrecognized.*limit/is);
  });

  test('authors, whose papers are listed, the latest first, and papers with the same title', async () => {
    const directory = createTempDirectory();
    const many = Array.from({ length: 300 }, (_, i) => `Ann Other${i}`);
    const lines = [
      { title: 'On reefs', year: 2001, authors: ['José Núñez', ...many] },
      { title: 'Editorial', year: 2002, authors: ['J. Doe'], doi: '10.1000/one' },
      { title: 'Editorial', year: 2009, authors: ['Ana Núñez'], doi: '10.1000/two' },
    ].map((paper) => JSON.stringify({ ...paper, abstract: `Corals of reefs grow in ${paper.year}.` }));
    writeFileSync(join(directory, 'papers.jsonl'), lines.join('\n'));
    await runCli(['build', 'papers.jsonl', '-o', 'map.json', '-q', '--network', 'co-authorship,similarity'], {
      cwd: directory,
    });
    const other = createMcpClient();
    await other.connect(join(directory, 'map.json'));
    const found = await other.call<{ number: number; names: string[]; papers: PaperRef[] }>('papers_by_author', {
      author: 'nunez',
      count: 1,
    });
    expect(found).toMatchObject({ number: 2, names: ['Ana Núñez', 'José Núñez'], papers: [{ title: 'Editorial' }] });
    expect(await other.fail('papers_by_author', { author: 'Nunes' })).toContain('this map has no author "Nunes"');
    const paper = await other.call<{ authors: string[]; authorCount?: number }>('get_paper', {
      paper: 'On reefs',
      network: 'similarity',
    });
    expect(paper).toMatchObject({ authors: { length: 50 }, authorCount: 301 });
    expect(await other.fail('get_paper', { paper: 'editorial', network: 'similarity' })).toContain(
      'several papers have the title "editorial": use search_papers',
    );
    await other.client.close();
  });

  test('answers are short', async () => {
    const answer = await call('search_papers', { query: 'neurons' });
    expect(JSON.stringify(answer).length).toBeLessThan(8000);
  });
});

test('a map that cannot be read is an error before the first question', async () => {
  const cwd = createTempDirectory();
  writeFileSync(join(cwd, 'other.json'), '{}');
  expect(await runCli(['mcp', 'other.json'], { cwd })).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('is not a papergraph map'),
  });
  expect(await runCli(['mcp', '-'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('give the file of a map'),
  });
});
