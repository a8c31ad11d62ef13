import { formatCitedWork } from '../../util/text/cited-work.ts';
import { parseDoi } from './doi.ts';
import { cleanIdentifier, toPlainText } from './text/text.ts';

/** What sources tell about a cited work. */
export interface CitedFields {
  /** First author. */
  author?: string | undefined;
  year?: string | undefined;
  /** Journal or book; failing that, the title of the work. */
  source?: string | undefined;
  volume?: string | undefined;
  /** First page or article number. */
  page?: string | undefined;
  doi?: string | undefined;
  pmid?: string | undefined;
  /** The whole reference as text, used if author or year is unknown. */
  text?: string | undefined;
}

/**
 * Writes a cited work as Web of Science does: "Smith J, 2001, NATURE, V21, P303, DOI 10.1000/182". Returns undefined if nothing is known.
 */
export function describeCitedWork({ author, year, source, volume, page, ...other }: CitedFields): string | undefined {
  const parts = [author, year, source, volume && `V${volume}`, page && `P${page.replace(/[-–].*/, '')}`];
  // A comma inside of a part would look like the end of it.
  const described = parts.map((part) => part?.replace(/[\s,;|]+/g, ' ').trim()).filter(Boolean);
  const text = author && year ? described.join(', ') : (other.text ?? source ?? '').replace(/\s+/g, ' ').trim();
  return formatCitedWork(text, parseDoi(other.doi), other.pmid?.trim()) || undefined;
}

/**
 * Parses the cited works in an export of Dimensions: "[Old, Ann; Roe, Bo]|ids|Nature|1999|1|2|1-9|10.1000/182|pub.1|4;[...]...".
 * Returns undefined for other text.
 */
export function parseDimensionsReferences(text: string): string[] | undefined {
  if (!/^\s*\[[^[\]|]*\]\|/.test(text.slice(0, 10_000))) return undefined;
  return text.split(/;\s*(?=\[)/).flatMap((reference) => {
    const [authors, , source, year, volume, , pages, doi] = reference.split('|').map((part) => part.trim());
    const author = authors?.replace(/[[\]]/g, '').split(';', 1)[0];
    const whole = [author, year, source].filter(Boolean).join(', ');
    return describeCitedWork({ author, year, source, volume, page: pages, doi, text: whole }) ?? [];
  });
}

/** A DOI with what introduces it: "doi:", "DOI [" or a resolver. */
const introducedDoi =
  /[\s,;([]{0,9}(?:\bdoi\b:?\s{0,3}\[?|https?:\/\/(?:dx\.|www\.)?doi\.org\/){0,3}\s{0,3}(10\.\d{4,9}\/\S+)/gi;

/**
 * Normalizes a cited work: an identifier is bare, a text is plain with its DOI, the first of several, at the end.
 * @returns '' if nothing is left.
 */
export function normalizeCitedWork(cited: string): string {
  const trimmed = cited.trim();
  if (!/\s/.test(trimmed)) return parseDoi(trimmed) ?? cleanIdentifier(trimmed);
  // A DOI may contain what looks like markup, so it is taken out before the text is normalized.
  let doi: string | undefined;
  const text = trimmed.replace(introducedDoi, (all: string, written: string) => {
    const parsed = parseDoi(written);
    doi ??= parsed;
    return parsed === undefined ? all : ' ';
  });
  return doi === undefined
    ? toPlainText(trimmed)
    : formatCitedWork(toPlainText(text).replace(/(?<![\s,;.:])[\s,;.:]+$/, ''), doi);
}
