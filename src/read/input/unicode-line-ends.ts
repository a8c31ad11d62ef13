import { carriageReturn, lineFeed, skipWhitespace, space } from './ascii.ts';

/** Bytes that end lines in files from mainframes: U+0085, U+2028 and U+2029 in UTF-8, and U+0085 in Latin-1. */
const lineEnds = [[0xc2, 0x85], [0xe2, 0x80, 0xa8], [0xe2, 0x80, 0xa9], [0x85]] as const;
/** Number of occurrences from which such a character is taken for a line end. */
const minCount = 3;
/** First characters of XML and JSON, which need no line ends. */
const markupStarts = [...'<[{'].map((character) => character.charCodeAt(0));

/** Converts the blocks of a file. A block may end inside a character. */
type BlockConverter = (bytes: Uint8Array, isLast: boolean) => Uint8Array;

/**
 * Creates a function that converts the line ends of a file to line feeds if it has no others. In files with line feeds these
 * characters are parts of texts.
 */
export function createUnicodeLineEndConverter(firstBlock: Uint8Array): BlockConverter {
  const hasLines = firstBlock.includes(lineFeed) || firstBlock.includes(carriageReturn);
  if (hasLines || markupStarts.includes(firstBlock[skipWhitespace(firstBlock, 0)])) return (bytes) => bytes;
  const lineEnd = lineEnds.find(
    (sequence) => countSequence(firstBlock, sequence) >= minCount && (sequence.length > 1 || !isUtf8(firstBlock)),
  );
  return lineEnd ? createConverter(lineEnd) : (bytes) => bytes;
}

function createConverter(lineEnd: readonly number[]): BlockConverter {
  let rest: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  return (block, isLast) => {
    const bytes = new Uint8Array(rest.length + block.length);
    bytes.set(rest);
    bytes.set(block, rest.length);
    for (let i = indexOfSequence(bytes, lineEnd, 0); i >= 0; i = indexOfSequence(bytes, lineEnd, i + 1)) {
      bytes.fill(space, i, i + lineEnd.length);
      bytes[i + lineEnd.length - 1] = lineFeed;
    }
    // The start of a sequence at the end waits for the next block.
    const start = isLast ? -1 : bytes.indexOf(lineEnd[0], Math.max(0, bytes.length - lineEnd.length + 1));
    const end = start < 0 ? bytes.length : start;
    rest = bytes.subarray(end);
    return bytes.subarray(0, end);
  };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function countSequence(bytes: Uint8Array, sequence: readonly number[]): number {
  let count = 0;
  for (let i = indexOfSequence(bytes, sequence, 0); i >= 0 && count < minCount; count++)
    i = indexOfSequence(bytes, sequence, i + 1);
  return count;
}

function indexOfSequence(bytes: Uint8Array, sequence: readonly number[], start: number): number {
  for (let i = bytes.indexOf(sequence[0], start); i >= 0; i = bytes.indexOf(sequence[0], i + 1))
    if (sequence.every((byte, offset) => bytes[i + offset] === byte)) return i;
  return -1;
}
