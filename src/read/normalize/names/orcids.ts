import { parseListLiteral } from '../list-literals.ts';
import { toPlainText } from '../text/text.ts';
import { collapseWhitespace, toFirstLast } from './names.ts';

/** What precedes an ORCID: its address, or punctuation. */
const addressEnd = /(?:https?:\/\/(?:www\.)?orcid\.org)?[/\s,:(]{0,20}$/i;
const orcidPattern = /(?:\b|_)(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx])\b/;

/** Splits a list of names with ORCIDs at semicolons, bars or line breaks; a list in the syntax of Python or JSON is read as such. */
export const splitOrcids = (text: string | undefined): string[] | undefined =>
  text === undefined || text === ''
    ? undefined
    : (parseListLiteral(text) ?? text.split(/[;|\n]/).map((item) => item.trim()));

/**
 * Normalizes names with ORCIDs to "First Last 0000-0002-1825-0097". Entries without a valid ORCID or without a name are dropped. A name that
 * is spelled differently than that of the only author with this last name and initial is replaced by that author's.
 */
export function parseOrcids(entries: string[] | undefined, authors: string[] | undefined): string[] | undefined {
  if (!entries?.length || !authors) return undefined;
  return entries.flatMap((entry) => {
    const match = orcidPattern.exec(entry);
    if (!match) return [];
    const digits = match[1].replaceAll('-', '').toUpperCase();
    if (!hasValidChecksum(digits)) return [];
    const written = collapseWhitespace(entry.slice(0, match.index)).replace(addressEnd, '');
    const name = findAuthor(toFirstLast(toPlainText(written)), authors);
    return name === undefined ? [] : [`${name} ${digits.replace(/(.{4})(?=.)/g, '$1-')}`];
  });
}

function findAuthor(name: string, authors: readonly string[]): string | undefined {
  if (!name) return undefined;
  if (authors.includes(name)) return name;
  const key = lastNameAndInitial(name);
  const candidates = authors.filter((author) => lastNameAndInitial(author) === key);
  return candidates.length === 1 ? candidates[0] : undefined;
}

function lastNameAndInitial(name: string): string {
  const words = name.toLowerCase().split(' ');
  return `${words.at(-1)} ${words[0]?.charAt(0)}`;
}

/** Checks the last digit. Source: ISO 7064, mod 11-2, as described by ORCID. */
function hasValidChecksum(digits: string): boolean {
  let total = 0;
  for (const digit of digits.slice(0, -1)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return digits.at(-1) === (check === 10 ? 'X' : String(check));
}
