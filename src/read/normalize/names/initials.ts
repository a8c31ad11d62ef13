import { isOrganization } from './organizations.ts';

/** A pair of letters that stands for one letter of another script: "Yu. Ivanov". */
const initial = '(?:\\p{Lu}|Ch|Kh|Sh|Th|Ts|Ya|Ye|Yo|Yu|Zh)';
/** "J.", "J.A.", "J.-P.", "J. A.", "J", "JA", "J-H", or "J A". */
const initials = `(?:${initial}\\.(?:[ -]?${initial}\\.?){0,4}|\\p{Lu}{1,4}|\\p{Lu}(?:[ -]\\p{Lu}){1,3})`;
const suffix = '(?:,? (?<suffix>(?:Jr|Sr)\\.?|I{2,3}|IV|2nd|3rd|[4-9]th))?';
const familyAndInitials = new RegExp(`^(?<family>[^,;{}]{2,80}?) (?<initials>${initials})${suffix}$`, 'u');
/** A word that consists of initials with periods, or of one letter. */
const initialsOnly = /^(?:\p{Lu}\p{Ll}?\.[ -]?)+$|^\p{Lu}$/u;

interface Match {
  family: string;
  initials: string;
  suffix?: string;
}

/** Returns the parts of "Smith JA Jr"; undefined for names of another shape. */
function match(name: string): Match | undefined {
  // Most names end with another letter.
  if (!/[\p{Lu}.dhr]$/u.test(name) || name.includes('{')) return undefined;
  const groups = familyAndInitials.exec(name)?.groups;
  if (!groups || isOrganization(name)) return undefined;
  const { family = '', initials = '', suffix } = groups;
  if (family.split(' ').some((word) => initialsOnly.test(word))) return undefined;
  return { family, initials, ...(suffix !== undefined && { suffix }) };
}

/** Writes "Smith", "JA" as "Smith, J.A.". */
const format = ({ family, initials, suffix }: Match): string =>
  [family, initials.replace(/\p{Lu}(?![.\p{Ll}])/gu, '$&.'), suffix].filter((part) => part !== undefined).join(', ');

/** Converts "Smith JA" to "Smith, J.A." For formats that write all names in this way; returns names of another shape unchanged. */
export function separateInitials(name: string): string {
  const found = match(name.trim());
  return found ? format(found) : name;
}

/** Returns whether the last word may be initials or a family name: "John OO", "Malcolm X". */
export const mayEndWithInitials = (name: string): boolean => match(name) !== undefined;

/** Capitals of which no family name consists: "J", "KB", "J.A."; not "XU", "OO", "NG", "LEE". */
const isCertain = (text: string) => !/^\p{Lu}{2,}$/u.test(text) || (!/[AEIOUY]/.test(text) && text !== 'NG');

const isUpperCase = (name: string) => name === name.toUpperCase();

/**
 * Converts "Smith JA" to "Smith, J.A." in a list of names whose form the format does not tell. The list as a whole decides, because
 * "Li XU" can be a person with initials or a family name in capitals: one name must have initials that are no family name, none may begin with
 * initials, and at most one in three may have neither. Names of organizations do not count.
 */
export function separateInitialsInList(names: readonly string[]): readonly string[] {
  const matches = names.map((name) => {
    const found = match(name);
    // Longer words in capitals are family names.
    return found && /^\p{Lu}{4}/u.test(found.initials) ? undefined : found;
  });
  if (!matches.some(Boolean)) return names;
  const isAllUpperCase = names.every(isUpperCase);
  // "NASA JPL" is no person among persons in mixed case.
  const found = matches.map((each, i) =>
    each && !isAllUpperCase && isUpperCase(names[i]!) && /^\p{Lu}{2,}$/u.test(each.initials) ? undefined : each,
  );
  const others = names.filter(
    (name, i) => !matches[i] && / /.test(name) && !name.startsWith('{') && !isOrganization(name),
  );
  const count = found.filter(Boolean).length;
  const isCertainOf = (each: Match | undefined) =>
    each !== undefined && isCertain(each.initials) && !isBareInUpperCase(each);
  if (!found.some(isCertainOf) || others.length * 2 > count) return names;
  if (others.some((name) => initialsOnly.test(name.split(' ', 1)[0]!))) return names;
  return names.map((name, i) => (found[i] ? format(found[i]) : name));
}

/** Without case, only a single letter tells initials from a name: "LI WX" could be anything. */
const isBareInUpperCase = ({ family, initials }: Match) => isUpperCase(family) && /^\p{Lu}{2,}$/u.test(initials);
