import { type TermRow, UNIT } from '../../model/sparse.ts';

/**
 * Scales weights to a row of unit length with integer values. Each value is rounded; then the largest value (the first
 * of equal ones) is decremented until the sum of squares is at most UNIT². Terms whose value rounds to 0 are omitted.
 * The kernel builds its rows in the same way.
 * @param ids Terms in ascending order.
 * @param weights The weight of each term, 0 or more.
 */
export function unitRow(ids: ArrayLike<number>, weights: ArrayLike<number>): TermRow {
  const { length } = weights;
  const rowIds = new Uint32Array(length);
  const values = new Uint16Array(length);
  let squaredLength = 0;
  for (let k = 0; k < length; k++) squaredLength += weights[k]! * weights[k]!;
  const scale = squaredLength > 0 ? UNIT / Math.sqrt(squaredLength) : 0;
  let size = 0;
  let sumOfSquares = 0;
  for (let k = 0; k < length; k++) {
    const value = Math.round(weights[k]! * scale);
    if (value === 0) continue;
    rowIds[size] = ids[k]!;
    values[size++] = value;
    sumOfSquares += value * value;
  }
  while (sumOfSquares > UNIT * UNIT) {
    let largest = 0;
    for (let k = 1; k < size; k++) if (values[k]! > values[largest]!) largest = k;
    sumOfSquares -= 2 * values[largest]!-- - 1;
  }
  return { ids: rowIds.subarray(0, size), values: values.subarray(0, size) };
}
