import { isNameSuffix } from '../../read/normalize/names/name-lists.ts';

/** The parts of a name. A name without `given` is that of an organization, or one that cannot be split. */
export interface NameParts {
  family: string;
  given?: string;
  /** Such as "Jr". */
  suffix?: string;
}

/**
 * Splits "Ludwig van Beethoven, Jr" into its parts. The family name is the last word and the lowercase words before it. A
 * name with another comma is kept in one piece.
 */
export function splitName(name: string): NameParts {
  const text = name.replace(/\s+/g, ' ').trim();
  const comma = text.lastIndexOf(',');
  const suffix = comma < 0 ? undefined : text.slice(comma + 1).trim();
  if (suffix !== undefined && !(isNameSuffix(suffix) && text.indexOf(',') === comma)) return { family: text };
  const words = (comma < 0 ? text : text.slice(0, comma)).split(' ');
  let familyStart = words.length - 1;
  while (familyStart > 1 && /^\p{Ll}/u.test(words[familyStart - 1]!)) familyStart--;
  if (familyStart <= 0) return { family: text };
  return {
    family: words.slice(familyStart).join(' '),
    given: words.slice(0, familyStart).join(' '),
    ...(suffix !== undefined && { suffix }),
  };
}
