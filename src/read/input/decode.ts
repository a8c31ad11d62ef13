/** Takes bytes in pieces of any length, then their end. */
export interface ByteSink {
  push(bytes: Uint8Array): void;
  end(): void;
}

/** So many bytes are decoded at once: many small pieces would cost a reader many starts. */
const blockLength = 1 << 18;

/**
 * Hands bytes on in blocks of a good length, as UTF-8 (or something else in which ASCII is ASCII) with plain line feeds:
 * UTF-16, told by its mark or its zeros, is recoded. The last block may be empty.
 */
export function plainBlocks(onBlock: (bytes: Uint8Array, last: boolean) => void): ByteSink {
  let held: Uint8Array[] = [];
  let length = 0;
  let recode: ((bytes: Uint8Array, last: boolean) => Uint8Array) | undefined;
  const withLineFeeds = lineFeeds();
  const flush = (last: boolean) => {
    const bytes = join(held, length);
    held = [];
    length = 0;
    recode ??= recoderFor(bytes);
    onBlock(withLineFeeds(recode(bytes, last)), last);
  };
  return {
    push(bytes) {
      held.push(bytes);
      length += bytes.length;
      if (length >= blockLength) flush(false);
    },
    end: () => flush(true),
  };
}

function join(chunks: Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1) return chunks[0];
  const joined = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

function recoderFor(head: Uint8Array): (bytes: Uint8Array, last: boolean) => Uint8Array {
  const wide = utf16(head);
  if (!wide) return (bytes) => bytes;
  const [decoder, encoder] = [new TextDecoder(wide), new TextEncoder()];
  return (bytes, last) => encoder.encode(decoder.decode(bytes, { stream: !last }));
}

const lineFeed = 10;
const carriageReturn = 13;

/** Makes every end of a line a line feed, wherever the blocks are cut. */
function lineFeeds(): (bytes: Uint8Array) => Uint8Array {
  let afterReturn = false;
  return (bytes) => {
    if (!afterReturn && !bytes.includes(carriageReturn)) return bytes;
    const plain = new Uint8Array(bytes.length);
    let length = 0;
    for (let at = 0; at < bytes.length; at++) {
      const code = bytes[at];
      if (code !== lineFeed || !afterReturn) plain[length++] = code === carriageReturn ? lineFeed : code;
      afterReturn = code === carriageReturn;
    }
    return plain.subarray(0, length);
  };
}

/** Turns whole pieces of UTF-8 into text; what is no UTF-8 is told of and read as Windows-1252. */
export function pieceDecoder(onInvalid: () => void): (bytes: Uint8Array) => string {
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

/** The same for blocks that are cut anywhere; a mark at the beginning is left out. */
export function blockDecoder(onInvalid: () => void): (bytes: Uint8Array, last: boolean) => string {
  const decode = pieceDecoder(onInvalid);
  let carried = new Uint8Array(0);
  let first = true;
  return (bytes, last) => {
    const whole = carried.length ? join([carried, bytes], carried.length + bytes.length) : bytes;
    const end = last ? whole.length : whole.length - unfinished(whole);
    carried = whole.slice(end);
    const text = decode(whole.subarray(0, end));
    const marked = first && text.startsWith('\ufeff');
    if (text) first = false;
    return marked ? text.slice(1) : text;
  };
}

/** UTF-16 shows itself by its mark, or by every other byte of its first characters being zero. */
function utf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.length < 4) return undefined;
  if (head[0] && !head[1] && head[2] && !head[3]) return 'utf-16le';
  if (!head[0] && head[1] && !head[2] && head[3]) return 'utf-16be';
  return undefined;
}

/** How many bytes at the end begin a character that goes on in the next block: 0..3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}

/** What Windows-1252 has at 0x80 to 0x9f. Not from TextDecoder: some Nodes take Latin-1 for it. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const windows1252 = (byte: number) => (byte >= 0x80 && byte < 0xa0 ? upper[byte - 0x80] : String.fromCharCode(byte));

/** Byte by byte, so that where a file is cut into blocks makes no difference. */
function decodeMixed(bytes: Uint8Array): string {
  const lossy = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length) {
      at += length;
      continue;
    }
    text += lossy.decode(bytes.subarray(from, at)) + windows1252(bytes[at]);
    from = ++at;
  }
  return text + lossy.decode(bytes.subarray(from));
}

/** Length of the well-formed UTF-8 sequence at a place, 0 if there is none (Unicode Standard, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first < 0x80) return 1;
  const length =
    first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
  for (let next = 1; next < length; next++) if ((bytes[at + next] & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1];
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return length;
}
