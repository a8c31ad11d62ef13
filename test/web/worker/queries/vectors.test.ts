import { expect, it } from 'vitest';
import { analyze } from '../../../../src/analyze.ts';
import { readPapers } from '../../../../src/read/read.ts';
import { explainFused, formatFused } from '../../../../src/vectors/explain-fused.ts';
import { openInMemory } from '../../../../web/worker/open-map.ts';
import { MapQueries } from '../../../../web/worker/queries/map-queries.ts';
import { seedFiles } from '../../../seeds.ts';

it('tells which part of a link comes from terms and which from vectors', async () => {
  const collection = await readPapers(seedFiles());
  const papers = collection.papers.slice(0, 30);
  const values = Float32Array.from({ length: 29 * 4 }, (_, i) => Math.sin(i * i + 1));
  const vectors = { name: 'v', ids: papers.slice(0, 29).map(({ id }) => id), dimensions: 4, values };
  const map = await analyze({ ...collection, papers }, { vectors, concepts: false });
  const queries = new MapQueries(openInMemory(map));
  const { related } = await queries.paper(0);
  const ranks =
    /^(?:\d+\w\w by terms \(0\.\d\d\)|not among the nearest by terms \(0\.\d\d\)|no shared terms), (?:\d+\w\w by vectors|not among the nearest by vectors) \(cosine -?\d\.\d\d\)$|, no vector$/;
  for (const { summary } of related) expect(summary).toMatch(ranks);
  expect(related.length).toBeGreaterThan(5);
  const { ranking, link } = await queries.compare(0, related[0]!.paper);
  expect(ranking).toBe(related[0]!.summary);
  expect(link).toBeUndefined();
  expect((await queries.compare(0, 29)).ranking).toMatch(/no vector$/);
  const { neighbors, vectors: rounded } = map;
  const steps = await queries.path(0, 28);
  expect(steps.length).toBeGreaterThan(1);
  steps.slice(1).forEach(({ paper, summary, terms }, i) => {
    const explanation = explainFused({ neighbors, vectors: rounded! }, steps[i]!.paper, paper);
    expect(summary).toBe(formatFused(explanation, terms, 0));
  });
  expect(steps[0]!.summary).toBeUndefined();
  const plain = new MapQueries(openInMemory(await analyze({ ...collection, papers }, { concepts: false })));
  expect((await plain.paper(0)).related.every(({ summary }) => summary === undefined)).toBe(true);
  expect((await plain.compare(0, 1)).ranking).toBeUndefined();
  expect((await plain.path(0, 28)).every(({ summary }) => summary === undefined)).toBe(true);
}, 60_000);
