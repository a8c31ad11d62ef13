import { describe, expect, it } from 'vitest';
import { findNearestVectors } from '../../src/vectors/nearest-vectors.ts';
import { cosine, hasVector, quantize } from '../../src/vectors/quantize.ts';
import { createVectors, findNearestByBruteForce } from './oracles.ts';

describe('findNearestVectors', () => {
  it.each([
    [1, 3, 2],
    [2, 1, 2],
    [5, 8, 4],
    [33, 7, 5],
    [70, 384, 10],
    [100, 20, 99],
    [64, 2, 9],
  ])(
    'finds what comparing all pairs finds: %i vectors, %i components, %i neighbors',
    async (papers, dimensions, count) => {
      const vectors = createVectors(papers, dimensions);
      const expected = findNearestByBruteForce(vectors, count);
      expect(await findNearestVectors(vectors, count, 1)).toEqual(expected);
    },
  );

  it('finds the same on several threads', async () => {
    const vectors = createVectors(90, 24, 5);
    expect(await findNearestVectors(vectors, 6, 3)).toEqual(await findNearestVectors(vectors, 6, 1));
  });

  it('takes the largest products without overflow', async () => {
    const dimensions = 4096;
    const values = new Int8Array(3 * dimensions).fill(127);
    values.fill(-127, 2 * dimensions);
    const { ids, values: cosines } = await findNearestVectors({ dimensions, values }, 2, 1);
    expect([...ids]).toEqual([1, 0]);
    expect([...cosines]).toEqual([1, 1]);
  });

  it('stops when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(findNearestVectors(createVectors(20, 4), 3, 1, { signal })).rejects.toThrow('stop');
  });
});

describe('quantize', () => {
  it('keeps directions within a percent', () => {
    const vectors = [0, 1].map((a) => Float32Array.from({ length: 384 }, (_, i) => Math.sin((a + 1) * i * i)));
    const values = new Int8Array(2 * 384);
    for (const [i, vector] of vectors.entries()) quantize(vector, values.subarray(i * 384, (i + 1) * 384));
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const [a, b] = [vectors[0]!, vectors[1]!];
    const exact = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    expect(Math.abs(cosine({ dimensions: 384, values }, 0, 1)! - exact)).toBeLessThan(0.01);
  });

  it('does not depend on the length of a vector', () => {
    const [once, twice] = [new Int8Array(3), new Int8Array(3)];
    quantize(Float32Array.of(0.5, -1, 0.25), once);
    quantize(Float32Array.of(1, -2, 0.5), twice);
    expect([...once]).toEqual([...twice]);
    expect(Math.min(...once)).toBe(-127);
  });

  it('counts a vector of zeros as missing', () => {
    const values = new Int8Array(6);
    quantize(Float32Array.of(0, 0, 0), values.subarray(0, 3));
    quantize(Float32Array.of(0, 1, 0), values.subarray(3));
    const vectors = { dimensions: 3, values };
    expect([hasVector(vectors, 0), hasVector(vectors, 1), cosine(vectors, 0, 1)]).toEqual([false, true, undefined]);
  });
});
