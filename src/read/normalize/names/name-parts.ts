import type { Paper } from '../../../model/paper.ts';
import { separateInitialsInList } from './initials.ts';
import { addSuffix, isNameSuffix } from './name-lists.ts';
import { isOrganization } from './organizations.ts';

/** The parts of a name. A name without `given` is that of an organization, or one that cannot be split. */
export interface NameParts {
  family: string;
  given?: string;
  /** Such as "Jr". */
  suffix?: string;
}

/** The name of an organization as BibTeX writes it, so that it is not taken for that of a person. */
const inBraces = /^\{([^{}]+)\}$/;

/** Returns the content of "{World Health Organization}"; undefined for other names. */
export const organizationIn = (name: string): string | undefined =>
  name.startsWith('{') ? inBraces.exec(name)?.[1] : undefined;

/**
 * Splits "Ludwig van Beethoven, Jr" into its parts. The family name is the last word and the lowercase words before it. A
 * name with another comma, and the name of an organization as far as its words tell, is kept in one piece.
 */
export function splitName(name: string): NameParts {
  const text = name.replace(/\s+/g, ' ').trim();
  const comma = text.lastIndexOf(',');
  const suffix = comma < 0 ? undefined : text.slice(comma + 1).trim();
  if (suffix !== undefined && !(isNameSuffix(suffix) && text.indexOf(',') === comma)) return { family: text };
  const words = (comma < 0 ? text : text.slice(0, comma)).split(' ');
  let familyStart = words.length - 1;
  while (familyStart > 1 && /^\p{Ll}/u.test(words[familyStart - 1]!)) familyStart--;
  if (familyStart <= 0 || isOrganization(text)) return { family: text };
  return {
    family: words.slice(familyStart).join(' '),
    given: words.slice(0, familyStart).join(' '),
    ...(suffix !== undefined && { suffix }),
  };
}

/**
 * Writes the parts of a name as "Family, Given, Jr", which tells the family name; as "Given Family" if the parts have commas or the suffix is
 * none. Each part may be missing.
 */
export function joinParts(
  givenName: string | undefined,
  familyName: string | undefined,
  suffix?: string | undefined,
): string {
  const [given, family] = [givenName?.trim(), familyName?.trim()];
  if (!given || !family || given.includes(',') || family.includes(',') || (suffix && !isNameSuffix(suffix)))
    return addSuffix([given, family].filter(Boolean).join(' '), suffix);
  return formatParts({ family, given, ...(suffix && { suffix }) });
}

/** Writes "Family, Given, Jr", and the name of an organization as it is. */
export const formatParts = ({ family, given, suffix }: NameParts): string =>
  [family, given, suffix].filter((part) => part !== undefined).join(', ');

/**
 * Returns a function that splits the names of a paper: those in {@link Paper.structuredNames} as these say, lists such as "Smith JA" and "Doe B" as
 * initials behind family names, others by {@link splitName}.
 */
export function createNameSplitter({
  authors = [],
  editors = [],
  structuredNames = [],
}: Pick<Paper, 'authors' | 'editors' | 'structuredNames'>): (name: string) => NameParts {
  const known = new Map(structuredNames.map((entry) => [displayName(entry), parseStructuredName(entry)]));
  for (const names of [authors, editors]) {
    const separated = separateInitialsInList(names);
    names.forEach((name, i) => {
      if (separated[i] !== name && !known.has(name)) known.set(name, parseStructuredName(separated[i]!));
    });
  }
  return (name) => known.get(name) ?? splitName(name);
}

/** Parses an entry of {@link Paper.structuredNames}. */
function parseStructuredName(entry: string): NameParts {
  const organization = organizationIn(entry);
  if (organization !== undefined) return { family: organization };
  const [family = entry, given, suffix] = entry.split(', ');
  return { family, ...(given !== undefined && { given }), ...(suffix !== undefined && { suffix }) };
}

/** Returns the name in an entry of {@link Paper.structuredNames} as it is in {@link Paper.authors}. */
export function displayName(entry: string): string {
  const { family, given, suffix } = parseStructuredName(entry);
  return addSuffix(given === undefined ? family : `${given} ${family}`, suffix);
}
