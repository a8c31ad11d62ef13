import { createTaggedReader, type TaggedState } from '../../input/tagged.ts';
import { organizationBeforeComma } from '../../normalize/names/organizations.ts';
import { arxivInSource } from '../../normalize/remarks.ts';
import { cleanKeywords, splitHeadings } from '../../normalize/subject-headings.ts';
import type { Format } from '../../record.ts';
import { splitAtSemicolons } from './split-authors.ts';

/** Refer, which EndNote imports (.enw). Source: refer(1); EndNote manual, "EndNote Import". */
export const refer: Format = {
  name: 'Refer / EndNote import (.enw)',
  detects: (head) => /^\s*%[A-Z0-9] \S/.test(head) && /(?:^|\n)[ \t]*%T \S/.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      {
        field: /^\s*%([A-Z0-9@!#$^&*()+?<>~|[\]-]) ?(.*)$/,
        begin: beginsRecord,
        continuation: 'next value',
      },
      ({ get, all }, line) =>
        sink.record(line, {
          title: get('T'),
          abstract: get('X'),
          authors: (all('A').length ? all('A') : all('Q')).flatMap(splitAtSemicolons).map(organizationBeforeComma),
          year: get('D'),
          date: [get('8'), get('D')].filter(Boolean).join(' '),
          venue: get('J', 'B', 'S'),
          editors: all('E').flatMap(splitAtSemicolons).map(organizationBeforeComma),
          series: get('S'),
          volume: get('V'),
          number: get('N'),
          pages: get('P'),
          isbn: get('@'),
          issn: get('@'),
          key: get('F'),
          note: get('Z'),
          publisher: get('I'),
          type: get('0'),
          language: get('G'),
          keywords: splitKeywords(all('K')),
          doi: get('R') ?? all('U', '3').find((value) => /\b10\.\d{4,9}\//.test(value)),
          arxiv: arxivInSource(get('J', 'B', 'S'), get('V'), get('N'), get('P')),
          // EndNote keeps the PubMed Central id in a custom field.
          pmcid: all('2').find((value) => /^PMC\d/i.test(value)),
          urls: all('U', '>'),
        }),
    ),
};

/** Splits keywords: one on each line, or lists with semicolons or commas. A comma may be part of one: "Hypertension, Pulmonary". */
function splitKeywords(lines: string[]): string[] {
  const headings = splitHeadings(lines);
  if (headings) return headings;
  const separator = lines.every((line) => line.includes(',')) ? /[;；,]/ : /[;；]/;
  return cleanKeywords(lines.flatMap((line) => line.split(separator)).map((keyword) => keyword.trim()));
}

/**
 * Returns whether a tag begins a record. EndNote starts records with the type; other programs separate them by blank lines. Digital Commons repositories
 * start them with the title, and only some have a type.
 */
function beginsRecord(tag: string, { isAfterBlank, has }: TaggedState): boolean {
  if (tag === '0') return isAfterBlank || has('0');
  return isAfterBlank && (!has('0') || (tag === 'T' && has('T')));
}
