import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edges } from '../../../src/model/map.ts';
import { bendOf, chooseLinks, linkColours } from '../../../web/map/edges.ts';
import { paints } from '../../../web/map/palette.ts';
import type { Look } from '../../../web/map/types.ts';
import { linksOf } from '../../../web/worker/edges.ts';

const PAPERS = 12;

/** Each pair at most once, by source, then target. */
const edges: fc.Arbitrary<Edges> = fc
  .uniqueArray(
    fc.tuple(fc.nat(PAPERS - 1), fc.nat(PAPERS - 1)).filter(([a, b]) => a < b),
    { selector: ([a, b]) => a * PAPERS + b },
  )
  .chain((pairs) =>
    fc
      .array(fc.constantFrom(0.1, 0.25, 0.5, 0.9), { minLength: pairs.length, maxLength: pairs.length })
      .map((weights) => {
        pairs.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
        return {
          sources: Uint32Array.from(pairs, ([a]) => a),
          targets: Uint32Array.from(pairs, ([, b]) => b),
          weights: Float64Array.from(weights),
        };
      }),
  );

const rowOf = ({ starts, ids, similarities }: ReturnType<typeof linksOf>, paper: number) =>
  Array.from(ids.subarray(starts[paper], starts[paper + 1]), (other, at) => ({
    other,
    similarity: similarities[starts[paper]! + at]!,
  }));

test('a paper’s links are its edges in both directions, strongest first, ties by index', () => {
  fc.assert(
    fc.property(edges, (given) => {
      const links = linksOf(given, PAPERS);
      for (let paper = 0; paper < PAPERS; paper++) {
        const expected = [...given.weights.keys()]
          .flatMap((k) => {
            const [a, b] = [given.sources[k]!, given.targets[k]!];
            const similarity = Math.fround(given.weights[k]!);
            return a === paper ? [{ other: b, similarity }] : b === paper ? [{ other: a, similarity }] : [];
          })
          .sort((a, b) => b.similarity - a.similarity || a.other - b.other);
        expect(rowOf(links, paper)).toEqual(expected);
      }
    }),
  );
});

describe('the links that are drawn', () => {
  const topics = Uint32Array.from({ length: PAPERS }, (_, i) => i % 3);
  const placed = Float32Array.from({ length: 2 * PAPERS }, (_, i) => (i < 2 ? Number.NaN : i));

  test('are at most as many as asked for, none twice, none to a paper without a place', () => {
    fc.assert(
      fc.property(edges, fc.nat(20), (given, most) => {
        const { list, has } = chooseLinks(linksOf(given, PAPERS), topics, placed, most);
        expect(list.length).toBeLessThanOrEqual(most);
        expect(new Set(list.map(({ from, to }) => `${from} ${to}`)).size).toBe(list.length);
        for (const { from, to } of list) {
          expect(from).toBeGreaterThan(0);
          expect(from).toBeLessThan(to);
          expect(has(to, from)).toBe(true);
        }
        const possible = [...given.sources.keys()].filter((k) => given.sources[k] !== 0).length;
        expect(list.length).toBe(Math.min(most, possible));
      }),
    );
  });

  test('hold every paper’s strongest link before any second one, and faint ones lie beneath', () => {
    fc.assert(
      fc.property(edges, (given) => {
        const links = linksOf(given, PAPERS);
        const linked = Array.from({ length: PAPERS - 1 }, (_, at) => at + 1).filter(
          (paper) => rowOf(links, paper)[0] && rowOf(links, paper)[0]!.other !== 0,
        );
        const { list, has } = chooseLinks(links, topics, placed, PAPERS);
        for (const paper of linked) expect(has(paper, rowOf(links, paper)[0]!.other)).toBe(true);
        const within = list.map(({ from, to }) => Number(topics[from] === topics[to]));
        expect(within).toEqual([...within].sort());
      }),
    );
  });
});

test('a link within a colour has that colour, fainter the weaker; between colours it is grey', () => {
  const look: Look = {
    paints: paints(false),
    colours: ['#888888', '#ff0000', '#0000ff'],
    colourOf: Uint16Array.of(1, 1, 2),
    sizes: new Float32Array(3),
    shown: new Uint8Array(3).fill(1),
    minSimilarity: 0,
    curved: false,
  };
  const colour = linkColours(look);
  const red = (hex: string) => Number.parseInt(hex.slice(1, 3), 16) - Number.parseInt(hex.slice(5, 7), 16);
  const strong = colour({ from: 0, to: 1, similarity: 0.6 });
  expect(red(strong)).toBeGreaterThan(red(colour({ from: 0, to: 1, similarity: 0.1 })));
  expect(Math.abs(red(colour({ from: 1, to: 2, similarity: 0.6 })))).toBeLessThan(20);
});

test('an arc leans a fifth of its chord to the left of its way, as the screen shows it', () => {
  expect(bendOf({ x: 0, y: 0 }, { x: 10, y: 0 })).toEqual({ x: 5, y: -2 });
  expect(bendOf({ x: 0, y: 0 }, { x: 0, y: 10 })).toEqual({ x: 2, y: 5 });
});
