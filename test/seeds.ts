import { readdirSync, readFileSync } from 'node:fs';
import type { InputFile } from '../src/read/record.ts';

const directory = new URL('../seeds/', import.meta.url);

/** Returns the sample files in seeds/ as inputs, sorted by name. */
export const seedFiles = (): InputFile[] =>
  readdirSync(directory)
    .sort()
    .map((name) => ({ name, bytes: () => [readFileSync(new URL(name, directory))] }));
