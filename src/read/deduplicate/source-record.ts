import type { InputLocation } from '../../model/paper.ts';
import type { PaperRecord } from '../normalize/record.ts';

/** A normalized record and where it was read from. */
export interface SourceRecord {
  record: PaperRecord;
  location: InputLocation;
}

/** Compares the locations of two records: by file name, then by line. */
export const compareLocations = (a: SourceRecord, b: SourceRecord): number =>
  a.location.file === b.location.file ? a.location.line - b.location.line : a.location.file < b.location.file ? -1 : 1;
