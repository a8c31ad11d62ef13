import { createHash } from 'node:crypto';

/** Map files whose checksums fit, although their content was changed. */

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Returns a map file without compression that consists of a first line and of sections, with ranges and checksums that fit. */
export function joinSections(
  firstLine: Uint8Array,
  parts: readonly (readonly [name: string, bytes: Uint8Array])[],
): Uint8Array {
  const ranges: Record<string, [start: number, end: number, sha256: string]> = {};
  let offset = firstLine.length;
  for (const [name, bytes] of parts) {
    ranges[name] = [offset, offset + bytes.length, sha256(bytes)];
    offset += bytes.length;
  }
  const sections = JSON.stringify(ranges);
  const index = `"index":{"sections":${sections},"hash":"${sha256(sections)}"}}\n`;
  return new Uint8Array(Buffer.concat([firstLine, ...parts.map(([, bytes]) => bytes), Buffer.from(index)]));
}

/** Returns the first line and the sections of a map file without compression. */
export function splitSections(text: Buffer): { firstLine: Buffer; parts: [name: string, bytes: Buffer][] } {
  const { sections } = JSON.parse(text.toString()).index as { sections: Record<string, [number, number]> };
  return {
    firstLine: text.subarray(0, text.indexOf('\n') + 1),
    parts: Object.entries(sections).map(([name, [start, end]]) => [name, text.subarray(start, end)]),
  };
}
