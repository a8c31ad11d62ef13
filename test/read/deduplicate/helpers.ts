import { type Deduplicated, deduplicate } from '../../../src/read/deduplicate/deduplicate.ts';
import type { SourceRecord } from '../../../src/read/deduplicate/source-record.ts';
import type { PaperRecord } from '../../../src/read/normalize/record.ts';

export const title = 'Sparse codes in populations of spiking neurons';
export const abstract =
  'We study how populations of spiking neurons represent sensory variables and show that sparse codes save energy in cortex.';
export const otherAbstract =
  'A compiler technique for parallel loops is presented together with measurements on twelve scientific programs from industry.';

/** Creates records with a default title and no abstract, on consecutive lines of one file. */
export const createRecords = (...fields: Partial<PaperRecord>[]): SourceRecord[] =>
  fields.map((record, index) => ({
    record: { title, abstract: '', ...record },
    location: { file: 'f', line: index + 1 },
  }));

/** Deduplicates records with a default title. */
export const deduplicateFields = (...fields: Partial<PaperRecord>[]): Deduplicated =>
  deduplicate(createRecords(...fields));

/** Counts the papers that records with a default title are merged into. */
export const countPapers = (...fields: Partial<PaperRecord>[]): number => deduplicateFields(...fields).papers.length;
