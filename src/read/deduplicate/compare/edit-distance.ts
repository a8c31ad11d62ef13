/** Rows of the dynamic programming table, reused between calls: the two previous rows and the current one. */
let rowBeforePrevious = new Int32Array(256);
let previousRow = new Int32Array(256);
let currentRow = new Int32Array(256);

/**
 * Returns the optimal string alignment distance of two strings: the number of insertions, deletions, substitutions and
 * transpositions of adjacent characters. Computes only the diagonal band that distances up to `limit` can use.
 *
 * @param limit Distances above it are returned as `limit + 1`.
 * @param toPrefix Returns the smallest distance from `a` to a prefix of `b` instead.
 */
export function editDistance(a: string, b: string, limit: number, toPrefix = false): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  if (previousRow.length <= b.length) reserveRows(2 * b.length);
  for (let j = 0; j <= Math.min(b.length, limit + 1); j++) previousRow[j] = j;
  for (let i = 1; i <= a.length; i++) {
    if (fillRow(a, b, i, limit) > limit) return limit + 1;
    [rowBeforePrevious, previousRow, currentRow] = [previousRow, currentRow, rowBeforePrevious];
  }
  const start = toPrefix ? Math.max(0, a.length - limit) : b.length;
  return Math.min(limit + 1, ...previousRow.subarray(start, b.length + 1));
}

/** Fills the band of row `i` and returns its minimum. */
function fillRow(a: string, b: string, i: number, limit: number): number {
  const start = Math.max(1, i - limit);
  const end = Math.min(b.length, i + limit);
  const characterA = a.charCodeAt(i - 1);
  currentRow[start - 1] = start === 1 ? i : limit + 1;
  let minDistance = currentRow[start - 1];
  for (let j = start; j <= end; j++) {
    const characterB = b.charCodeAt(j - 1);
    let distance = previousRow[j - 1] + (characterA === characterB ? 0 : 1);
    if (j < i + limit && previousRow[j] + 1 < distance) distance = previousRow[j] + 1;
    if (currentRow[j - 1] + 1 < distance) distance = currentRow[j - 1] + 1;
    const isTransposed = i > 1 && j > 1 && characterA === b.charCodeAt(j - 2) && characterB === a.charCodeAt(i - 2);
    if (isTransposed && rowBeforePrevious[j - 2] + 1 < distance) distance = rowBeforePrevious[j - 2] + 1;
    currentRow[j] = distance;
    if (distance < minDistance) minDistance = distance;
  }
  return minDistance;
}

function reserveRows(length: number): void {
  rowBeforePrevious = new Int32Array(length);
  previousRow = new Int32Array(length);
  currentRow = new Int32Array(length);
}
