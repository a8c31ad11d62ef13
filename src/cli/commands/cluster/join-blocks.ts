import { InputError } from '../../../model/errors.ts';
import type { TermRows } from '../../../model/sparse.ts';
import { canHaveNeighbors } from '../../../similarity/blocks/block-bounds.ts';
import { joinBetween, joinWithin } from '../../../similarity/blocks/join-blocks.ts';
import { getThresholds, type PaperBlock } from '../../../similarity/blocks/paper-block.ts';
import { type Message, readMessage, writeMessage } from '../../blocks/messages.ts';
import { toBytes } from '../../blocks/write-blocks.ts';
import { openStdout } from '../../output/open-outputs.ts';
import { writeOutput } from '../../output/write-output.ts';

/** Number of arrays that a block has. */
const BLOCK_ARRAYS = 3;

/**
 * Joins the blocks in a message on stdin and writes their neighbors as a message to stdout. The header has `first`, the numbers of the first
 * papers; `neighbors`; and `minDotProduct`.
 *
 * With one block, the arrays are its starts, terms, and weights, then the largest weights of other blocks. The result is its ids, dot products, and
 * thresholds, and for each other block a byte that is 1 if it may have neighbors.
 *
 * With two blocks, the arrays are starts, terms, weights, and thresholds of both. The result is the ids and dot products of both.
 */
export async function joinBlocks(): Promise<void> {
  const stdout = await openStdout([]);
  const result = await joinMessage(await readMessage(process.stdin));
  await writeOutput(stdout, writeMessage(result));
}

async function joinMessage({ header, arrays }: Message): Promise<Message> {
  const { first, neighbors, minDotProduct } = header;
  if (!Array.isArray(first) || typeof neighbors !== 'number' || typeof minDotProduct !== 'number')
    throw new InputError('the blocks on stdin are of another version of papergraph: use the same on all machines');
  const options = { neighbors, minDotProduct, threads: 1 };
  if (first.length === 1) {
    const block = readBlock(Number(first[0]), arrays);
    const lists = await joinWithin(block, options);
    const thresholds = getThresholds(lists, minDotProduct);
    const reachable = arrays
      .slice(BLOCK_ARRAYS)
      .map((maxWeights) => Number(canHaveNeighbors(block.rows, thresholds, new Uint16Array(maxWeights.buffer))));
    return {
      header: {},
      arrays: [toBytes(lists.ids), toBytes(lists.dots), toBytes(thresholds), Uint8Array.from(reachable)],
    };
  }
  const [left, right] = [0, 1].map((side) => {
    const own = arrays.slice((BLOCK_ARRAYS + 1) * side, (BLOCK_ARRAYS + 1) * (side + 1));
    return { ...readBlock(Number(first[side]), own), thresholds: new Int32Array(own[BLOCK_ARRAYS]!.buffer) };
  });
  const lists = await joinBetween(left!, right!, options);
  return { header: {}, arrays: lists.flatMap(({ ids, dots }) => [toBytes(ids), toBytes(dots)]) };
}

function readBlock(first: number, [starts, terms, weights]: readonly Uint8Array[]): PaperBlock {
  const rows: TermRows = {
    starts: new Uint32Array(starts!.buffer),
    ids: new Uint32Array(terms!.buffer),
    values: new Uint16Array(weights!.buffer),
  };
  return { first, rows };
}
