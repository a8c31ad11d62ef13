import { readFileSync } from 'node:fs';
import type { Paper, ReadResult } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import type { InputFile, ReadOptions } from '../../src/read/record.ts';

const encoder = new TextEncoder();

/** Creates an input that delivers its content in chunks of a given length. */
export const createInput = (name: string, content: string | Uint8Array, chunkLength = 1 << 16): InputFile => ({
  name,
  *bytes() {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    for (let start = 0; start < bytes.length; start += chunkLength) yield bytes.slice(start, start + chunkLength);
  },
});

/** Reads a single input named "input". */
export const readText = (content: string | Uint8Array, options?: ReadOptions): Promise<ReadResult> =>
  readPapers([createInput('input', content)], options);

/** Reads a single input without problems and returns its papers in input order. */
export async function readPapersInOrder(content: string | Uint8Array, options?: ReadOptions): Promise<Paper[]> {
  const { papers, problems } = await readText(content, options);
  if (problems.length) throw new Error(JSON.stringify(problems));
  return papers.sort((a, b) => a.sources[0].line - b.sources[0].line);
}

/** Reads a file in test/fixtures. */
export const readFixtureFile = (name: string): Uint8Array => readFileSync(`test/fixtures/${name}`);
