/** What a kind of file is, and what to do instead. */
interface Kind {
  what: string;
  advice: string;
}

const exportRecords = 'export the records as RIS, BibTeX or CSV instead';
const exportReference = 'export its reference from a reference manager or the page of the publisher instead';
const saveAsText = 'save it as CSV instead';
const removeIt = 'remove it from the input';
const extract = 'extract it first';

/** First bytes of binary files, as Latin-1 text with line feeds as line ends, with an offset where they do not come first. */
const signatures: [bytes: string, what: string, advice: string, offset?: number][] = [
  ['\xd0\xcf\x11\xe0', 'an old Word, Excel or PowerPoint file', 'save a table as CSV, or export the references'],
  ['SQLite format 3\0', 'an SQLite database', exportRecords],
  ['\0\x01\0\0Standard ACE DB', 'an Access database', saveAsText],
  ['\0\x01\0\0Standard Jet DB', 'an Access database', saveAsText],
  ['PAR1', 'a Parquet file', saveAsText],
  ['ARROW1', 'an Arrow file', saveAsText],
  ['\x89HDF\n', 'an HDF5 file', saveAsText],
  ['\x93NUMPY', 'a NumPy array', saveAsText],
  ['RDX', 'an R data file', saveAsText],
  ['$FL2', 'an SPSS data file', saveAsText],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive', extract],
  ['Rar!\x1a\x07', 'a RAR archive', extract],
  ['BZh', 'a bzip2 file', extract],
  ['\xfd7zXZ\0', 'an xz file', extract],
  ['\x28\xb5\x2f\xfd', 'a Zstandard file', extract],
  ['PK\x05\x06', 'an empty zip archive', removeIt],
  ['ustar', 'a tar archive', extract, 257],
  ['\x89PNG\n', 'a PNG image', removeIt],
  ['\xff\xd8\xff', 'a JPEG image', removeIt],
  ['GIF8', 'a GIF image', removeIt],
  ['II*\0', 'a TIFF image', removeIt],
  ['MM\0*', 'a TIFF image', removeIt],
  ['WEBP', 'a WebP image', removeIt, 8],
  ['AT&TFORM', 'a DjVu document', exportReference],
  ['wOFF', 'a font', removeIt],
  ['wOF2', 'a font', removeIt],
  ['OTTO', 'a font', removeIt],
  ['ID3', 'an audio file', removeIt],
  ['OggS', 'an audio or video file', removeIt],
  ['ftyp', 'an audio or video file', removeIt, 4],
  ['\x7fELF', 'a program', removeIt],
  ['MZ', 'a program', removeIt],
  ['\xcf\xfa\xed\xfe', 'a program', removeIt],
  ['\xca\xfe\xba\xbe', 'a program', removeIt],
  ['\0asm', 'a WebAssembly module', removeIt],
  ['bplist00', 'a property list', removeIt],
];

/** Length of the beginning that is examined for control characters, in bytes. */
const sampleLength = 8192;
/** Share of control characters above which a file is not text. Compressed data has about a tenth. */
const maxControlShare = 0.02;

/** Tells what a file is whose first bytes are not those of a text; undefined for a text. */
export function identifyBinary(bytes: Uint8Array): Kind | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 1100));
  if (/(?:^|[\r\n])%PDF-\d/.test(head)) return { what: 'a PDF document', advice: exportReference };
  if (!isBinary(bytes.subarray(0, sampleLength))) return undefined;
  for (const [signature, what, advice, offset = 0] of signatures)
    if (head.startsWith(signature, offset)) return { what, advice };
  return { what: 'a binary file', advice: exportRecords };
}

/** Control characters that occur in texts: tab, line ends, escape of old encodings, and separators of library systems. */
const isTextControl = (byte: number) => (byte >= 9 && byte <= 13) || byte === 26 || (byte >= 27 && byte <= 31);

function isBinary(sample: Uint8Array): boolean {
  const count = sample.reduce((sum, byte) => sum + Number(byte < 32 && !isTextControl(byte)), 0);
  return count > maxControlShare * sample.length;
}
