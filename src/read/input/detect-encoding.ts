import { carriageReturn, lineFeed } from './ascii.ts';

/** Number of bytes that are looked at. */
const sampleLength = 1 << 16;
/** Fewer characters than this prove nothing. */
const minCharacters = 4;

/** How an East Asian encoding writes characters of two bytes. */
interface DoubleByteEncoding {
  name: string;
  isLead(byte: number): boolean;
  isTrail(byte: number): boolean;
  /** Whether the bytes are a frequent character: syllables, punctuation, or the first level of Chinese characters. */
  isCommon(lead: number, trail: number): boolean;
}

const isBetween = (byte: number, first: number, last: number) => byte >= first && byte <= last;

/** Ordered so that the encoding with the fewest frequent characters comes first: it wins a tie. */
const doubleByteEncodings: readonly DoubleByteEncoding[] = [
  {
    name: 'euc-kr',
    isLead: (byte) => isBetween(byte, 0x81, 0xfe),
    isTrail: (byte) => isBetween(byte, 0x41, 0xfe),
    isCommon: (lead, trail) => trail >= 0xa1 && (isBetween(lead, 0xb0, 0xc8) || lead === 0xa1),
  },
  {
    name: 'gb18030',
    isLead: (byte) => isBetween(byte, 0x81, 0xfe),
    isTrail: (byte) => isBetween(byte, 0x40, 0xfe) && byte !== 0x7f,
    isCommon: (lead, trail) => trail >= 0xa1 && (isBetween(lead, 0xb0, 0xd7) || lead === 0xa1 || lead === 0xa3),
  },
  {
    name: 'euc-jp',
    isLead: (byte) => isBetween(byte, 0xa1, 0xfe) || byte === 0x8e,
    isTrail: (byte) => isBetween(byte, 0xa1, 0xfe),
    isCommon: (lead) => isBetween(lead, 0xb0, 0xcf) || isBetween(lead, 0xa1, 0xa5),
  },
  {
    name: 'big5',
    isLead: (byte) => isBetween(byte, 0x81, 0xfe),
    isTrail: (byte) => isBetween(byte, 0x40, 0x7e) || isBetween(byte, 0xa1, 0xfe),
    isCommon: (lead) => isBetween(lead, 0xa1, 0xc6) && lead !== 0xa2,
  },
  {
    name: 'shift_jis',
    isLead: (byte) => isBetween(byte, 0x81, 0x9f) || isBetween(byte, 0xe0, 0xfc),
    isTrail: (byte) => isBetween(byte, 0x40, 0x7e) || isBetween(byte, 0x80, 0xfc),
    isCommon: (lead) => isBetween(lead, 0x81, 0x83) || isBetween(lead, 0x88, 0x98),
  },
];

export const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/** Returns whether the bytes are UTF-8; the last character may be cut. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns the encoding of a text that is neither UTF-8 nor mostly ASCII with single accented letters, by the frequency of its
 * characters: Chinese, Japanese, Korean, Russian or Greek; or Mac Roman by its line ends. Undefined for all others.
 */
export function detectEncoding(block: Uint8Array): string | undefined {
  const sample = block.subarray(0, sampleLength);
  if (isAscii(sample) || isMostlyUtf8(sample)) return undefined;
  let best: { name: string; score: number } | undefined;
  for (const encoding of doubleByteEncodings) {
    const score = scoreDoubleByte(sample, encoding);
    if (score > 0.85 && score > (best?.score ?? 0)) best = { name: encoding.name, score };
  }
  return best?.name ?? detectSingleByte(sample) ?? (isMacRoman(sample) ? 'macintosh' : undefined);
}

/** Returns whether the bytes beyond ASCII are UTF-8, except for a few. */
function isMostlyUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder().decode(sample, { stream: true });
  let invalid = 0;
  let valid = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) invalid++;
    else if (code > 127) valid++;
  }
  return valid >= invalid;
}

/** Returns the share of frequent characters; 0 when the bytes are not text in this encoding. */
function scoreDoubleByte(sample: Uint8Array, { isLead, isTrail, isCommon }: DoubleByteEncoding): number {
  let [characters, common, adjacent, invalid] = [0, 0, 0, 0];
  let previousEnd = -1;
  for (let i = 0; i + 1 < sample.length; i++) {
    const [lead, trail] = [sample[i], sample[i + 1]];
    if (lead < 0x80) continue;
    characters++;
    if (!isLead(lead) || !isTrail(trail)) {
      invalid++;
      continue;
    }
    if (isCommon(lead, trail)) common++;
    // In Latin text, letters with accents stand alone between letters without.
    if (i === previousEnd || sample[i + 2] >= 0x80) adjacent++;
    previousEnd = i + 2;
    i++;
  }
  const isText = characters >= minCharacters && invalid * 50 <= characters && adjacent * 10 >= characters * 6;
  return isText ? common / characters : 0;
}

/** Detects Russian and Greek, whose words consist of bytes beyond ASCII. */
function detectSingleByte(sample: Uint8Array): string | undefined {
  let [upper, lower, accented, adjacent] = [0, 0, 0, 0];
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i];
    if (byte < 0xc0) continue;
    if (byte >= 0xe0) lower++;
    else upper++;
    if (sample[i - 1] >= 0xc0 || sample[i + 1] >= 0xc0) adjacent++;
    // ά έ ή ί of Greek are capital letters in Russian encodings, which hardly stand inside of words.
    if (isBetween(byte, 0xdc, 0xdf) && sample[i - 1] >= 0xe0 && sample[i + 1] >= 0xe0) accented++;
  }
  const letters = upper + lower;
  if (letters < 2 * minCharacters || adjacent * 10 < letters * 9) return undefined;
  if (upper > lower) return 'koi8-r';
  return accented * 50 > letters ? 'windows-1253' : 'windows-1251';
}

/**
 * Returns whether a text is in Mac Roman: its lines end as on old Macintosh computers, and the letters with accents are bytes that are
 * signs in Windows-1252. Bytes that are quotation marks and dashes in either encoding do not count.
 */
function isMacRoman(sample: Uint8Array): boolean {
  if (!sample.includes(carriageReturn) || sample.includes(lineFeed)) return false;
  let [letters, others] = [0, 0];
  for (const byte of sample) {
    if (byte >= 0xc0 && !isBetween(byte, 0xd0, 0xd5)) others++;
    else if (isBetween(byte, 0x80, 0x9f) && !isBetween(byte, 0x91, 0x97) && byte !== 0x85) letters++;
  }
  return letters > others;
}
