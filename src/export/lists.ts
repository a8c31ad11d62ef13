import { splitCited } from '../read/normalize/fields.ts';
import { splitList, splitNames } from '../read/normalize/names.ts';

/**
 * Joins items to one text. Items that would be split or changed when the text is read again, such as a keyword with a
 * semicolon, are written as a JSON list, which papergraph, Python and R read.
 */
function joinReadably(
  items: readonly string[] | undefined,
  separator: string,
  split: (text: string) => string[],
): string | undefined {
  if (!items?.length) return undefined;
  const joined = items.join(separator);
  const read = split(joined);
  const isExact = read.length === items.length && read.every((item, i) => item === items[i]);
  return isExact ? joined : JSON.stringify(items);
}

/** Joins names with semicolons. */
export const joinNames = (names: readonly string[] | undefined): string | undefined =>
  joinReadably(names, '; ', splitNames);

/** Joins keywords and other short items with semicolons. */
export const joinItems = (items: readonly string[] | undefined): string | undefined =>
  joinReadably(items, '; ', splitList);

/** Joins cited works with semicolons. */
export const joinCited = (works: readonly string[] | undefined): string | undefined =>
  joinReadably(works, '; ', (text) => splitCited(text) ?? []);

const splitUrls = (text: string) => text.split(/[\s;|]+/);

/** Joins addresses with spaces. */
export const joinUrls = (urls: readonly string[] | undefined): string | undefined => joinReadably(urls, ' ', splitUrls);
