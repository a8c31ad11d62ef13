/** Number of bytes that are processed at once. */
const STEP = 4;

/** For each byte its checksum if it is followed by 0 to 3 zero bytes: the tables of "slicing by 4" (Kounavis and Berry 2005). */
const TABLES = Array.from({ length: STEP }, () => new Int32Array(256));
for (let byte = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  TABLES[0]![byte] = crc;
}
for (let zeros = 1; zeros < STEP; zeros++)
  for (let byte = 0; byte < 256; byte++) {
    const crc = TABLES[zeros - 1]![byte]!;
    TABLES[zeros]![byte] = (crc >>> 8) ^ TABLES[0]![crc & 255]!;
  }

/** Returns the CRC-32 checksum of bytes, as gzip uses it. */
export function crc32(bytes: Uint8Array): number {
  const [last, third, second, first] = TABLES as [Int32Array, Int32Array, Int32Array, Int32Array];
  const end = bytes.length - (bytes.length % STEP);
  let crc = -1;
  let i = 0;
  for (; i < end; i += STEP) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    crc = first[crc & 255]! ^ second[(crc >>> 8) & 255]! ^ third[(crc >>> 16) & 255]! ^ last[crc >>> 24]!;
  }
  for (; i < bytes.length; i++) crc = last[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
