import { readdirSync, readFileSync } from 'node:fs';
import type { InputFile } from '../src/read/record.ts';

const folder = new URL('../seeds/', import.meta.url);

/** The seed pages as inputs, in the order of their names. */
export const seedFiles = (): InputFile[] =>
  readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: () => [readFileSync(new URL(name, folder))] }));
