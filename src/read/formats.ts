import type { Format } from './format.ts';
import { bibtex } from './formats/bibtex.ts';
import { json } from './formats/json.ts';
import { listing } from './formats/listing.ts';
import { table } from './formats/table.ts';

/** Every format that can be read, in the order in which they are tried: the surest marks first. */
export const formats: readonly Format[] = [json, bibtex, table, listing];
