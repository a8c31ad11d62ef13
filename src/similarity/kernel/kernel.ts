/**
 * The join's inner loops, in AssemblyScript: `npm run kernel` compiles them to WebAssembly with vector instructions
 * and writes ../kernel-bytes.ts. All numbers are whole; ../image.ts lays out the memory that they work on.
 *
 * A call joins the papers of one tile (rows) with those of another (columns), a block of eight rows at a time, a lane
 * each. The products with rare terms are summed blindly, posting by posting, for all eight rows at once, in 16 bits:
 * a sieve, not the result. The commonest terms, which cost most and weigh least, are deferred: by Cauchy-Schwarz their
 * part of a dot product is at most the product of both papers' lengths in these terms, group by group of terms. Where
 * sum + bound reaches the worse of the last places of the two papers' lists, finer groups are asked, then the deferred
 * part itself; only what is left is computed exactly. The bounds are those of L2AP (Anastasiu and Karypis, ICDE 2014)
 * applied to a half-dense, half-sparse split.
 *
 * A unit of the sums is 1/32,768 of the similarity 1. A rounded product misses at most half a unit, so that a row of n
 * terms misses at most n / 2: its slack. Weights below FAINT count as FAINT in the sums: a shared term always shows.
 *
 * Here is the order of things. memory.ts has the addresses; block.ts the eight rows, defer.ts what they put off; scatter.ts
 * fills the sums, scan.ts sifts them; products.ts is exact; nearest.ts keeps the lists, and seed.ts gives them a start.
 */
import { clearBlock, gather } from './block';
import { defer, settle } from './defer';
import { findArrays, header, inLane, LANES, LOWER } from './memory';
import { threshold } from './nearest';
import { scan } from './scan';
import { passBy, scatter } from './scatter';
import { seed } from './seed';

/**
 * Joins the papers from `firstRow` to `lastRow`, all of one tile, with those of the column tile, each pair once.
 * Within its own tile, a row tile begins at its first paper and goes on where it left off.
 */
export function joinRows(firstRow: i32, lastRow: i32, columnTile: i32): void {
  findArrays();
  const tile = <i32>header(1);
  const firstColumn = columnTile * tile;
  const diagonal = firstRow >= firstColumn && firstRow < firstColumn + tile;
  const columns = min(<i32>header(0) - firstColumn, tile);
  const lists = header(8) + <usize>columnTile * (header(2) + 1) * 4;
  const begins = diagonal ? header(17) : lists;
  if (firstRow === firstColumn) {
    seed(firstColumn, columns, lists);
    memory.copy(begins, lists, header(2) * 4);
  }
  for (let column = 0; column < columns; column++) store<i16>(inLane(LOWER, column), threshold(firstColumn + column));
  for (let row = firstRow; row < lastRow; row += LANES) {
    const after = min(row + LANES, lastRow);
    for (let paper = row; paper < after; paper++) gather(paper, paper - row, defer(paper, paper - row));
    for (let paper = row; paper < after; paper++) settle(paper, paper - row);
    scatter(begins, lists + 4);
    scan(row, firstColumn, columns, diagonal);
    clearBlock();
    if (diagonal) for (let paper = row; paper < after; paper++) passBy(paper, begins);
  }
}
