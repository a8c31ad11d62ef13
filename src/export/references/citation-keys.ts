import type { Paper } from '../../model/paper.ts';
import { isNameSuffix } from '../../read/normalize/names/name-lists.ts';
import { createNameSplitter, type NameParts } from '../../read/normalize/names/name-parts.ts';

/** Characters that end or break a citation key in BibTeX or LaTeX. */
const INVALID = /[\s"#%'(),={}\\~]+/g;

/** Letters that do not decompose into a base letter and accents. */
const BASE_LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/**
 * Returns the citation key of each paper: the key of its source, or else family name and year of its first author, such as
 * Smith2020. Keys are unique regardless of case; a letter is appended to repeated ones, as in Smith2020a. Of papers with one key in their sources, the
 * first of the file keeps it, which is the one that LaTeX cites.
 */
export function createCitationKeys(papers: readonly Paper[]): string[] {
  const used = new Set<string>();
  const keys = new Array<string>(papers.length);
  const assign = (i: number, key: string) => {
    used.add(key.toLowerCase());
    keys[i] = key;
  };
  const assignUnused = (i: number, base: string) => {
    let key = base;
    for (let n = 0; used.has(key.toLowerCase()); n++) key = base + letterSuffix(n);
    assign(i, key);
  };
  const sourceKeys = papers.map(({ key }) => key?.replace(INVALID, '') ?? '');
  const owners = findOwners(papers, sourceKeys);
  const isOwner = (i: number) => owners.get(sourceKeys[i]!.toLowerCase()) === i;
  // Keys of sources come first, so that none of them changes because of a repeated or a created one.
  for (const [i, key] of sourceKeys.entries()) if (key && isOwner(i)) assign(i, key);
  const repeated = papers.flatMap((_, i) => (sourceKeys[i] && !isOwner(i) ? [i] : []));
  for (const i of repeated.sort((a, b) => compareKeySources(papers[a]!, papers[b]!))) assignUnused(i, sourceKeys[i]!);
  for (const [i, paper] of papers.entries()) if (!sourceKeys[i]) assignUnused(i, authorYear(paper));
  return keys;
}

/** Returns the index of the paper whose source comes first, by key in lower case. */
function findOwners(papers: readonly Paper[], keys: readonly string[]): Map<string, number> {
  const owners = new Map<string, number>();
  for (const [i, key] of keys.entries()) {
    if (!key) continue;
    const owner = owners.get(key.toLowerCase());
    if (owner === undefined || compareKeySources(papers[i]!, papers[owner]!) < 0) owners.set(key.toLowerCase(), i);
  }
  return owners;
}

/** Compares the sources that gave two papers their keys: by file, then by line. */
function compareKeySources(a: Paper, b: Paper): number {
  const [first, second] = [a, b].map(({ sources }) => sources.find(({ gave }) => gave?.includes('key')) ?? sources[0]);
  if (!first || !second) return 0;
  return first.file === second.file ? first.line - second.line : first.file < second.file ? -1 : 1;
}

function authorYear(paper: Paper): string {
  const { authors = [], title, year } = paper;
  const family = familyOf(authors[0] ?? '', createNameSplitter(paper));
  const word = toLetters(family.replace(PARTICLES, '')) || title.split(/\s+/).map(toLetters).find(Boolean) || 'Paper';
  return `${word[0]!.toUpperCase()}${word.slice(1)}${year ?? ''}`;
}

/** Lowercase words before a family name. */
const PARTICLES = /^(?:\p{Ll}\S* )+/u;

/** Returns the family name of "Jane Smith, Jr" and "Jane Smith Jr". */
function familyOf(name: string, splitName: (name: string) => NameParts): string {
  const { family, given } = splitName(name);
  return given !== undefined && isNameSuffix(family) ? familyOf(given, splitName) : family;
}

/** Reduces a word to the letters A to Z without accents, and digits. */
const toLetters = (word: string) =>
  word
    .normalize('NFKD')
    .replace(/[ßæœøđðłþı]/gi, (letter) => BASE_LETTERS[letter.toLowerCase()] ?? '')
    .replace(/[^A-Za-z0-9]/g, '');

/** Returns a, b, …, z, aa, ab, … for 0, 1, …. */
function letterSuffix(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26));
  return n < 26 ? letter : letterSuffix(Math.floor(n / 26) - 1) + letter;
}
