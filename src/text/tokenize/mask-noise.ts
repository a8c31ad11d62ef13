/**
 * What stands in titles and abstracts without being about the paper: addresses, markup, formulas, copyright lines.
 * Tried in this order.
 */
const NOISE: readonly RegExp[] = [
  /\b(?:https?|ftp):\/\/[^\s<>"]+|\bwww\.[^\s<>"]+|\b[\w.+-]+@[\w-]+\.[\w.-]+|\bdoi:\s*\S+|\b10\.\d{4,9}\/\S+/gi,
  /(?:©|\(c\)|&copy;|\bcopyright\b)\s*(?:\(c\)|©)?\s*(?:19|20)\d\d[^.]*\.?|\ball rights reserved\b\.?/gi,
  /\bpermission to make digital or hard copies\b[\s\S]*$/gi,
  /<\/?[a-z][^<>]{0,200}>/gi,
  /&(?:[a-z]{2,8}|#x?[\da-f]{1,6});/gi,
  /\$[^$]{1,300}\$/g,
  /\\(?:begin|end)\{[^}]*\}|\\[a-z]+\*?|[{}\\]/gi,
];

/**
 * Cheap signs that a text may hold any of {@link NOISE}; most hold none and are returned as they are. They begin with letters that are
 * rare, since that is what is looked for first.
 */
const SIGNS = [
  '<',
  '&',
  '$',
  '\\',
  '{',
  '@',
  '©',
  '://',
  'www.',
  '10.',
  'yright',
  '(c)',
  '(C)',
  'ghts reserved',
  'Permission to make',
];

/** Blanks out noise, so that what is left keeps its place: the result is as long as the text. */
export function blankNoise(text: string): string {
  if (!SIGNS.some((sign) => text.includes(sign))) return text;
  // "$k$-means" is a name, any other formula is none.
  let clean = text.replace(/\$([a-z\d])\$-/gi, '  $1-');
  for (const pattern of NOISE) clean = clean.replace(pattern, (found) => ' '.repeat(found.length));
  return clean;
}
