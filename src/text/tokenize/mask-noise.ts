/**
 * Parts of titles and abstracts that are unrelated to the content: addresses, copyright lines, markup, formulas.
 * Applied in this order.
 */
const NOISE: readonly RegExp[] = [
  /\b(?:https?|ftp):\/\/[^\s<>"]+|\bwww\.[^\s<>"]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+|\bdoi:\s*\S+|\b10\.\d{4,9}\/\S+/gi,
  /(?:©|\(c\)|&copy;|\bcopyright\b)\s*(?:(?:\(c\)|©)\s*)?(?:19|20)\d\d[^.]*\.?|\ball rights reserved\b\.?/gi,
  /\bpermission to make digital or hard copies\b[\s\S]*$/gi,
  /<\/?[a-z][^<>]{0,200}>/gi,
  /&(?:[a-z]{2,8}|#x?[\da-f]{1,6});/gi,
  /\$[^$]{1,300}\$/g,
  /\\(?:begin|end)\{[^}]{0,100}\}|\\[a-z]+\*?|[{}\\]/gi,
];

/**
 * Strings of which at least one occurs in every text with {@link NOISE}; they allow to skip most texts quickly. They
 * start with rare characters, because string search looks for the first character first.
 */
const NOISE_HINTS = [
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

/** Replaces noise with spaces. The result has the same length as the text, so that offsets stay valid. */
export function maskNoise(text: string): string {
  if (!NOISE_HINTS.some((hint) => text.includes(hint))) return text;
  // "$k$-means" is a name; all other formulas are noise.
  let masked = text.replace(/\$([a-z\d])\$-/gi, '  $1-');
  for (const pattern of NOISE) masked = masked.replace(pattern, (match) => ' '.repeat(match.length));
  return masked;
}
