import { forEachInSteps, type Steps } from '../../util/pause.ts';
import { sortInSteps, sortNumbersInSteps } from '../../util/sort.ts';
import { titleKey } from '../normalize/identifiers.ts';
import type { PaperRecord } from '../normalize/record.ts';
import { surnameKey } from './compare/fields.ts';
import type { PreparedRecord } from './compare/prepared-record.ts';
import { HashCounters, hashText } from './repeated-keys.ts';

/**
 * Blocks with more records are compared by the sorted neighborhood method (Hernández and Stolfo 1995): sorted by title,
 * each record with the next few only. The number of pairs stays linear.
 */
const maxFullBlockSize = 40;
const neighborhoodSize = 6;

const maxKeysPerRecord = 6;

/**
 * Yields pairs of records that may be the same paper, and undefined after steps that found none. The same pair may come more
 * than once.
 *
 * Candidates share a blocking key: the whole title, a part of it (start, middle, end), the first author and year, or the
 * start of the abstract. A misspelled or truncated title usually has one part intact.
 */
export function* candidatePairs(records: PreparedRecord[]): Generator<[a: number, b: number] | undefined> {
  const count = records.length;
  const keys = yield* sharedBlockingKeys(records);
  let start = 0;
  for (let end = 1; end <= keys.length; end++) {
    if (end < keys.length && Math.floor(keys[end] / count) === Math.floor(keys[start] / count)) continue;
    if (end - start > 1) {
      const block = Array.from(keys.subarray(start, end), (key) => key % count);
      yield* pairsInBlock(block, records);
    }
    start = end;
  }
}

/** Returns the blocking keys that several records may share, sorted, each as `hash * records.length + index of the record`. */
function* sharedBlockingKeys(records: PreparedRecord[]): Steps<Float64Array> {
  const count = records.length;
  const hashes = new Uint32Array(count * maxKeysPerRecord);
  const owners = new Uint32Array(count * maxKeysPerRecord);
  let length = 0;
  yield* forEachInSteps(records, (record, index) => {
    const start = length;
    length = writeBlockingKeys(record, hashes, start);
    for (let i = start; i < length; i++) owners[i] = index;
  });
  // Most keys belong to one record. Filtering these out is cheaper than sorting them.
  const counters = new HashCounters(length);
  for (let i = 0; i < length; i++) counters.add(hashes[i]);
  // The packed number must be an exact double.
  const hashRange = Math.min(2 ** 32, Math.floor(2 ** 53 / Math.max(1, count)));
  const packed = new Float64Array(length);
  let packedLength = 0;
  for (let i = 0; i < length; i++)
    if (counters.mayRepeat(hashes[i])) packed[packedLength++] = (hashes[i] % hashRange) * count + owners[i];
  return yield* sortNumbersInSteps(packed.subarray(0, packedLength));
}

/** Writes the blocking keys of a record at `offset` and returns the offset behind them. */
function writeBlockingKeys(
  { titleKey: title, titleHash, record }: PreparedRecord,
  hashes: Uint32Array,
  offset: number,
): number {
  let end = offset;
  hashes[end++] = titleHash;
  if (record.abstract.length >= 40) hashes[end++] = hashStart(5, record.abstract, 60, 30);
  if (title.length < 14) return end;
  hashes[end++] = hashText(1, title, 0, 14);
  hashes[end++] = hashText(2, title, 14, 28);
  hashes[end++] = hashText(3, title, title.length - 14, title.length);
  if (!record.authors || record.year === undefined) return end;
  const byline = `${surnameKey(record.authors[0])} ${record.year} ${title.slice(0, 3)}`;
  hashes[end++] = hashText(4, byline, 0, byline.length);
  return end;
}

function* pairsInBlock(
  unsorted: readonly number[],
  records: PreparedRecord[],
): Generator<[a: number, b: number] | undefined> {
  const isLarge = unsorted.length > maxFullBlockSize;
  const maxDistance = isLarge ? neighborhoodSize : unsorted.length;
  const block = isLarge ? yield* sortInSteps(unsorted, (a, b) => compareCanonically(records[a], records[b])) : unsorted;
  for (let i = 0; i < block.length; i++)
    for (let j = i + 1; j < block.length && j - i <= maxDistance; j++) {
      yield [block[i], block[j]];
      // A copy is compared with the next records itself.
      if (isLarge && j === i + 1 && areCopies(records[block[i]].record, records[block[j]].record)) break;
    }
}

/** Returns whether all fields of two records are equal. */
function areCopies(a: PaperRecord, b: PaperRecord): boolean {
  // normalizeRecord sets the same fields in each record.
  return (Object.keys(a) as (keyof PaperRecord)[]).every((field) => {
    const [value, other] = [a[field], b[field]];
    return value === other || (Array.isArray(value) && Array.isArray(other) && value.join('\n') === other.join('\n'));
  });
}

/** Compares two records by their content only, so that results do not depend on input order. */
export function compareCanonically(a: PreparedRecord, b: PreparedRecord): number {
  if (a.titleKey !== b.titleKey) return a.titleKey < b.titleKey ? -1 : 1;
  return (
    compareValues(a.record.doi, b.record.doi) ||
    compareValues(a.record.arxiv, b.record.arxiv) ||
    compareValues(a.record.pmid, b.record.pmid) ||
    compareValues(a.record.year, b.record.year) ||
    compareValues(a.record.authors?.join(), b.record.authors?.join()) ||
    compareValues(a.record.abstract, b.record.abstract) ||
    compareValues(a.record.title, b.record.title)
  );
}

const compareValues = (a: string | number = '', b: string | number = '') => (a === b ? 0 : a < b ? -1 : 1);

/**
 * Returns the same as {@link hashText} for the first `length` characters of the title key of the first `textLength` characters of a text. Most
 * texts start with ASCII characters, for which the key need not be created.
 */
function hashStart(kind: number, text: string, textLength: number, length: number): number {
  let value = 0x811c9dc5 ^ kind;
  let count = 0;
  for (let i = 0; i < text.length && i < textLength; i++) {
    const code = text.charCodeAt(i);
    const lower = code | 32;
    if (code > 127) return hashText(kind, titleKey(text.slice(0, textLength)), 0, length);
    const isLetter = lower >= 97 && lower <= 122;
    if (count === length || !(isLetter || (code >= 48 && code <= 57))) continue;
    value = Math.imul(value ^ (isLetter ? lower : code), 0x01000193);
    count++;
  }
  // A text without letters and digits is its own key.
  return count > 0 ? value >>> 0 : hashText(kind, text.slice(0, textLength), 0, length);
}
