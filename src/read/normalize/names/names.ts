import { parseListLiteral } from '../list-literals.ts';
import { decodeEntities } from '../text/text.ts';
import { removeDegrees } from './degrees.ts';
import { isNameSuffix, splitAtCommas } from './name-lists.ts';
import { organizationIn } from './name-parts.ts';

/** Years of birth and death, as catalogs write them behind names: "1848-1914", "[1953-]", "b. 1960". */
const lifeDates = /^\[?(?:(?:b|ca|fl)\. ?)?\d{4}\??(?: ?[-–] ?(?:\d{4}\??)?)?\]?\.?$/;

/**
 * Converts "Last, First" to "First Last", and "Last, Jr, First", "Last, First, Jr", or "Last, First Jr" to "First Last, Jr". Removes the comma at
 * the end, degrees, the life dates that catalogs write, and the braces around organizations. Returns other names unchanged, among them
 * "First Last, Jr".
 */
export function toFirstLast(written: string): string {
  const name = removeDegrees(written);
  const comma = name.indexOf(',');
  if (comma < 0) return organizationIn(name) ?? name;
  if (/[\d,\]–-]\.?$/.test(name)) {
    const shorter = withoutLifeDates(name);
    if (shorter !== name) return toFirstLast(shorter);
  }
  if (comma > 0 && !name.includes(',', comma + 1)) {
    const [last, first] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
    if (isNameSuffix(first) && last.includes(' ')) return `${last}, ${first}`;
    // PubMed writes a suffix behind the given names: "Smith, John A Jr".
    const space = first.lastIndexOf(' ');
    if (space > 0 && first.length - space < 6 && last && isNameSuffix(first.slice(space + 1)))
      return `${first.slice(0, space)} ${last}, ${first.slice(space + 1)}`;
    // A concatenation with + would keep both parts, and the text they are slices of, in memory.
    return last && first ? [first, last].join(' ') : last || first;
  }
  const parts = name.split(',').map((part) => part.trim());
  if (parts.length === 3 && isNameSuffix(parts[2])) return `${parts[1]} ${parts[0]}, ${parts[2]}`;
  if (parts.length === 3 && parts.every(Boolean)) return `${parts[2]} ${parts[0]}, ${parts[1]}`;
  return parts.filter(Boolean).join(', ');
}

/** Removes life dates and a comma from the end of a name with a comma. */
function withoutLifeDates(name: string): string {
  const comma = name.lastIndexOf(',');
  const last = name.slice(comma + 1).trim();
  if (!last || lifeDates.test(last)) return name.slice(0, comma);
  // "Alleman, Tillie Pierce [1848-1914]"
  const bracket = name.lastIndexOf(' [');
  return bracket > comma && lifeDates.test(name.slice(bracket + 1).trim()) ? name.slice(0, bracket) : name;
}

/** The end of a list that was cut: "et al.", "and others", an ellipsis. */
const cutListEnd = /(?:[,;&]|\band\b)? ?(?:\bet\.? al\b\.?|\band others\b|\bu\. ?a\.|…|\.\.\.)[\s,;.]*$/i;
const trimCutEnd = (text: string) => text.slice(0, -60) + text.slice(-60).replace(cutListEnd, '');
/** A whole item that is no name. */
const noName = /^(?:(?:and |& )?(?:et\.? al|others)\.?|…|\.{3}|and|&)$/i;

/** Returns whether an item of a list of names stands for further names, such as "et al.". */
export const isNoName = (item: string): boolean => item.length <= 12 && noName.test(item);

/**
 * Splits a list of names in one field, as tables have it, at semicolons, bars, "and" and "&", or commas between names.
 * Also reads lists in the syntax of Python, R and JSON. Returns names as "Last, First" or "First Last".
 */
export function splitNames(field: string): string[] {
  const literal = parseListLiteral(field);
  if (literal) return cleanItems(literal);
  const decoded = /&(?:[a-z]+|#\w+);/i.test(field) ? decodeEntities(field) : field;
  // Scopus appends an author ID: "Smith, John (57190000000)".
  const trimmed = trimCutEnd(
    collapseWhitespace(decoded)
      .replace(/ ?\(\d{6,}\)/g, '')
      .trim()
      .replace(/^\[(?!no )([^[\]]*)\]$/i, '$1'),
  );
  if (/[;|；]/.test(trimmed)) {
    const items = trimmed.split(/[;|；]/).map((item) => item.replace(/^\s*(?:and|&) /i, ''));
    return dropFinalPeriod(cleanItems(items)).filter((item) => !isNoName(item));
  }
  return dropFinalPeriod(splitAtAnd(trimmed.replace(/,? & /g, ' and ').replace(/[，、]/g, ',')));
}

/** Splits at "and": between all names as in BibTeX, or before the last one as in sentences. */
function splitAtAnd(text: string): string[] {
  const parts = cleanItems(text.split(/,? and /i))
    .filter((part) => !isNoName(part))
    .map(removeDegrees);
  const commaCounts = parts.map((part) => splitAtComma(part).filter((piece) => !isNameSuffix(piece)).length - 1);
  const isInverted = parts.length > 1 && commaCounts.every((count) => count === 1);
  if (isInverted || (parts.length > 2 && commaCounts.every((count) => count <= 1))) return parts;
  return splitAtCommas(parts.flatMap(splitAtComma));
}

const splitAtComma = (text: string) => cleanItems(text.split(','));

const surnameWithInitials = /^\p{Lu}.* \p{Lu}{1,3}$/u;

/** Drops the period after the last name where all names end with initials without periods, as in PubMed: "Novak P, Quist A." */
function dropFinalPeriod(names: string[]): string[] {
  const last = names.at(-1);
  if (names.length < 2 || !last?.endsWith('.')) return names;
  const withoutPeriod = [...names.slice(0, -1), last.slice(0, -1)];
  return withoutPeriod.every((name) => surnameWithInitials.test(name)) ? withoutPeriod : names;
}

/** Matches other separators, entities, and what lists in the syntax of programs and placeholders have. */
const mayNotBeCommas = /[;；|•·&\n，、["']/;

/** Splits keywords or other short items at semicolons, bars or bullets, otherwise at line breaks or commas. */
export function splitList(field: string): string[] {
  // Most lists have commas only.
  if (!mayNotBeCommas.test(field)) return cleanItems(field.split(','));
  const literal = parseListLiteral(field);
  if (literal) return cleanItems(literal);
  const text = /&(?:[a-z]+|#\w+);/i.test(field) ? decodeEntities(field) : field;
  if (/[;；|•·]/.test(text)) return cleanItems(text.split(/[;；|•·]/));
  const lines = cleanItems(text.split('\n'));
  // A list with commas may be wrapped; otherwise each line is an item.
  const linesWithComma = lines.filter((line) => line.includes(',')).length;
  if (lines.length > 1 && linesWithComma * 2 < lines.length) return lines;
  return cleanItems(lines.join(' ').split(/[,，、]/));
}

/**
 * Replaces each run of whitespace by one space. Patterns that match whitespace before a character take quadratic time in
 * long runs, so run this first.
 */
export const collapseWhitespace = (text: string): string =>
  /[^\S ]| {2}/.test(text) ? text.replace(/\s+/g, ' ') : text;

/** Trims items and drops empty ones and placeholders such as Scopus' "[No author name available]". */
function cleanItems(parts: string[]): string[] {
  const items: string[] = [];
  for (const part of parts) {
    const item = part.trim();
    if (item && !(item.startsWith('[') && /^\[no .*\]$/i.test(item))) items.push(item);
  }
  return items;
}
