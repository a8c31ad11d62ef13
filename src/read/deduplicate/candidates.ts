import { titleKey } from '../normalize/identifiers.ts';
import { surname } from './compare-fields.ts';
import type { Profile } from './compare-records.ts';

/** Blocks larger than this are compared only near by, in the order of the titles: the work stays linear. */
const blockLimit = 40;
const window = 6;
const keysEach = 6;

/**
 * Pairs of records that may be one paper: they share a piece of the title (its beginning, a piece inside, its end), all of
 * it, their first author and year, or the beginning of their abstract. A mistyped or cut title mostly has a whole piece left.
 */
export function candidatePairs(profiles: Profile[], onPair: (a: number, b: number) => void): void {
  const count = profiles.length;
  const sorted = sharedHashes(profiles);
  let from = 0;
  for (let to = 1; to <= sorted.length; to++) {
    if (to < sorted.length && Math.floor(sorted[to] / count) === Math.floor(sorted[from] / count)) continue;
    if (to - from > 1)
      pairsOf(
        Array.from(sorted.subarray(from, to), (one) => one % count),
        profiles,
        onPair,
      );
    from = to;
  }
}

/** The hashes that several records may have, each with the index of a record in one number: times the count, plus the index. Sorted. */
function sharedHashes(profiles: Profile[]): Float64Array {
  const count = profiles.length;
  const hashes = new Uint32Array(count * keysEach);
  const owners = new Uint32Array(count * keysEach);
  let filled = 0;
  for (let at = 0; at < count; at++) {
    const from = filled;
    filled = putHashes(profiles[at], hashes, filled);
    owners.fill(at, from, filled);
  }
  // Most hashes stand alone: a table of those that came once and again spares sorting them.
  const times = new Uint8Array(2 ** 22);
  for (let at = 0; at < filled; at++) {
    const slot = hashes[at] >>> 10;
    if (times[slot] < 2) times[slot]++;
  }
  const limit = Math.min(2 ** 32, Math.floor(2 ** 53 / Math.max(1, count)));
  const packed = new Float64Array(filled);
  let shared = 0;
  for (let at = 0; at < filled; at++)
    if (times[hashes[at] >>> 10] > 1) packed[shared++] = (hashes[at] % limit) * count + owners[at];
  return packed.subarray(0, shared).sort();
}

function putHashes({ key, facts }: Profile, hashes: Uint32Array, from: number): number {
  let filled = from;
  hashes[filled++] = hashOf(0, key, 0, key.length);
  if (facts.abstract.length >= 40) hashes[filled++] = hashOf(5, titleKey(facts.abstract.slice(0, 60)), 0, 30);
  if (key.length < 14) return filled;
  hashes[filled++] = hashOf(1, key, 0, 14);
  hashes[filled++] = hashOf(2, key, 14, 28);
  hashes[filled++] = hashOf(3, key, key.length - 14, key.length);
  if (!facts.authors || facts.year === undefined) return filled;
  const byline = `${surname(facts.authors[0])} ${facts.year} ${key.slice(0, 3)}`;
  hashes[filled++] = hashOf(4, byline, 0, byline.length);
  return filled;
}

function pairsOf(block: number[], profiles: Profile[], onPair: (a: number, b: number) => void) {
  let reach = block.length;
  if (block.length > blockLimit) {
    reach = window;
    block.sort((a, b) => order(profiles[a], profiles[b]));
  }
  for (let i = 0; i < block.length; i++)
    for (let j = i + 1; j < block.length && j - i <= reach; j++) onPair(block[i], block[j]);
}

/** Canonical: by content alone, so that the order of the input does not matter. */
export function order(a: Profile, b: Profile): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  const compare = (one: string | number = '', two: string | number = '') => (one === two ? 0 : one < two ? -1 : 1);
  return (
    compare(a.facts.doi, b.facts.doi) ||
    compare(a.facts.arxiv, b.facts.arxiv) ||
    compare(a.facts.pmid, b.facts.pmid) ||
    compare(a.facts.year, b.facts.year) ||
    compare(a.facts.authors?.join(), b.facts.authors?.join()) ||
    compare(a.facts.abstract, b.facts.abstract) ||
    compare(a.facts.title, b.facts.title)
  );
}

/** FNV-1a over the UTF-16 code units of a part of a text. */
function hashOf(kind: number, text: string, from: number, to: number): number {
  let hash = 0x811c9dc5 ^ kind;
  for (let at = from; at < to && at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
