import { isObject, type Json, NestingError } from '../../input/json.ts';
import { formatIsoDate } from '../../normalize/dates.ts';
import { parseCount } from '../../normalize/fields.ts';
import { nameOf } from '../../normalize/names/author-names.ts';

/** Returns a string, number, array or object as text: the items of an array joined by "; ", the main member of an object. */
export function asText(value: Json | undefined, depth = 0): string | undefined {
  if (typeof value === 'string') return value || undefined;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    if (depth >= maxDepth) throw new NestingError(`values are nested more than ${maxDepth} levels deep`);
    const texts = value.map((item) => asText(item, depth + 1) ?? '').filter(Boolean);
    return texts.join('; ') || undefined;
  }
  if (!isObject(value)) return undefined;
  const key = mainKeys.find(
    (candidate) => typeof value[candidate] === 'string' || typeof value[candidate] === 'number',
  );
  return key === undefined ? undefined : asText(value[key]);
}

/** Maximum depth of arrays in a value. */
const maxDepth = 20;
/** The members that say what an object is about, the most specific first. */
const mainKeys = 'value name display_name keyword tag term subject title text #text $ raw url id'.split(' ');

/** Returns the items of an array, or a single value as a list: services that convert XML write lists of one as the item. */
export function asList(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** Returns the text at a path of keys. */
export const textAt = (value: Json | undefined, ...path: string[]): string | undefined =>
  asText(getMember(value, ...path));

/** Returns the texts of the list at a path of keys. */
export const textsAt = (value: Json | undefined, ...path: string[]): string[] =>
  asList(getMember(value, ...path)).flatMap((item) => asText(item) ?? []);

/** Returns the values of those items of a list whose type is one of the given ones, in the order of the types. */
export const textsOfType = (list: Json | undefined, typeKey: string, types: string[], valueKey: string): string[] =>
  types.flatMap((type) =>
    asList(list).flatMap((item) => (textAt(item, typeKey) === type ? (textAt(item, valueKey) ?? []) : [])),
  );

/** Returns a count given as a number or as digits. */
export const asCount = (value: Json | undefined): number | undefined =>
  typeof value === 'string' ? parseCount(value) : asNumber(value);

/** Returns the items of an array; an empty array for anything else. */
export const asArray = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** Returns a number; undefined for anything else. */
export const asNumber = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** Returns the name of an author, given as text or as an object with a full name or its parts; '' when there is none. */
export function asAuthorName(author: Json | undefined): string {
  if (!isObject(author)) return typeof author === 'string' ? author : '';
  return nameOf(author) || (isObject(author.author) ? nameOf(author.author) : '');
}

/** Returns the value at a path of keys; undefined when a part of the path is missing. */
export const getMember = (value: Json | undefined, ...path: string[]): Json | undefined =>
  path.reduce<Json | undefined>(
    (parent, key) => (isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined),
    value,
  );

/** Parses a date of CSL or Crossref: { "date-parts": [[2001, 5, 17]] } with numbers or digits, or literal text. */
export function parseDateParts(value: Json | undefined): string | undefined {
  const parts = asArray(asArray(getMember(value, 'date-parts'))[0]).map((part) => Number(asText(part)) || undefined);
  return parts[0]
    ? formatIsoDate(parts[0], parts[1], parts[2])
    : (asText(getMember(value, 'raw')) ?? asText(getMember(value, 'literal')));
}
