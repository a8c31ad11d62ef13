import { partTokens } from './corpus';
import { getByte, getInt, INTS, IntList, output, setInt, zeroed } from './memory';
import { idOf } from './tokens';

/** Maximum number of mid-sentence examples per phrase. */
const MAX_EXAMPLES = 9;

/** An example takes 8 bytes: a hash, and the index of its first part token + 1 (0 in an empty slot). */
const EXAMPLE_SHIFT = 3;
const EXAMPLE_BYTES = 8;

/** For each phrase, MAX_EXAMPLES slots for examples inside sentences of abstracts, by ascending hash. */
let midSentence: usize = 0;
/** For each phrase, one slot for an example from a title or the start of a sentence, in case there is no other. */
let fallback: usize = 0;
/** The number of parts in each phrase (uint8). */
let phraseLengths: usize = 0;
let phraseCount: i32 = 0;

/** Allocates the slots for the examples of `count` phrases. */
export function initializeExamples(count: i32): void {
  phraseCount = count;
  midSentence = zeroed(<usize>count * MAX_EXAMPLES * EXAMPLE_BYTES);
  fallback = zeroed(<usize>count * EXAMPLE_BYTES);
  phraseLengths = zeroed(<usize>count);
}

/**
 * Stores an example of how a phrase is written, provided that its hash is among the lowest. This selects a
 * pseudo-random sample that does not depend on the order of the papers or on the number of threads.
 * @param length Number of parts in the phrase.
 * @param rank The paper's rank among all papers.
 * @param offset Index of the first part token within the paper.
 * @param token Index of the first part token in the stream.
 */
export function addExample(phrase: i32, length: i32, rank: i32, offset: i32, token: i32, isMidSentence: bool): void {
  store<u8>(phraseLengths + <usize>phrase, <u8>length);
  const hash = hashPosition(rank, offset);
  if (!isMidSentence) {
    const slot = fallback + ((<usize>phrase) << EXAMPLE_SHIFT);
    if (getInt(slot, 1) !== 0 && load<u32>(slot) <= hash) return;
    store<u32>(slot, hash);
    setInt(slot, 1, token + 1);
    return;
  }
  const firstSlot = midSentence + <usize>phrase * MAX_EXAMPLES * EXAMPLE_BYTES;
  let slot = firstSlot + (MAX_EXAMPLES - 1) * EXAMPLE_BYTES;
  if (getInt(slot, 1) !== 0 && load<u32>(slot) <= hash) return;
  for (; slot > firstSlot; slot -= EXAMPLE_BYTES) {
    const previous = slot - EXAMPLE_BYTES;
    if (getInt(previous, 1) !== 0 && load<u32>(previous) <= hash) break;
    store<u64>(slot, load<u64>(previous));
  }
  store<u32>(slot, hash);
  setInt(slot, 1, token + 1);
}

/** Returns a hash of a position in a paper. */
function hashPosition(rank: i32, offset: i32): u32 {
  let hash = (rank * <i32>0x9e3779b1) ^ (offset * <i32>0x85ebca6b);
  hash = (hash ^ (hash >>> 16)) * <i32>0x7feb352d;
  hash = (hash ^ (hash >>> 15)) * <i32>0x846ca68b;
  return <u32>(hash ^ (hash >>> 16));
}

/**
 * Outputs the examples of the selected phrases. For each example: the phrase, the hash, whether it is mid-sentence (1
 * or 0), and its parts.
 * @param isSelected Whether a phrase is selected (uint8).
 */
export function getPhraseExamples(isSelected: usize, _phrases: i32): void {
  const target = new IntList();
  for (let phrase = 0; phrase < phraseCount; phrase++) {
    if (getByte(isSelected, phrase) === 0) continue;
    const firstSlot = midSentence + <usize>phrase * MAX_EXAMPLES * EXAMPLE_BYTES;
    for (let e = 0; e < MAX_EXAMPLES && getInt(firstSlot + ((<usize>e) << EXAMPLE_SHIFT), 1) !== 0; e++)
      writeExample(target, phrase, firstSlot + ((<usize>e) << EXAMPLE_SHIFT), 1);
    const fallbackSlot = fallback + ((<usize>phrase) << EXAMPLE_SHIFT);
    if (getInt(fallbackSlot, 1) !== 0) writeExample(target, phrase, fallbackSlot, 0);
  }
  output(INTS, target.items, target.length);
}

function writeExample(target: IntList, phrase: i32, slot: usize, isMidSentence: i32): void {
  target.push(phrase);
  target.push(getInt(slot, 0));
  target.push(isMidSentence);
  const first = getInt(slot, 1) - 1;
  const length = getByte(phraseLengths, phrase);
  for (let k = first; k < first + length; k++) target.push(idOf(getInt(partTokens, k)));
}
