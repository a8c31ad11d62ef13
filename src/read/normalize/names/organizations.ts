/**
 * Returns the name of an organization without commas, which would make it a person, "Last, First": "World Health Organization, Geneva" is
 * "World Health Organization Geneva". For names that a source marks as such.
 */
export const organizationName = (name: string): string =>
  name.includes(',') ? name.replaceAll(',', ' ').replace(/\s+/g, ' ').trim() : name;

/** "Smith, Jane A.": a surname of one word, and up to two given names; not "Sand, Inc." */
const personName = /^[^\s,]{1,40},\s{0,5}(?!(?:Inc|Ltd|LLC|GmbH)\b)\p{Lu}[^\s,]{0,40}(?: \p{Lu}[^\s,]{0,40})?$/u;

/** Like {@link organizationName}, for names in one piece, which are mostly those of organizations. Returns what looks like a person unchanged. */
export const nameInOnePiece = (name: string): string =>
  name.includes(',') && !personName.test(name) ? organizationName(name) : name;
