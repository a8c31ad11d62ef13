import type { TermRows } from '../../model/sparse.ts';
import { type Columns, NO_COLUMN } from './columns.ts';
import { COLUMN_PADDING, COMMON_TERMS, GROUP_SIZE, SUBGROUP_SIZE } from './memory-layout.ts';

/** Rows whose terms are columns. */
export interface SortedRows {
  starts: Uint32Array;
  /** End of the common columns of each row, which come first. */
  commonEnds: Uint32Array;
  terms: Uint32Array;
  weights: Uint16Array;
}

/**
 * Creates a function that writes the row of a paper; it must be called for all papers in order. The common columns of a row are
 * ordered by squared length per posting, smallest first: deferring these pays most.
 */
export function createRowWriter(
  rows: TermRows,
  { columnOf, documents }: Columns,
  { starts, commonEnds, terms, weights }: SortedRows,
): (paper: number) => void {
  const { ids, values } = rows;
  const commonEntries = new Uint32Array(COMMON_TERMS);
  const costs = new Float64Array(COMMON_TERMS);
  let end = 0;
  const append = (k: number) => {
    terms[end] = columnOf[ids[k]!]!;
    weights[end++] = values[k]!;
  };
  return (paper) => {
    let commonCount = 0;
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
      const column = columnOf[ids[k]!]!;
      if (column >= COMMON_TERMS) continue;
      // A row has few common terms, so that insertion sort is fast.
      const cost = (values[k]! * values[k]!) / documents[column]!;
      let position = commonCount++;
      for (; position > 0 && costs[position - 1]! > cost; position--) {
        costs[position] = costs[position - 1]!;
        commonEntries[position] = commonEntries[position - 1]!;
      }
      costs[position] = cost;
      commonEntries[position] = k;
    }
    for (let c = 0; c < commonCount; c++) append(commonEntries[c]!);
    commonEnds[paper] = end;
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
      const column = columnOf[ids[k]!]!;
      if (column >= COMMON_TERMS && column !== NO_COLUMN) append(k);
    }
    starts[paper + 1] = end;
  };
}

/** Writes the common columns of a range of rows as dense rows. */
export function writeDenseRows(
  { starts, commonEnds, terms, weights }: SortedRows,
  firstPaper: number,
  endPaper: number,
  denseRows: Uint16Array,
): void {
  for (let paper = firstPaper; paper < endPaper; paper++)
    for (let k = starts[paper]!; k < commonEnds[paper]!; k++) denseRows[paper * COMMON_TERMS + terms[k]!] = weights[k]!;
}

/**
 * Writes the lengths of a range of rows in the common columns, in units of 1/128, rounded up: groups × papers to `lengths` and papers ×
 * subgroups to `fineLengths`.
 */
export function writeLengths(
  { starts, commonEnds, terms, weights }: SortedRows,
  firstPaper: number,
  endPaper: number,
  lengths: Uint16Array,
  fineLengths: Uint8Array,
): void {
  const papers = commonEnds.length;
  const subgroups = COMMON_TERMS / SUBGROUP_SIZE;
  const subgroupsPerGroup = GROUP_SIZE / SUBGROUP_SIZE;
  const squares = new Float64Array(subgroups);
  for (let paper = firstPaper; paper < endPaper; paper++) {
    squares.fill(0);
    for (let k = starts[paper]!; k < commonEnds[paper]!; k++)
      squares[Math.floor(terms[k]! / SUBGROUP_SIZE)]! += weights[k]! * weights[k]!;
    for (let subgroup = 0, groupSquares = 0; subgroup < subgroups; subgroup++) {
      fineLengths[paper * subgroups + subgroup] = Math.ceil(Math.sqrt(squares[subgroup]!) / 256);
      groupSquares += squares[subgroup]!;
      if ((subgroup + 1) % subgroupsPerGroup !== 0) continue;
      const group = Math.floor(subgroup / subgroupsPerGroup);
      lengths[group * (papers + COLUMN_PADDING) + paper] = Math.ceil(Math.sqrt(groupSquares) / 256);
      groupSquares = 0;
    }
  }
}
