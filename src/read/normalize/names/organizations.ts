/**
 * Returns the name of an organization in braces, as in BibTeX, which keep it from being taken for a person. It has no commas, because
 * "World Health Organization, Geneva" would be a person elsewhere. For names that a source marks as such.
 */
export function organizationName(name: string): string {
  const plain = name.replace(/[,{}]/g, ' ').replace(/\s+/g, ' ').trim();
  return plain && `{${plain}}`;
}

/** "Smith, Jane A.": a surname of one word, and up to two given names; not "Sand, Inc." */
const personName = /^[^\s,]{1,40},\s{0,5}(?!(?:Inc|Ltd|LLC|GmbH)\b)\p{Lu}[^\s,]{0,40}(?: \p{Lu}[^\s,]{0,40})?$/u;

/** Like {@link organizationName}, for names in one piece, which are mostly those of organizations. Returns what looks like a person unchanged. */
export const nameInOnePiece = (name: string): string => (personName.test(name) ? name : organizationName(name));

/** Marks a name with a comma behind it, which EndNote and others write for organizations: "World Health Organization,". */
export function organizationBeforeComma(name: string): string {
  const words = name.indexOf(',') === name.length - 1 ? name.slice(0, -1).trim() : '';
  return words.includes(' ') ? organizationName(words) : name;
}

const organizationWord =
  /\b(?:collaborations?|consortium|organi[sz]ation|committee|association|institutes?|university|ministry|department|society|agency|investigators|group|team|network)\b/i;

/** Returns whether the words of a name are those of an organization, or of several persons. */
export const isOrganization = (name: string): boolean =>
  / (?:and|&) /.test(name) || (name.includes(' ') && organizationWord.test(name));
