import { isNameSuffix } from '../../normalize/names/name-lists.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { collapseWhitespace, splitNames } from '../../normalize/names/names.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import { hasLatex, latexToText } from '../../normalize/text/latex.ts';

/** Parses "Last, First and {An Organization} and others". Only an "and" outside of braces separates names. */
export function parseAuthors(value: string): string[] {
  const field = collapseWhitespace(value);
  const plainToText = hasLatex(field) ? authorToText : keepName;
  const toText = field.includes('=')
    ? (name: string) => (extendedName.test(name) ? parseExtendedName(name) : plainToText(name))
    : plainToText;
  const texts: string[] = [];
  for (const part of field.includes('{') ? splitOutsideBraces(field, andOrBrace) : splitAtAnd(field)) {
    const name = part.trim();
    if (name && !(name.length === 6 && name.toLowerCase() === 'others')) texts.push(toText(name));
  }
  return texts.length === 1 && !field.startsWith('{') && isNameList(texts[0]) ? splitNames(texts[0]) : texts;
}

/** Returns whether a name without "and" is a list of names: with semicolons, "&", or more commas than a name has. */
function isNameList(name: string): boolean {
  if (/[;&]/.test(name)) return true;
  const parts = name.split(',');
  if (parts.length < 2) return false;
  // "Ann B. Lee, Bo Ek": no surname has initials before its last word.
  if (parts.length === 2) return /\p{L} \p{Lu}\. \p{L}/u.test(parts[0]) && parts[1].trim().includes(' ');
  return parts.length > 3 || !parts.slice(1).some((part) => isNameSuffix(part.trim()));
}

/** A name of parts with their names, as BibLaTeX allows it. */
const extendedName = /^(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=/i;

/** Converts "family=Rijn, given=Jan N., prefix=van, useprefix=true", which Better BibTeX writes for names with particles, to "van Rijn, Jan N." */
function parseExtendedName(name: string): string {
  const parts = new Map<string, string>();
  for (const part of splitOutsideBraces(name, commaOrBrace)) {
    const equals = part.indexOf('=');
    const value = latexToText(part.slice(equals + 1)).replace(/["“”,]/g, '');
    if (equals > 0) parts.set(part.slice(0, equals).trim().toLowerCase(), value.trim());
  }
  const family = [parts.get('prefix'), parts.get('family')].filter(Boolean).join(' ');
  return joinParts(parts.get('given'), family, parts.get('suffix'));
}

const keepName = (name: string) => name;

/** Keeps the braces around an organization, and the family name apart in "Gabriel {García Márquez}". */
function authorToText(name: string): string {
  if (/^\{(?:[^{}]|\{[^{}]*\})*\}$/.test(name)) return organizationName(latexToText(name));
  const start = name.lastIndexOf(' {');
  const family = name.slice(start + 1);
  const isApart = start > 0 && family.includes(' ') && /^\{[^{}]*\}$/.test(family) && !name.includes(',');
  return isApart ? joinParts(latexToText(name.slice(0, start)), latexToText(family)) : latexToText(name);
}

/** Splits at "and" in any case. Nearly all files use lower case, and splitting at a string is several times as fast. */
function splitAtAnd(field: string): string[] {
  const parts = field.split(' and ');
  return / (?:A[nN][dD]|a(?:N[dD]|nD)) /.test(field) && parts.some((part) => / and /i.test(part))
    ? field.split(/ and /i)
    : parts;
}

const andOrBrace = /\sand\s|[{}]/gi;
const commaOrBrace = /[,{}]/g;

/** Splits at what `token` matches beside braces, where it is outside of them. */
function splitOutsideBraces(field: string, token: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  token.lastIndex = 0;
  for (let match = token.exec(field); match; match = token.exec(field)) {
    if (match[0] === '{') depth++;
    else if (match[0] === '}') depth--;
    else if (depth === 0) {
      parts.push(field.slice(start, match.index));
      start = token.lastIndex;
    }
  }
  parts.push(field.slice(start));
  return parts;
}
