import { isAscii, isUtf8 } from './detect-encoding.ts';

/** Length of the start of a file in which an encoding may be declared. */
const headLength = 1024;
const xmlDeclaration = /^<\?xml\s[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;
/** Of JabRef: "% Encoding: windows-1250", and "Encoding: Cp1250" below a remark in old versions. */
const bibtexDeclaration = /^%? ?Encoding: ?([\w.:-]{1,40})\s/m;

/** Names of encodings in Java that are not standard ones. */
const javaNames: readonly [RegExp, string][] = [
  [/^cp(125\d)$/i, 'windows-$1'],
  [/^iso-?8859_(\d+)$/i, 'iso-8859-$1'],
  [/^mac_?roman$/i, 'macintosh'],
];

/**
 * Returns the encoding that a file of XML or JabRef declares, unless its first block is ASCII or UTF-8 in truth, or the declared encoding is
 * not known. Windows-1252 and Latin-1 are left to the decoder of single bytes.
 */
export function findDeclaredEncoding(block: Uint8Array): string | undefined {
  const head = String.fromCharCode(...block.subarray(0, headLength)).replace(/\r\n?/g, '\n');
  const label = (xmlDeclaration.exec(head) ?? bibtexDeclaration.exec(head))?.[1];
  if (label === undefined || isAscii(block) || isUtf8(block)) return undefined;
  const javaName = javaNames.find(([pattern]) => pattern.test(label));
  const name = standardName(javaName ? label.replace(...javaName) : label);
  return name === 'utf-8' || name === 'windows-1252' || name?.startsWith('utf-16') ? undefined : name;
}

/** Returns the name of an encoding by one of its labels; undefined if it is not known. */
function standardName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
