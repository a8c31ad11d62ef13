/**
 * Text that is one item wherever lists are split, and is read as it stands. The rules are stricter than those of the readers, which would
 * bring an HTML parser along.
 */
const PLAIN_ITEM =
  /^(?!.*(?:\band\b|\bothers\b|\bet\.? al\b|\bu\. ?a\.| {2}))[^\s;|,&•·；，、…[\]{}()<>"'][^;|,&•·；，、…[\]{}()<>\n\r\t\u00a0\u2000-\u200f\u2028\u2029]*(?<!\s|\.\.\.)$/iu;
/** A generation after a name, which stays behind a comma: "Martin King, Jr". */
const NAME_SUFFIX = /, (?:Jr|Sr|II|III|IV)\.?$/;

/**
 * Joins items to one text. Items that could be split or changed when the text is read again, such as a keyword with a
 * semicolon, are written as a JSON list, which papergraph, Python and R read.
 */
function joinReadably(
  items: readonly string[] | undefined,
  separator: string,
  isReadable: (item: string) => boolean,
): string | undefined {
  if (!items?.length) return undefined;
  return items.every(isReadable) ? items.join(separator) : JSON.stringify(items);
}

const isPlainItem = (item: string) => PLAIN_ITEM.test(item);
const isPlainName = (name: string) => !name.endsWith('.') && isPlainItem(name.replace(NAME_SUFFIX, ''));

/** Joins names with semicolons. */
export const joinNames = (names: readonly string[] | undefined): string | undefined =>
  joinReadably(names, '; ', isPlainName);

/** Joins keywords and other short items with semicolons. */
export const joinItems = (items: readonly string[] | undefined): string | undefined =>
  joinReadably(items, '; ', isPlainItem);

/** Joins keywords with commas, as bibliographies have them. */
export const joinKeywords = (keywords: readonly string[] | undefined): string | undefined =>
  joinReadably(keywords, ', ', isPlainItem);

/** Joins cited works, whose texts may contain commas, with semicolons. */
export const joinCited = (works: readonly string[] | undefined): string | undefined =>
  joinReadably(works, '; ', (work) => /^[^\s;|[\]](?:[^;|\n]*[^\s;|])?$/.test(work));

/** Joins addresses with spaces. */
export const joinUrls = (urls: readonly string[] | undefined): string | undefined =>
  joinReadably(urls, ' ', (url) => /^[^\s;|[\]]+$/.test(url));
