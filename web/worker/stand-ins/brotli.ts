/** Stands for the decompression of WOFF2 fonts, whose dictionary is a third of the code that writes PDF figures; their fonts are TrueType. */
export default function decompress(): never {
  throw new Error('WOFF2 fonts cannot be read');
}
