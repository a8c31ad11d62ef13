import { gzipSync, strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { readVectors } from '../../src/vectors/read/read-vectors.ts';

const toFile = (name: string, content: string | Uint8Array) => ({
  name,
  bytes: () => [typeof content === 'string' ? strToU8(content) : content],
});

/** Writes a NumPy file as numpy.save does. */
function npy(descr: string, shape: string, data: Uint8Array, isFortran = false): Uint8Array {
  const fields = `{'descr': '${descr}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': ${shape}, }`;
  const header = `${fields.padEnd(117)}\n`;
  return Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0, ...strToU8(header), ...data);
}

const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const matrix = npy('<f4', '(2, 3)', floats(1, 2, 3, 4, 5, 6));
const expected = { dimensions: 3, values: Float32Array.of(1, 2, 3, 4, 5, 6) };

describe('readVectors', () => {
  it('reads a NumPy file with ids as lines or JSON', async () => {
    const file = toFile('v.npy', matrix);
    expect(await readVectors(file, toFile('v.ids.txt', 'a\nb\n'))).toEqual({
      name: 'v.npy',
      ids: ['a', 'b'],
      ...expected,
    });
    expect((await readVectors(file, toFile('v.ids.json', '["x", 7]'))).ids).toEqual(['x', '7']);
  });

  it('reads other types and the order of Fortran', async () => {
    const doubles = new Uint8Array(Float64Array.of(1, 4, 2, 5, 3, 6).buffer);
    const ids = toFile('v.ids.txt', 'a\nb');
    expect(await readVectors(toFile('v.npy', npy('<f8', '(2, 3)', doubles, true)), ids)).toMatchObject(expected);
    const halves = new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001).buffer);
    const { values } = await readVectors(toFile('v.npy', npy('<f2', '(2, 2)', halves)), ids);
    expect([...values]).toEqual([1, -2, 0.333251953125, 2 ** -24].map(Math.fround));
    const big = Uint8Array.of(0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0);
    expect([...(await readVectors(toFile('v.npy', npy('>f4', '(2, 1)', big)), ids)).values]).toEqual([1, -2]);
  });

  it('reads an archive of ids and vectors', async () => {
    const texts = new Uint8Array(Uint32Array.of(0x61, 0x62, 0x63, 0).buffer);
    const archive = zipSync({ 'ids.npy': npy('<U2', '(2,)', texts), 'vectors.npy': matrix });
    expect(await readVectors(toFile('v.npz', archive))).toEqual({ name: 'v.npz', ids: ['ab', 'c'], ...expected });
    const numbers = npy('<i4', '(2,)', new Uint8Array(Int32Array.of(12, 34).buffer));
    const numbered = zipSync({ 'pmids.npy': numbers, 'vectors.npy': matrix });
    expect((await readVectors(toFile('v.npz', numbered))).ids).toEqual(['12', '34']);
  });

  it('reads JSON Lines, compressed or not, and a JSON list', async () => {
    const lines = '{"id":"a","vector":[1,2,3]}\n{"doi":"10.1000/B","embedding":[4,5,6]}\n';
    const set = { ids: [['a'], ['10.1000/B']], ...expected };
    expect(await readVectors(toFile('v.jsonl', lines))).toEqual({ name: 'v.jsonl', ...set });
    expect(await readVectors(toFile('v.jsonl.gz', gzipSync(strToU8(lines))))).toMatchObject(set);
    expect(await readVectors(toFile('v.json', `[${lines.trim().replace('\n', ',')}]`))).toMatchObject(set);
  });

  it('leaves out records without a vector, and adds titles to ids that only the file knows', async () => {
    const rows = [
      '"Reefs, in heat",,,1 2',
      'Own,7,,3 4',
      'Other,,10.1000/b,',
      'Third,8,10.1000/c,5 6',
      'Fourth,9,,NaN',
    ];
    const { ids, values } = await readVectors(toFile('v.csv', `title,id,doi,embedding\n${rows.join('\n')}\n`));
    expect(ids).toEqual([['title:reefs in heat'], ['7', 'title:own'], ['8', '10.1000/c']]);
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('reads papers of Semantic Scholar', async () => {
    const paper = {
      paperId: '649def34f8be52c8b66281af98ae884c09aef38b',
      externalIds: { DOI: '10.18653/v1/N18-3011', ArXiv: '1805.02262', CorpusId: 19170988 },
      title: 'Construction of the Literature Graph',
      embedding: { model: 'specter_v2', vector: [0.5, -1] },
    };
    const { ids, values } = await readVectors(toFile('s2.json', JSON.stringify([paper])));
    expect(ids[0]).toEqual([
      '10.18653/v1/N18-3011',
      'arxiv:1805.02262',
      's2:649def34f8be52c8b66281af98ae884c09aef38b',
      'corpusid:19170988',
    ]);
    expect([...values]).toEqual([0.5, -1]);
  });

  it('reads CSV and Parquet', async () => {
    const csv = 'DOI,title,Embedding\n10.1000/a,"A, b","[1, 2, 3]"\n10.1000/b,B,4 5 6\n';
    const set = { ids: [['10.1000/a'], ['10.1000/b']], ...expected };
    expect(await readVectors(toFile('v.csv', csv))).toMatchObject(set);
    const parquet = parquetWriteBuffer({
      columnData: [
        { name: 'doi', data: ['10.1000/a', '10.1000/b'], type: 'STRING' },
        {
          name: 'vector',
          data: [
            [1, 2, 3],
            [4, 5, 6],
          ],
          type: 'JSON',
        },
      ],
    });
    expect(await readVectors(toFile('v.parquet', new Uint8Array(parquet)))).toMatchObject(set);
  });

  it.each([
    ['{"id":"a","vector":[1,2]}\n{"id":"b","vector":[1]}', 'v:2: a vector with 1 components, where the first has 2'],
    ['{"id":"a","vector":[1,"x"]}', 'v:1: component 2 of the vector is no finite number'],
    ['{"id":"a","vector":[1,2]}\n\n{"id":"b","vector":[1,NaN]}', 'v:3: a component of the vector is NaN or infinite'],
    ['{"id":"a","vector":[1,1e300]}', 'v:1: component 2 of the vector is no finite number'],
    ['{"id":"a"}\n{"id":"b","embedding":null}', 'v: none of the 2 records has a vector'],
    ['{"id":"a","vector":[1]}\n{"id":"b","vector":true}', 'v:2: the vector must be a list of numbers'],
    ['{"id":"a","embedding":{"model":"x"}}', 'v:1: the vector must be a list of numbers'],
    ['{"vector":[1]}', 'v:1: no id'],
    ['{"id":"a","vector":[]}', 'v:1: an empty vector'],
    ['', 'v: no vectors'],
    ['id,vector\na,1 2\nb,1 x', 'v:3: component 2 of the vector is no finite number'],
  ])('rejects %j', async (content, message) => {
    await expect(readVectors(toFile('v', content))).rejects.toThrow(message);
  });

  it.each([
    [matrix, 'a', 'v.npy: 2 vectors but 1 ids'],
    [matrix, undefined, 'v.npy: no ids: put one per line into v.ids.txt'],
    [matrix.slice(0, -1), 'a\nb', 'v.npy: this NumPy file is cut short or damaged: 23 bytes of 24'],
    [npy('<f4', '(6,)', floats(1, 2, 3, 4, 5, 6)), 'a', 'v.npy: arrays of the shape (6)'],
    [npy('<f4', '(2, 1)', floats(1, Number.NaN)), 'a\nb', 'component 1 of the vector in row 2 (b) is no finite number'],
    [npy('|O', '(2, 1)', new Uint8Array(16)), 'a\nb', 'an array of Python objects'],
    [npy('<c8', '(2, 1)', new Uint8Array(16)), 'a\nb', 'the type c8'],
  ])('rejects a NumPy file: %#', async (bytes, ids, message) => {
    const idFile = ids === undefined ? undefined : toFile('v.ids.txt', ids);
    await expect(readVectors(toFile('v.npy', bytes), idFile)).rejects.toThrow(message);
  });
});
