import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPath } from '../../src/graph/path.ts';
import { openMap } from '../../src/map-file/open.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { explainFused } from '../../src/vectors/explain-fused.ts';
import { relatedPapers } from '../../src/vectors/related-papers.ts';
import { BIBTEX, toVectors } from '../vectors/papers.ts';
import { createMcpClient } from './mcp-client.ts';
import { runCli } from './run-cli.ts';

interface Listed {
  id: string;
  similarity?: number;
  fused?: { score?: number; ranks?: { terms: number; vectors: number }; cosine?: number };
}

describe('papergraph mcp with a map with vectors', () => {
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-mcp-vectors-'));
  const { client, connect, call } = createMcpClient();
  let map: PaperMap;

  beforeAll(async () => {
    const [input, vectors, path] = ['papers.bib', 'vectors.jsonl', 'map.json'].map((name) => join(directory, name));
    writeFileSync(input!, `${BIBTEX}@article{wordless, title={Zooxanthellae}}\n`);
    writeFileSync(vectors!, `${toVectors(11)}{"id":"wordless","vector":[1,0,0.1]}\n`);
    const { code, stderr } = await runCli(['build', input!, '--vectors', vectors!, '-o', path!]);
    expect(code, stderr).toBe(0);
    map = await (await openMap(readFileSync(path!))).readAll();
    await connect(path!);
  }, 120_000);
  afterAll(async () => {
    await client.close();
    rmSync(directory, { recursive: true });
  });

  test('papers are ranked and explained by terms and by vectors, texts by terms only, and the answer says so', async () => {
    for (const name of ['paper0', 'wordless']) {
      const { id } = map.papers.find(({ key }) => key === name)!;
      const { rankedBy, related } = await call<{ rankedBy: string; related: Listed[] }>('related_papers', {
        paper: name,
      });
      const expected = await relatedPapers(map, id);
      expect(rankedBy).toBe('terms and vectors');
      expect(related.map((paper) => paper.id)).toEqual(expected.map(({ paper }) => paper.id));
      related.forEach(({ similarity, fused }, k) => {
        expect(similarity).toBeCloseTo(expected[k]!.similarity, 3);
        expect(fused!.score).toBeCloseTo(expected[k]!.score!, 3);
        expect(fused!.ranks).toEqual(expected[k]!.fused!.ranks);
      });
      expect(related[0]!.fused!.ranks!.vectors).toBeGreaterThan(0);
    }
    const named = await call<{ rankedBy: string }>('search_papers', { query: 'paper0' });
    expect(named.rankedBy).toBe('terms and vectors');
    const text = await call<{ rankedBy: string; papers: Listed[] }>('search_papers', { query: 'bleaching of reefs' });
    expect(text.rankedBy).toBe('terms');
    expect(text.papers.length).toBeGreaterThan(0);
    expect(text.papers.every(({ fused }) => fused === undefined)).toBe(true);
  });

  test('two papers and the steps of a path have both ranks', async () => {
    const index = (name: string) => map.papers.findIndex(({ key }) => key === name);
    const [a, b] = [index('paper0'), index('paper1')];
    const { cosine, ranks } = explainFused({ neighbors: map.neighbors, vectors: map.vectors! }, a, b);
    const pair = await call<Listed>('explain_similarity', { a: 'paper0', b: 'paper1' });
    expect(pair.fused).toEqual({ ranks, cosine: Number(cosine!.toFixed(4)) });
    const path = findPath(map.edges, map.papers.length, a, b)!;
    const { steps } = await call<{ steps: Listed[] }>('path_between_papers', { from: 'paper0', to: 'paper1' });
    expect(steps.map(({ id }) => id)).toEqual(path.papers.map((paper) => map.papers[paper]!.id));
    expect(steps[0]!.fused).toBeUndefined();
    steps.slice(1).forEach(({ fused }, k) => {
      expect(fused!.score).toBeCloseTo(path.similarities[k]!, 3);
      const expected = explainFused(
        { neighbors: map.neighbors, vectors: map.vectors! },
        path.papers[k]!,
        path.papers[k + 1]!,
      );
      expect(fused!.ranks).toEqual(expected.ranks);
    });
  });
});
