import { isObject, type Json } from '../input/json.ts';
import { nameOf } from './names/author-names.ts';

/** Maximum length of a list that is parsed, in UTF-16 code units. */
const maxLength = 200_000;
/** A quoted string; the groups have the closing quotation mark. Strings that are not closed match too, so that nothing is searched twice. */
const quotedString = /'(?:[^'\\\n]|\\.)*('?)|"(?:[^"\\\n]|\\.)*("?)/g;
const stringOrConstant = new RegExp(`${quotedString.source}|\\b(?:None|nan|NaN|True|False)\\b`, 'g');

/**
 * Returns the items of a list as Python, R, JSON and PostgreSQL print it: ['a', "b"], c("a", "b"), {"a","b"}, [{'name': 'a'}].
 * Returns undefined for other text.
 */
export function parseListLiteral(field: string): string[] | undefined {
  const start = /^\s*(?:(?:c|list)\s*)?[[({]\s*[{"'[(]/.exec(field);
  if (!start || field.length > maxLength || !/["'}\])]\s*[\])}]\s*$/.test(field.slice(-200))) return undefined;
  if (/["']\s*:/.test(field)) return parseObjects(field);
  const items = [...field.matchAll(quotedString)].flatMap(([token, single, double]) =>
    single || double ? [unquote(token)] : [],
  );
  return items.length ? items : undefined;
}

/** Returns the names of objects in the syntax of JSON or Python. */
function parseObjects(field: string): string[] | undefined {
  const json = field.replace(/^\s*(?:c|list)\(([\s\S]*)\)\s*$/, '[$1]').replace(stringOrConstant, toJson);
  let value: Json;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const items = Array.isArray(value) ? value : [value];
  const names = items.map((item) => (isObject(item) ? nameOf(item) : typeof item === 'string' ? item : ''));
  return names.some(Boolean) ? names : undefined;
}

const constants = new Map([
  ['True', 'true'],
  ['False', 'false'],
]);
function toJson(token: string, single?: string, double?: string): string {
  if (!/^['"]/.test(token)) return constants.get(token) ?? 'null';
  return single || double ? JSON.stringify(unquote(token)) : token;
}

const unquote = (token: string) => token.slice(1, -1).replace(/\\(.)/g, '$1');
