import fc from 'fast-check';
import { type TermRows, UNIT } from '../../src/model/sparse.ts';
import { createRandom } from '../../src/util/random.ts';

/** Returns rows of at most unit length from pairs of term and raw weight. The last pair of a repeated term counts. */
export function unitRows(papers: readonly (readonly (readonly [term: number, weight: number])[])[]): TermRows {
  const rows = papers.map((pairs) => [...new Map(pairs)].sort((a, b) => a[0] - b[0]));
  const scaled = rows.map((row) => {
    const length = Math.hypot(...row.map(([, weight]) => weight));
    return row.map(([term, weight]) => [term, Math.floor((weight / length) * UNIT)] as const).filter(([, w]) => w > 0);
  });
  const starts = Uint32Array.from([0, ...scaled.map((row) => row.length)]);
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  return {
    starts,
    ids: Uint32Array.from(scaled.flat(), ([term]) => term),
    values: Uint16Array.from(scaled.flat(), ([, weight]) => weight),
  };
}

/** Small corpora with many ties: few terms, few weights, some empty papers, some identical ones. */
export const corpora = fc
  .array(fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 3 })), { maxLength: 6 }), { maxLength: 30 })
  .map(unitRows);

/** Returns papers of forty terms with document frequencies as in prose: the term of rank r occurs in about one in r papers, the first in half. */
export function proseLike(papers: number, seed: number): TermRows {
  const random = createRandom(seed);
  return unitRows(
    Array.from({ length: papers }, () =>
      Array.from({ length: 40 }, () => {
        const term = Math.floor(2000 ** random()) - 1;
        return [term, (1 + Math.floor(3 * random())) * Math.log(2 + term)] as const;
      }),
    ),
  );
}

/** Returns the rows in reverse order. */
export function reverseRows({ starts, ids, values }: TermRows): TermRows {
  const order = Array.from({ length: starts.length - 1 }, (_, i) => starts.length - 2 - i);
  const lengths = order.map((i) => starts[i + 1]! - starts[i]!);
  const reversedStarts = Uint32Array.from([0, ...lengths]);
  for (let i = 1; i < reversedStarts.length; i++) reversedStarts[i]! += reversedStarts[i - 1]!;
  return {
    starts: reversedStarts,
    ids: Uint32Array.from(order.flatMap((i) => [...ids.subarray(starts[i]!, starts[i + 1]!)])),
    values: Uint16Array.from(order.flatMap((i) => [...values.subarray(starts[i]!, starts[i + 1]!)])),
  };
}

/** Returns the rows of one corpus followed by those of another. */
export function concatenateRows(first: TermRows, second: TermRows): TermRows {
  const end = first.ids.length;
  return {
    starts: Uint32Array.of(...first.starts, ...second.starts.slice(1).map((start) => start + end)),
    ids: Uint32Array.of(...first.ids, ...second.ids),
    values: Uint16Array.of(...first.values, ...second.values),
  };
}
