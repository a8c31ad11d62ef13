import { mayEndWithInitials } from './initials.ts';
import { displayName, formatParts, type NameParts, organizationIn, splitName } from './name-parts.ts';
import { isOrganization } from './organizations.ts';

/**
 * Returns the entry of {@link Paper.structuredNames} for a name; undefined if the name alone tells its parts, or the source does not.
 *
 * @param written The name as its source has it: "Last, First", or an organization in braces.
 * @param name The same name as "First Last".
 */
export function structureOf(written: string, name: string): string | undefined {
  if (organizationIn(written) !== undefined) return splitName(name).given === undefined ? undefined : `{${name}}`;
  const comma = written.indexOf(',');
  if (comma <= 0) return undefined;
  const mayBeOther = mayEndWithInitials(name) || isOrganization(name);
  // Splitting takes longer, and most family names are one word without a particle.
  if (!mayBeOther && written.lastIndexOf(' ', comma) < 0 && !/ [^A-Z]/.test(written)) return undefined;
  const parts = separate(name, written.slice(0, comma).trim());
  return parts && (mayBeOther || splitName(name).family !== parts.family) ? formatParts(parts) : undefined;
}

/** Returns the parts of "First Last" or "First Last, Jr" by its family name. */
function separate(name: string, family: string): (Required<Pick<NameParts, 'given'>> & NameParts) | undefined {
  const comma = name.lastIndexOf(', ');
  const whole = comma < 0 ? name : name.slice(0, comma);
  const given = whole.endsWith(` ${family}`) ? whole.slice(0, -family.length - 1) : '';
  if (!given || given.includes(',')) return undefined;
  return { family, given, ...(comma >= 0 && { suffix: name.slice(comma + 2) }) };
}

/** Returns the entries that belong to the given names, in their order, one each. */
export function selectStructuredNames(entries: readonly string[], names: readonly string[]): string[] | undefined {
  if (!entries.length) return undefined;
  const entryOf = new Map(entries.toReversed().map((entry) => [displayName(entry), entry]));
  const selected = [...new Set(names)].flatMap((name) => entryOf.get(name) ?? []);
  return selected.length ? selected : undefined;
}
