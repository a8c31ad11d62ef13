/**
 * Lists in one text, as readers of papergraph and of other programs split them. Items that contain the separator make the list a JSON list, which papergraph,
 * Python and R read. The rules are stricter than those of papergraph's readers, which would bring an HTML parser along.
 */

/** Signs at which lists are split, besides commas. */
const SEPARATOR = /[;；|•·\n\r\u2028\u2029]/;
/** What would be an HTML entity with the semicolon of a list behind it. */
const ENTITY_START = /&#?\w{2,31}$/;
/** What looks like a list in the syntax of a programming language. */
const LITERAL_START = /^(?:(?:c|list)\s*)?[[({]\s*[{"'[(]/;
/** What readers remove from names: ids in parentheses, brackets, and the end of a list that was cut. */
const CHANGED_NAME = /^(?:and|&) |\(\d{6,}\)|[[\]]|…|\.\.\.|\bet\.? al\b|\bothers\b|\bu\. ?a\./i;
/** A generation after a name, which stays behind a comma: "Martin King, Jr". */
const NAME_SUFFIX = /, (?:Jr|Sr|II|III|IV)\.?$/;
const COMMA = /[,，、]/;

type Items = readonly string[] | undefined;

/** Joins items, or writes them as a JSON list if one could be split or changed when the text is read again. */
function joinReadably(items: Items, separator: string, isReadable: (item: string) => boolean): string | undefined {
  if (!items?.length) return undefined;
  const text = items.join(separator);
  return items.every(isReadable) && !LITERAL_START.test(text) ? text : JSON.stringify(items);
}

/** Adds a semicolon to a single item that would be split elsewhere, for example at a comma: "Neoplasms, Experimental;". */
const markSingle = (items: Items, text: string | undefined, isSplit: (item: string) => boolean) =>
  items?.length === 1 && text === items[0] && isSplit(text) ? `${text};` : text;

const isPlainItem = (item: string) =>
  item !== '' && item === item.trim() && !SEPARATOR.test(item) && !ENTITY_START.test(item);

const isPlainName = (name: string) => isPlainItem(name) && !CHANGED_NAME.test(name);
const isSplitName = (name: string) => /[,，、&]|\band\b/i.test(name.replace(NAME_SUFFIX, ''));

/** Returns whether readers take the last period for that of the list, because all names end with initials: "Novak P; Quist A." */
function losesPeriod(names: readonly string[]): boolean {
  const last = names.at(-1) ?? '';
  if (names.length < 2 || !last.endsWith('.')) return false;
  return [...names.slice(0, -1), last.slice(0, -1)].every((name) => / \p{Lu}{1,3}$/u.test(name));
}

/** Joins names with semicolons. */
export function joinNames(names: Items): string | undefined {
  if (names && losesPeriod(names)) return JSON.stringify(names);
  return markSingle(names, joinReadably(names, '; ', isPlainName), isSplitName);
}

/** Joins authors with semicolons. A single one stays as it is even with a comma or "and", because the number of authors stands beside it. */
export const joinAuthors = (authors: Items): string | undefined =>
  authors?.length === 1 ? joinReadably(authors, '', isPlainName) : joinNames(authors);

/** Joins short items with semicolons. */
export const joinItems = (items: Items): string | undefined => joinReadably(items, '; ', isPlainItem);

/** Joins keywords with semicolons. */
export const joinKeywords = (keywords: Items): string | undefined =>
  markSingle(keywords, joinItems(keywords), (keyword) => COMMA.test(keyword));

/** Joins keywords as bibliographies have them: with commas, unless a keyword contains one. */
export const joinKeywordsWithCommas = (keywords: Items): string | undefined =>
  keywords?.some((keyword) => COMMA.test(keyword)) ? joinKeywords(keywords) : joinReadably(keywords, ', ', isPlainItem);

/** Writes a single text as it is, and several texts, which may contain any separator, as a JSON list. */
export const joinTexts = (texts: Items): string | undefined =>
  texts?.length === 1 && !LITERAL_START.test(texts[0]!) ? texts[0] : texts?.length ? JSON.stringify(texts) : undefined;

/** Joins cited works, whose texts may contain commas, with semicolons. */
export const joinCited = (works: Items): string | undefined =>
  joinReadably(works, '; ', (work) => /^[^\s;|[\]](?:[^;|\n]*[^\s;|])?$/.test(work));

const hasNoSeparator = (item: string) => /^[^\s;|[\]]+$/.test(item);

/** Joins identifiers with semicolons. */
export const joinIdentifiers = (identifiers: Items): string | undefined =>
  joinReadably(identifiers, '; ', hasNoSeparator);

/** Joins addresses with spaces. */
export const joinUrls = (urls: Items): string | undefined => joinReadably(urls, ' ', hasNoSeparator);
