import { concatenateBytes } from '../../util/bytes.ts';
import { carriageReturn, lineFeed } from './ascii.ts';
import { findDeclaredEncoding } from './declared-encoding.ts';
import { detectEncoding } from './detect-encoding.ts';
import { createUnicodeLineEndConverter } from './unicode-line-ends.ts';

/** Receives bytes in chunks of any length. A promise is returned when the caller must wait before the next call. */
export interface ByteSink {
  push(bytes: Uint8Array): void | Promise<void>;
  end(): void | Promise<void>;
}

/** Minimum length of a block, in bytes. Each block has a fixed cost for decoding and for the reader. */
const blockLength = 1 << 18;

/**
 * Creates a sink that passes bytes on in larger blocks, with all line ends converted to line feeds and UTF-16, declared, East Asian,
 * Cyrillic, Greek, and old Macintosh encodings converted to UTF-8. Other bytes pass unchanged. The last block may be empty.
 *
 * @param onEncoding Receives the name of the encoding when it is not an encoding of Unicode.
 */
export function createBlockReader(
  onBlock: (bytes: Uint8Array, isLast: boolean) => void | Promise<void>,
  onEncoding: (encoding: string) => void = () => {},
): ByteSink {
  let chunks: Uint8Array[] = [];
  let length = 0;
  let transcode: ((bytes: Uint8Array, isLast: boolean) => Uint8Array) | undefined;
  let convertUnicodeLineEnds: ReturnType<typeof createUnicodeLineEndConverter> | undefined;
  const normalizeLineEnds = createLineEndNormalizer();
  const flush = (isLast: boolean) => {
    const bytes = concatenateBytes(chunks);
    chunks = [];
    length = 0;
    transcode ??= createTranscoder(bytes, onEncoding);
    const utf8 = transcode(bytes, isLast);
    convertUnicodeLineEnds ??= createUnicodeLineEndConverter(utf8);
    return onBlock(normalizeLineEnds(convertUnicodeLineEnds(utf8, isLast)), isLast);
  };
  return {
    push(bytes) {
      chunks.push(bytes);
      length += bytes.length;
      return length >= blockLength ? flush(false) : undefined;
    },
    end: () => flush(true),
  };
}

/** Creates a function that converts blocks to UTF-8 when the first one shows another encoding. */
function createTranscoder(
  firstBlock: Uint8Array,
  onEncoding: (encoding: string) => void,
): (bytes: Uint8Array, isLast: boolean) => Uint8Array {
  const utf16 = detectUtf16(firstBlock);
  const encoding = utf16 ?? findDeclaredEncoding(firstBlock) ?? detectEncoding(firstBlock);
  if (!encoding) return (bytes) => bytes;
  if (!utf16) onEncoding(encoding);
  const [decoder, encoder] = [new TextDecoder(encoding), new TextEncoder()];
  return (bytes, isLast) => encoder.encode(decoder.decode(bytes, { stream: !isLast }));
}

/** Creates a function that converts "\r\n" and "\r" to "\n", also where a block ends between the two. */
function createLineEndNormalizer(): (bytes: Uint8Array) => Uint8Array {
  let isAfterReturn = false;
  return (bytes) => {
    // For bytes, indexOf takes half the time of includes.
    if (!isAfterReturn && bytes.indexOf(carriageReturn) < 0) return bytes;
    const result = new Uint8Array(bytes.length);
    let length = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte !== lineFeed || !isAfterReturn) result[length++] = byte === carriageReturn ? lineFeed : byte;
      isAfterReturn = byte === carriageReturn;
    }
    return result.subarray(0, length);
  };
}

/** Creates a decoder of complete pieces of UTF-8. Calls `onInvalid` for invalid bytes and decodes those as Windows-1252. */
export function createDecoder(onInvalid: () => void): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      onInvalid();
      return decodeMixed(bytes);
    }
  };
}

/** Like {@link createDecoder}, for blocks that may end inside a character. Removes a byte order mark at the start. */
export function createStreamDecoder(onInvalid: () => void): (bytes: Uint8Array, isLast: boolean) => string {
  const decode = createDecoder(onInvalid);
  let rest: Uint8Array = new Uint8Array(0);
  let isStart = true;
  return (bytes, isLast) => {
    const available = rest.length ? concatenateBytes([rest, bytes]) : bytes;
    const end = isLast ? available.length : available.length - incompleteLength(available);
    rest = available.slice(end);
    const text = decode(available.subarray(0, end));
    const hasMark = isStart && text.startsWith('\ufeff');
    if (text) isStart = false;
    return hasMark ? text.slice(1) : text;
  };
}

/** Detects UTF-16 by its byte order mark, or by a zero in every other byte of the first two characters. */
function detectUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.length < 4) return undefined;
  if (head[0] && !head[1] && head[2] && !head[3]) return 'utf-16le';
  if (!head[0] && head[1] && !head[2] && head[3]) return 'utf-16be';
  return undefined;
}

/** Returns the number of bytes of an incomplete UTF-8 character at the end, 0..3. */
function incompleteLength(bytes: Uint8Array): number {
  for (let length = 1; length <= 3 && length <= bytes.length; length++) {
    const byte = bytes[bytes.length - length];
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > length ? length : 0;
  }
  return 0;
}

/** Windows-1252 characters 0x80 to 0x9f. Some versions of Node decode them as Latin-1 in TextDecoder. */
const windows1252Characters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const decodeWindows1252 = (byte: number) =>
  byte >= 0x80 && byte < 0xa0 ? windows1252Characters[byte - 0x80] : String.fromCharCode(byte);

/** Decodes valid UTF-8 sequences as UTF-8 and all other bytes as Windows-1252, wherever the file is cut into blocks. */
function decodeMixed(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let start = 0;
  let offset = 0;
  while (offset < bytes.length) {
    const length = sequenceLength(bytes, offset);
    if (length) {
      offset += length;
      continue;
    }
    text += decoder.decode(bytes.subarray(start, offset)) + decodeWindows1252(bytes[offset]);
    start = ++offset;
  }
  return text + decoder.decode(bytes.subarray(start));
}

/** Returns the length of the well-formed UTF-8 sequence at `offset`, 0 when there is none (Unicode Standard, table 3-7). */
function sequenceLength(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset];
  if (first < 0x80) return 1;
  const length =
    first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
  for (let i = 1; i < length; i++) if ((bytes[offset + i] & 0xc0) !== 0x80) return 0;
  const second = bytes[offset + 1];
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return length;
}
