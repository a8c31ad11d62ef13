/**
 * Question: how much more work is a join in blocks, as on several machines, than the join in one process? CPU time of one thread, in one run,
 * without reading, weighing, and sending blocks. Also checks that the neighbors are equal.
 *
 *     npx tsx --import ./scripts/typescript-workers.mjs bench/blocks.ts --papers PATH [--limit 30000] [--blocks 5]
 */
import { parseArgs } from 'node:util';
import { canHaveNeighbors, findMaxWeights } from '../src/similarity/blocks/block-bounds.ts';
import { divideCollection } from '../src/similarity/blocks/divide-collection.ts';
import { joinBetween, joinWithin, mergeLists } from '../src/similarity/blocks/join-blocks.ts';
import { getThresholds } from '../src/similarity/blocks/paper-block.ts';
import { blockedJoin } from '../src/similarity/join/blocked-join.ts';
import { JOIN_DEFAULTS } from '../src/similarity/join/join-options.ts';
import type { NeighborLists } from '../src/similarity/join/neighbor-lists.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { readPapersWithAbstract } from './support/papers.ts';

const { values } = parseArgs({
  options: {
    papers: { type: 'string', default: 'seeds' },
    limit: { type: 'string', default: '1000000' },
    blocks: { type: 'string', default: '5' },
  },
});

async function measure<T>(task: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = process.cpuUsage();
  const result = await task();
  return { result, seconds: process.cpuUsage(start).user / 1e6 };
}

const papers = (await readPapersWithAbstract(values.papers)).slice(0, Number(values.limit));
const { rows } = await weigh(papers, { threads: 1 });
const { blocks, neighbors, minDotProduct } = await divideCollection(
  rows,
  JOIN_DEFAULTS,
  Math.ceil(papers.length / Number(values.blocks)),
);
const options = { neighbors, minDotProduct, threads: 1 };
const single = await measure(() => blockedJoin(rows, options, {}));

let joined = 0;
const divided = await measure(async () => {
  const lists: NeighborLists[] = [];
  for (const block of blocks) lists.push(await joinWithin(block, options));
  const ready = blocks.map((block, b) => ({ ...block, thresholds: getThresholds(lists[b]!, minDotProduct) }));
  const maxWeights = blocks.map(({ rows: own }) => findMaxWeights(own));
  const canReach = (a: number, b: number) => canHaveNeighbors(ready[a]!.rows, ready[a]!.thresholds, maxWeights[b]!);
  for (let a = 0; a < blocks.length; a++)
    for (let b = a + 1; b < blocks.length; b++) {
      if (!canReach(a, b) && !canReach(b, a)) continue;
      joined++;
      const [left, right] = await joinBetween(ready[a]!, ready[b]!, options);
      mergeLists(lists[a]!, left, blocks[a]!.first);
      mergeLists(lists[b]!, right, blocks[b]!.first);
    }
  return lists;
});
const equal = divided.result.every(({ ids, dots }, b) => {
  const start = blocks[b]!.first * neighbors;
  const isEqual = (own: ArrayLike<number>, all: ArrayLike<number>) =>
    Array.from(own).every((value, k) => value === all[start + k]);
  return isEqual(ids, single.result.ids) && isEqual(dots, single.result.dots);
});
const pairs = (blocks.length * (blocks.length - 1)) / 2;
console.log(`${papers.length} papers, ${rows.ids.length} entries; ${joined} of ${pairs} pairs of blocks joined`);
console.log(`one process ${single.seconds.toFixed(2)} s, in ${blocks.length} blocks ${divided.seconds.toFixed(2)} s`);
console.log(`ratio ${(divided.seconds / single.seconds).toFixed(2)}; neighbors ${equal ? 'equal' : 'DIFFERENT'}`);
if (!equal) process.exitCode = 1;
