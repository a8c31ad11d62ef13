import type { Paper } from '../../model/paper.ts';

/** What identifies a work without an identifier. */
interface ReferenceFields {
  /** Name of the first author. */
  author: string;
  year: string;
  volume: string;
  /** First page or article number. */
  page: string;
}

/** The styles in which references are written, the most specific first. Group 1 is the first author. */
const STYLES: readonly RegExp[] = [
  // Web of Science: "Smith J, 2001, J NEUROSCI, V21, P1234".
  /^(?<author>[^,]+), (?<year>\d{4})[a-z]?, (?:.*, )?V(?<volume>[\w-]+), (?:.*, )?(?:P|ARTN? )(?<page>\w+)/,
  // Scopus until 2023: "Smith, J., Doe, A., A title (2001) J Neurosci, 21 (3), pp. 1234-1240".
  /^(?<author>[^,]+), .*\((?<year>\d{4})[a-z]?\) [^(]*?, (?<volume>\d\w*)(?: \([^)]*\))?, (?:.* )?(?:pp?\. |art\. no\. )(?<page>\w+)/,
  // Scopus since 2023: "Smith J., Doe A., A title, J. Neurosci., 21, 3, pp. 1234-1240, (2001)".
  /^(?<author>[^,]+), .*?, (?<volume>\d\w*)(?:, [^,]{1,20})?, pp?\. (?<page>\w+).*\((?<year>\d{4})[a-z]?\)/,
  // PubMed and Vancouver style: "Smith J, Doe A. A title. J Neurosci. 2001 Apr;21(3):1234-40".
  /^(?<author>[^,.]+)[,.] .*\b(?<year>\d{4})\b[^;:.]*; ?(?<volume>\w+)(?: ?\([^)]*\))?: ?(?<page>\w+)/,
];

/** Maximum length of the texts that are parsed; longer ones are no references. */
const MAX_LENGTH = 1000;

/** Returns the fields of a reference as a key: "smith 2001 21 1234"; undefined unless it has all of them. */
export function getReferenceKey(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  for (const style of STYLES) {
    // All patterns have these groups.
    const { author = '', year = '', volume = '', page = '' } = style.exec(text)?.groups ?? {};
    if (author) return toKey({ author, year, volume, page });
  }
  return undefined;
}

/** Returns the same key for a paper. */
export function getPaperKey({ authors, year, volume, pages }: Paper): string | undefined {
  const author = authors?.[0]?.replace(/, [^,]+$/, '');
  const page = pages && /^\s*(\w+)/.exec(pages)?.[1];
  if (!author || year === undefined || !volume || !page) return undefined;
  return toKey({ author, year: String(year), volume, page });
}

function toKey({ author, year, volume, page }: ReferenceFields): string | undefined {
  const name = foldText(getLastName(author));
  return name ? [name, year, foldText(volume), foldText(page).replace(/^0+(?=\d)/, '')].join(' ') : undefined;
}

/** Initials as references have them: "J", "J.A.", "JA", "J.-P." */
const INITIALS = /^(?:\p{Lu}[.-]*){1,3}$/u;

/** Returns the last word of the last name in "Smith JA", "Smith J.", "J. Smith", and "Jane Smith". */
function getLastName(author: string): string {
  const words = author.trim().split(/\s+/);
  const withoutInitials = words.length > 1 && INITIALS.test(words.at(-1)!) ? words.slice(0, -1) : words;
  return withoutInitials.at(-1)!;
}

/** Returns the letters and digits of a text, in lower case and without accents. */
export function foldText(text: string): string {
  const folded = /[^\x00-\x7f]/.test(text) ? text.normalize('NFKD').replace(/\p{M}+/gu, '') : text;
  return folded.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
