/** Largest component of a quantized vector. */
const MAX_COMPONENT = 127;

/** Vectors of integers. Vectors of zeros count as missing. */
export interface IntegerVectors {
  /** Number of components of each vector. */
  dimensions: number;
  /** The components, vector by vector, -127..127. */
  values: Int8Array;
}

/**
 * Rounds a vector to integers, so that its largest component is 127 or -127. The direction changes by about half a percent; sums of products of
 * integers are exact in any order.
 * @param target Receives the components.
 */
export function quantize(vector: Float32Array, target: Int8Array): void {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return;
  for (let i = 0; i < vector.length; i++) target[i] = Math.round((vector[i]! / largest) * MAX_COMPONENT);
}

/** Returns the dot product of two vectors. */
export function dotProduct({ dimensions, values }: IntegerVectors, a: number, b: number): number {
  let sum = 0;
  for (let i = a * dimensions, j = b * dimensions, end = i + dimensions; i < end; i++, j++)
    sum += values[i]! * values[j]!;
  return sum;
}

/** Returns the cosine of two vectors, -1..1; undefined if one of them is missing. */
export function cosine(vectors: IntegerVectors, a: number, b: number): number | undefined {
  const squares = dotProduct(vectors, a, a) * dotProduct(vectors, b, b);
  return squares === 0 ? undefined : dotProduct(vectors, a, b) / Math.sqrt(squares);
}

/** Returns whether a paper has a vector. */
export const hasVector = ({ dimensions, values }: IntegerVectors, paper: number): boolean =>
  values.subarray(paper * dimensions, (paper + 1) * dimensions).some((value) => value !== 0);
