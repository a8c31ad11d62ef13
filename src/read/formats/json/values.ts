import { isObject, type Json } from '../../input/json.ts';
import { nameOf } from '../../normalize/author-names.ts';
import { formatIsoDate } from '../../normalize/dates.ts';

/** Returns a string, number, array or object as text: the items of an array joined by "; ", the main member of an object. */
export function asText(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value || undefined;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const texts = value.map((item) => asText(item) ?? '').filter(Boolean);
    return texts.join('; ') || undefined;
  }
  if (!isObject(value)) return undefined;
  for (const key of ['value', 'name', 'display_name', 'title', 'text', 'raw', 'url', 'id'])
    if (typeof value[key] === 'string' || typeof value[key] === 'number') return asText(value[key]);
  return undefined;
}

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
