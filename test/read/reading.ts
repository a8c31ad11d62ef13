import { readdirSync, readFileSync } from 'node:fs';
import type { Collection, Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import type { InputFile, ReadOptions } from '../../src/read/record.ts';

const encoder = new TextEncoder();

/** Bytes as an input, in pieces of a given length. */
export const inputOf = (name: string, content: string | Uint8Array, piece = 1 << 16): InputFile => ({
  name,
  *bytes() {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    for (let at = 0; at < bytes.length; at += piece) yield bytes.slice(at, at + piece);
  },
});

export const readText = (content: string | Uint8Array, options?: ReadOptions): Promise<Collection> =>
  readPapers([inputOf('input', content)], options);

/** The papers in the order in which their first listings stand in the input. */
export async function papersOf(content: string | Uint8Array, options?: ReadOptions): Promise<Paper[]> {
  const { papers, problems } = await readText(content, options);
  if (problems.length) throw new Error(JSON.stringify(problems));
  return papers.sort((a, b) => a.sources[0].line - b.sources[0].line);
}

/** The seed pages as inputs, under their plain names. */
export const seeds = (): InputFile[] =>
  readdirSync('seeds')
    .sort()
    .map((name) => inputOf(name, readFileSync(`seeds/${name}`)));

export const fixture = (name: string): Uint8Array => readFileSync(`test/fixtures/${name}`);
