import { InputError } from '../model/errors.ts';
import type { Paper } from '../model/paper.ts';
import { type Share, type TermRows, type TermShare, UNIT } from '../model/sparse.ts';
import { mergeParts, type TermNames } from './merge-parts.ts';

/** The parts of a map that explain a similarity. */
export interface ExplainableMap {
  papers: readonly Pick<Paper, 'id'>[];
  rows: TermRows;
  vocabulary: TermNames;
}

/**
 * Returns the contribution of each shared term to the similarity of two papers of a map, largest first. A phrase and its parts
 * are one term, with the sum of their shares.
 *
 * The shares add up to the similarity exactly, because weights are integers divided by a power of two. The result is empty if
 * the papers share no term.
 * @param a Id of one paper, or its index.
 * @param b Id of the other paper, or its index.
 * @throws {InputError} if the map has no such paper
 */
export function explain(map: ExplainableMap, a: string | number, b: string | number): TermShare[];
/**
 * Returns the contribution of each shared term to the similarity of two rows, largest first, ties by term id.
 * @param a Index of one row.
 * @param b Index of the other row.
 * @throws {InputError} if there is no such row
 */
export function explain(rows: TermRows, a: number, b: number): Share[];
export function explain(
  source: ExplainableMap | TermRows,
  a: string | number,
  b: string | number,
): TermShare[] | Share[] {
  if (typeof source !== 'object' || source === null || !('rows' in source || 'starts' in source))
    throw new InputError('explain: give a map and the ids of two papers, or the rows of a map and two indexes');
  if (!('rows' in source)) return explainRows(source, checkRow(source, a), checkRow(source, b));
  const { rows, vocabulary } = source;
  return mergeParts(explainRows(rows, findRow(source, a), findRow(source, b)), vocabulary).map(({ term, share }) => ({
    term: vocabulary.forms[term]!,
    share,
  }));
}

function findRow({ papers, rows }: ExplainableMap, paper: string | number): number {
  if (typeof paper !== 'string') return checkRow(rows, paper);
  const row = papers.findIndex(({ id }) => id === paper);
  if (row < 0) throw new InputError(`explain: the map has no paper with the id ${JSON.stringify(paper)}`);
  return row;
}

function checkRow({ starts }: TermRows, row: string | number): number {
  if (typeof row === 'string')
    throw new InputError(`explain: rows have no ids such as ${JSON.stringify(row)}; give the map instead of its rows`);
  if (Number.isInteger(row) && row >= 0 && row < starts.length - 1) return row;
  throw new InputError(`explain: an index must be an integer from 0 to ${starts.length - 2}, not ${row}`);
}

function explainRows(rows: TermRows, a: number, b: number): Share[] {
  const shares: Share[] = [];
  let i = rows.starts[a]!;
  let j = rows.starts[b]!;
  while (i < rows.starts[a + 1]! && j < rows.starts[b + 1]!) {
    const difference = rows.ids[i]! - rows.ids[j]!;
    if (difference === 0)
      shares.push({ term: rows.ids[i]!, share: (rows.values[i++]! * rows.values[j++]!) / UNIT / UNIT });
    else if (difference < 0) i++;
    else j++;
  }
  return shares.sort((x, y) => y.share - x.share || x.term - y.term);
}
