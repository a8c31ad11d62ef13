import { beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { openMap } from '../../src/map-file/open.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { Collection, Paper } from '../../src/model/paper.ts';
import type { VectorSet } from '../../src/model/vectors.ts';
import { explainLink, formatLink } from '../../src/networks/explain-link.ts';
import { readPapers } from '../../src/read/read.ts';
import { updateMap } from '../../src/update/update-map.ts';
import { matchVectors, toVectorSet } from '../../src/vectors/match-vectors.ts';
import { cosine } from '../../src/vectors/quantize.ts';
import { relatedPapers } from '../../src/vectors/related-papers.ts';
import { rebuildMap } from '../../web/worker/apply-recipe.ts';
import { openInMemory } from '../../web/worker/open-map.ts';
import { seedFiles } from '../seeds.ts';

const toBytes = (map: PaperMap) => Buffer.concat([...serializeMap(map)]);

/** Vectors that say which papers are about spiking, and about language. */
function createSet(papers: readonly Paper[]): VectorSet {
  const words = ['spik', 'language', 'cortex', 'image', 'learning', 'EEG'];
  const values = papers.flatMap(({ title, abstract }, i) =>
    words.map((word) => `${title} ${abstract}`.split(word).length - 1 + (i % 13) / 40),
  );
  return {
    name: 'v.npz',
    ids: papers.map(({ id }) => id),
    dimensions: words.length,
    values: Float32Array.from(values),
  };
}

const paper = (fields: Partial<Paper>): Paper => ({ id: 'x', title: 'T', abstract: '', sources: [], ...fields });

describe('matchVectors', () => {
  const papers = [
    paper({ id: '10.1000/AbC', doi: '10.1000/AbC', key: 'smith2020', pmid: '123' }),
    paper({ id: 'arXiv:2101.00001', arxiv: '2101.00001', key: 'twice' }),
    paper({ id: 't-0123456789ab', key: 'twice', identifiers: ['s2:649def34f8be52c8b66281af98ae884c09aef38b'] }),
  ];
  const match = (...ids: (string | string[])[]) =>
    matchVectors(papers, { name: 'v', ids, dimensions: 1, values: new Float32Array(ids.length).fill(1) });

  it.each([
    ['https://doi.org/10.1000/abc', 0],
    ['doi:10.1000/ABC', 0],
    ['SMITH2020', 0],
    ['PMID: 123', 0],
    ['arxiv:2101.00001v2', 1],
    ['https://arxiv.org/abs/2101.00001', 1],
    ['649def34f8be52c8b66281af98ae884c09aef38b', 2],
    ['t-0123456789ab', 2],
  ])('finds the paper of %s', (id, index) => {
    expect(match(id).values.indexOf(127)).toBe(index);
  });

  it('counts vectors of no paper and repeated ones, and takes the first id that names a paper', () => {
    const { matched, unmatched, repeated } = match('smith2020', '10.1000/abc', 'unknown', 'twice', [
      'unknown',
      'pmid:123',
    ]);
    expect({ matched, unmatched, repeated }).toEqual({ matched: 1, unmatched: 2, repeated: 2 });
  });

  it('rejects vectors of other papers and of a wrong shape', () => {
    expect(() => match('unknown')).toThrow('none of the 1 vectors belongs to a paper');
    const set = { name: 'v', ids: ['smith2020'], dimensions: 2, values: Float32Array.of(1) };
    expect(() => matchVectors(papers, set)).toThrow('1 ids of vectors with 2 components need 2 numbers, not 1');
    expect(() => matchVectors(papers, { ...set, values: Float32Array.of(1, Number.NaN) })).toThrow('vector 1 has');
  });
});

describe('a map with vectors', () => {
  let collection: Collection;
  let set: VectorSet;
  let map: PaperMap;

  beforeAll(async () => {
    collection = await readPapers(seedFiles());
    const papers = collection.papers.slice(0, 90);
    // The last papers have no vector; one has no abstract.
    papers[4] = { ...papers[4]!, abstract: '' };
    collection = { ...collection, papers };
    set = createSet(papers.slice(0, 80));
    map = await analyze(collection, { vectors: set, concepts: false });
  }, 60_000);

  it('has the same bytes in any order of vectors and on any number of threads', async () => {
    const ids = [...set.ids].reverse();
    const values = Float32Array.from(ids.flatMap((_, i) => [...set.values.subarray((79 - i) * 6, (80 - i) * 6)]));
    const again = await analyze(collection, { vectors: { ...set, ids, values }, concepts: false, threads: 1 });
    expect(toBytes(again).equals(toBytes(map))).toBe(true);
  }, 60_000);

  it('depends on the vectors', async () => {
    const values = set.values.map((value, i) => (i % 6 === 0 ? 5 - value : value));
    const other = await analyze(collection, { vectors: { ...set, values }, concepts: false });
    expect((await openMap(toBytes(other))).hash).not.toBe((await openMap(toBytes(map))).hash);
    expect([...other.neighbors.ids]).not.toEqual([...map.neighbors.ids]);
  }, 60_000);

  it('is saved and opened', async () => {
    const file = await openMap(toBytes(map));
    expect(await file.vectors()).toEqual(map.vectors);
    expect(toBytes(await file.readAll()).equals(toBytes(map))).toBe(true);
  });

  it('ranks the neighbors of every paper by its lists', () => {
    const { starts, values } = map.neighbors;
    const { termRanks, vectorRanks } = map.vectors!;
    for (let i = 0; i < map.papers.length; i++)
      for (let k = starts[i]!; k < starts[i + 1]!; k++) {
        const lists = i < 80 ? 2 : 1;
        const sum = [termRanks[k]!, vectorRanks[k]!].reduce((sum, rank) => sum + (rank > 0 ? 1 / (60 + rank) : 0), 0);
        // A paper may share no term with any other; then only its vector counts.
        expect(values[k]! / (sum * 61)).toBeOneOf([1 / lists, 1].map((factor) => expect.closeTo(factor, 10)));
        if (i >= 80) expect(vectorRanks[k]).toBe(0);
      }
  });

  it('has edges with the higher score of both directions', () => {
    const { starts, ids, values } = map.neighbors;
    const scores = new Map<string, number>();
    for (let i = 0; i < map.papers.length; i++)
      for (let k = starts[i]!; k < starts[i + 1]!; k++) {
        const key = [i, ids[k]!].sort((a, b) => a - b).join();
        scores.set(key, Math.max(scores.get(key) ?? 0, values[k]!));
      }
    const { sources, targets, weights } = map.edges;
    expect(new Map([...weights].map((weight, k) => [`${sources[k]},${targets[k]}`, weight]))).toEqual(scores);
  });

  it('places a paper without an abstract by its vector', () => {
    const index = collection.papers.findIndex(({ abstract }) => abstract === '');
    expect(Number.isNaN(map.positions[2 * index])).toBe(false);
    expect(map.neighbors.starts[index + 1]! - map.neighbors.starts[index]!).toBeGreaterThan(0);
  });

  it('explains links by terms and by vectors', () => {
    const { sources, targets, weights } = map.edges;
    for (let k = 0; k < weights.length; k++) {
      const [a, b] = [sources[k]!, targets[k]!];
      const explanation = explainLink(map, a, b, weights[k]!);
      const { fused } = explanation;
      expect(fused?.cosine).toBe(cosine(map.vectors!, a, b));
      const { terms, vectors } = fused!.ranks!;
      const sum = (terms && 1 / (60 + terms)) + (vectors && 1 / (60 + vectors));
      expect(weights[k]! / (sum * 61)).toBeOneOf([0.5, 1].map((factor) => expect.closeTo(factor, 10)));
      expect(formatLink(explanation)).toMatch(
        /^(?:\d+(?:st|nd|rd|th) by terms \(0\.\d\d: .+\)|not among the nearest by terms \(.+\)|no shared terms), (?:\d+(?:st|nd|rd|th) by vectors|not among the nearest by vectors|no vector)(?: \(cosine -?[01]\.\d\d\))?$/,
      );
    }
  });

  it('is built again in the explorer with its vectors', async () => {
    const again = await analyze(collection, { vectors: toVectorSet(map.papers, map.vectors!), concepts: false });
    expect(again.neighbors).toEqual(map.neighbors);
    expect(again.vectors).toEqual({ ...map.vectors!, unmatched: 0 });
    const { map: rebuilt } = await rebuildMap(openInMemory(map), { resolution: 2 }, [], {});
    expect((await rebuilt.readAll()).neighbors).toEqual(map.neighbors);
    expect((await rebuilt.readAll()).options.vectors).toBe('v.npz');
  }, 60_000);

  it('finds papers related to a paper by both, and to a text by terms', async () => {
    const [first] = await relatedPapers(map, map.papers[0]!.id, { count: 3 });
    expect(first!.score).toBeGreaterThan(0.5);
    expect(first!.fused!.ranks!.terms + first!.fused!.ranks!.vectors).toBeGreaterThan(1);
    const byText = await relatedPapers(map, 'spiking neural networks');
    expect(byText.length).toBeGreaterThan(0);
    expect(byText.every(({ fused, score }) => fused === undefined && score === undefined)).toBe(true);
  });

  it('cannot be updated, and has no other network', async () => {
    await expect(updateMap(map, { ...collection, papers: [] })).rejects.toThrow(
      'the map was built with vectors ("v.npz")',
    );
    await expect(analyze(collection, { vectors: set, network: 'coupling' })).rejects.toThrow(
      'not with the network "coupling"',
    );
  });
});
