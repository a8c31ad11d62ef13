/**
 * The compressed form of a map file: a gzip file whose members can be read separately, like those of bgzip and eStargz.
 *
 *     start     an empty member whose extra field says that this is a map
 *     blocks    one member for each BLOCK_SIZE bytes; the last one may have less
 *     table     empty members whose extra fields have the size and the CRC-32 checksum of each block
 *     footer    an empty member of fixed size whose extra field says where the table starts
 *
 * Every program that reads gzip files prints the whole text and skips the empty members.
 */

import { crc32 } from './crc32.ts';

/** Number of bytes that are compressed at once. */
export const BLOCK_SIZE = 1 << 17;

/** Bytes of a member before and after its compressed data, if it has no extra field. */
export const MEMBER_FRAME = { before: 10, after: 8 } as const;

/** Upper bound of the size of a compressed block: data that cannot be compressed grows by five bytes in 64 kB. */
export const MAX_MEMBER_SIZE = BLOCK_SIZE + 1024;

/** Bytes of an extra field before its data: the id of the only subfield and its length. */
const SUBFIELD_HEADER = 4;
const HEADER_SIZE = MEMBER_FRAME.before + 2;
const EMPTY_DATA = [3, 0, ...new Array<number>(MEMBER_FRAME.after).fill(0)];

/** The ids of the extra fields. */
const IDS = { start: 'PS', table: 'PT', footer: 'PF' } as const;

/** A block in the table. */
export interface BlockEntry {
  /** Size of its member in bytes. */
  size: number;
  /** Checksum of its uncompressed bytes. */
  crc: number;
}

/** The content of the footer. */
export interface Footer {
  /** Number of uncompressed bytes. */
  size: number;
  /** Offset of the table in the compressed file. */
  tableStart: number;
  /** Checksum of the members of the table. */
  tableCrc: number;
}

/** Creates an empty member with data in its extra field. */
function createMember(id: string, data: Uint8Array): Uint8Array {
  const extra = SUBFIELD_HEADER + data.length;
  const header = [31, 139, 8, 4, 0, 0, 0, 0, 0, 255, extra & 255, extra >> 8];
  const subfield = [id.charCodeAt(0), id.charCodeAt(1), data.length & 255, data.length >> 8];
  return Uint8Array.from([...header, ...subfield, ...data, ...EMPTY_DATA]);
}

/** Returns the data of a member created by {@link createMember}; undefined if it is damaged. */
function readMember(id: string, bytes: Uint8Array): Uint8Array | undefined {
  const data = bytes.subarray(HEADER_SIZE + SUBFIELD_HEADER, Math.max(0, bytes.length - EMPTY_DATA.length));
  const expected = createMember(id, data);
  return expected.length === bytes.length && expected.every((byte, i) => byte === bytes[i]) ? data : undefined;
}

const NAME = new TextEncoder().encode('papergraph map ');

/** The first member of every compressed map. The digit at the end of its name is the version of the compressed form. */
export const START_MEMBER = createMember(IDS.start, Uint8Array.from([...NAME, '1'.charCodeAt(0)]));

/** Position of the version in the first member. */
const VERSION_OFFSET = START_MEMBER.length - EMPTY_DATA.length - 1;

/** Returns whether the first bytes of a file are those of a compressed map of any version. */
export function isCompressedMap(head: Uint8Array): boolean {
  return head.length > VERSION_OFFSET && START_MEMBER.subarray(0, VERSION_OFFSET).every((byte, i) => byte === head[i]);
}

/** Returns whether the first bytes of a compressed map are those of a newer version of the compressed form. */
export const isNewerForm = (head: Uint8Array) => head[VERSION_OFFSET]! > START_MEMBER[VERSION_OFFSET]!;

const ENTRY_SIZE = 8;
/** Number of entries in a member of the table, whose extra field has at most 65,535 bytes. */
const MAX_ENTRIES = 8000;

/** Creates the members of the table. */
export function createTable(blocks: readonly BlockEntry[]): Uint8Array {
  const members: Uint8Array[] = [];
  for (let first = 0; first < blocks.length; first += MAX_ENTRIES) {
    const entries = blocks.slice(first, first + MAX_ENTRIES);
    const view = new DataView(new ArrayBuffer(ENTRY_SIZE * entries.length));
    entries.forEach(({ size, crc }, i) => {
      view.setUint32(ENTRY_SIZE * i, size, true);
      view.setUint32(ENTRY_SIZE * i + 4, crc, true);
    });
    members.push(createMember(IDS.table, new Uint8Array(view.buffer)));
  }
  const table = new Uint8Array(members.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const member of members) {
    table.set(member, offset);
    offset += member.length;
  }
  return table;
}

/** Size of a member of the table. */
const tableMemberSize = (entries: number) => HEADER_SIZE + SUBFIELD_HEADER + ENTRY_SIZE * entries + EMPTY_DATA.length;

/** Reads the members of the table; returns undefined if they are damaged. */
export function readTable(table: Uint8Array, blockCount: number): BlockEntry[] | undefined {
  const blocks: BlockEntry[] = [];
  let offset = 0;
  while (blocks.length < blockCount) {
    const end = offset + tableMemberSize(Math.min(MAX_ENTRIES, blockCount - blocks.length));
    const data = readMember(IDS.table, table.subarray(offset, end));
    if (!data) return undefined;
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    for (let entry = 0; entry < data.length; entry += ENTRY_SIZE)
      blocks.push({ size: view.getUint32(entry, true), crc: view.getUint32(entry + 4, true) });
    offset = end;
  }
  return offset === table.length ? blocks : undefined;
}

const FOOTER_DATA_SIZE = 24;

/** Size of the footer in bytes. */
export const FOOTER_SIZE = HEADER_SIZE + SUBFIELD_HEADER + FOOTER_DATA_SIZE + EMPTY_DATA.length;

/** Creates the footer. */
export function createFooter({ size, tableStart, tableCrc }: Footer): Uint8Array {
  const view = new DataView(new ArrayBuffer(FOOTER_DATA_SIZE));
  view.setFloat64(0, size, true);
  view.setFloat64(8, tableStart, true);
  view.setUint32(16, tableCrc, true);
  view.setUint32(20, crc32(new Uint8Array(view.buffer, 0, 20)), true);
  return createMember(IDS.footer, new Uint8Array(view.buffer));
}

/** Reads the footer; returns undefined if it is damaged. */
export function readFooter(bytes: Uint8Array): Footer | undefined {
  const data = readMember(IDS.footer, bytes);
  if (data?.length !== FOOTER_DATA_SIZE) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const footer = {
    size: view.getFloat64(0, true),
    tableStart: view.getFloat64(8, true),
    tableCrc: view.getUint32(16, true),
  };
  const isValid = [footer.size, footer.tableStart].every((value) => Number.isSafeInteger(value) && value >= 0);
  return isValid && view.getUint32(20, true) === crc32(data.subarray(0, 20)) ? footer : undefined;
}
