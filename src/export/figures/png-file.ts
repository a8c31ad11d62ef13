import { zlibSync } from 'fflate';
import { crc32 } from '../../map-file/blocks/crc32.ts';

/** Parts of PNG files (ISO/IEC 15948). */

/** The signature of a PNG file. */
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Length of the signature of a PNG file and of its first chunk, the header. */
const HEADER_LENGTH = 33;

const METERS_PER_INCH = 0.0254;

/** The type of images with a palette. */
const INDEXED = 3;

/** The filter of a row whose pixels are the differences from those above. */
const UP = 2;

/**
 * Encodes an image with a palette. The same image gives the same bytes on every platform.
 * @param pixels index of the color of each pixel, row by row.
 * @param palette up to 256 colors as #rrggbb.
 */
export function encodeIndexedPng(
  width: number,
  height: number,
  pixels: Uint8Array,
  palette: readonly string[],
): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, INDEXED], 8);
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = UP;
    for (let x = 0; x < width; x++) {
      const above = y > 0 ? pixels[(y - 1) * width + x]! : 0;
      rows[y * (width + 1) + x + 1] = pixels[y * width + x]! - above;
    }
  }
  const colors = palette.flatMap((color) =>
    [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)),
  );
  const chunks = [
    Uint8Array.from(SIGNATURE),
    createChunk('IHDR', header),
    createChunk('PLTE', Uint8Array.from(colors)),
    createChunk('IDAT', zlibSync(rows, { level: 9 })),
    createChunk('IEND', new Uint8Array(0)),
  ];
  const file = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    file.set(chunk, offset);
    offset += chunk.length;
  }
  return file;
}

/** Adds the resolution and the program to a PNG file. */
export function addMetadata(png: Uint8Array, dpi: number): Uint8Array[] {
  const resolution = new DataView(new ArrayBuffer(9));
  for (const offset of [0, 4]) resolution.setUint32(offset, Math.round(dpi / METERS_PER_INCH));
  // The unit is the meter.
  resolution.setUint8(8, 1);
  return [
    png.subarray(0, HEADER_LENGTH),
    createChunk('pHYs', new Uint8Array(resolution.buffer)),
    createChunk('tEXt', new TextEncoder().encode('Software\0papergraph')),
    png.subarray(HEADER_LENGTH),
  ];
}

function createChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(data.length + 12);
  chunk.set(new TextEncoder().encode(type), 4);
  chunk.set(data, 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  view.setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)));
  return chunk;
}
