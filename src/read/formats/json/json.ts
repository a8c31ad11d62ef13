import type { Field } from '../../field-names.ts';
import { createJsonReader, isObject, type Json } from '../../input/json.ts';
import { describeCitedWork } from '../../normalize/cited-works.ts';
import { mapColumns, recordFromText } from '../../normalize/fields.ts';
import { findPaperEvidence } from '../../normalize/paper-evidence.ts';
import type { Format, RawRecord, ReadOptions } from '../../record.ts';
import { unwrapContent } from './unwrap.ts';
import { asAuthorName, asText, textAt } from './values.ts';

/** Any JSON with common keys, or with the keys named in `ReadOptions.columns`. */
export const json: Format = {
  name: 'JSON, JSON Lines',
  detects: (head) => /^\s*(?:\[\s*)?\{\s*["}]/.test(head),
  open(sink, options) {
    /** The lines of objects that are no papers; they are problems in a list of papers only. */
    let otherLines: number[] = [];
    let hasPapers = false;
    let otherKeys: string[] = [];
    const reader = createJsonReader(
      {
        ...sink,
        problem(line, reason) {
          hasPapers = true;
          sink.problem(line, reason);
        },
      },
      (object, line) => {
        const content = unwrapContent(object);
        const keys = Object.keys(content);
        const columns = mapColumns(keys, options);
        if (!isPaper(keys, columns, options)) {
          if (!otherLines.length) otherKeys = keys;
          otherLines.push(line);
          return;
        }
        hasPapers = true;
        const list = (field: Field) =>
          (columns.get(field) ?? [])
            .map((index) => content[keys[index]])
            .filter((value): value is Json => value !== undefined && value !== null && value !== '');
        sink.record(line, toRecord(list));
      },
    );
    const reportOthers = () => {
      if (hasPapers) for (const line of otherLines) sink.problem(line, 'this object has no title and is not a paper');
      else if (otherLines.length) sink.problem(1, describeOther(otherKeys));
      otherLines = [];
    };
    return {
      write: reader.write,
      end() {
        reader.end();
        reportOthers();
      },
    };
  },
};

/** Returns whether an object is a paper: it has what only papers have, or a title and no unknown keys. */
function isPaper(keys: string[], columns: Map<Field, number[]>, options: ReadOptions): boolean {
  if (options.columns?.title !== undefined) return columns.has('title');
  const evidence = findPaperEvidence(keys, columns);
  if (evidence !== 'unclear') return evidence === 'certain';
  const known = new Set([...columns.values()].flat());
  return known.size === keys.length;
}

const describeOther = (keys: string[]) =>
  `JSON without papers (its keys: ${keys.join(', ').replace(/\s+/g, ' ').slice(0, 100)}); if it lists papers, name the key of the title with --columns title=KEY`;

/** @param list Returns the values of a field, by all of its names. */
function toRecord(list: (field: Field) => Json[]): RawRecord {
  const get = (field: Field): Json | undefined => list(field)[0];
  const record: RawRecord = { ...recordFromText((field) => asText(get(field))), hasOwnStrings: true };
  for (const field of ['authors', 'editors'] as const) {
    const people = get(field);
    // Objects converted from XML: { "author": [...] }.
    const names = isObject(people) ? Object.values(people).find(Array.isArray) : people;
    if (Array.isArray(names)) record[field] = names.map(asAuthorName).filter(Boolean);
  }
  for (const field of [
    'keywords',
    'otherAbstracts',
    'structuredNames',
    'orcids',
    'identifiers',
    'urls',
    'code',
    'cites',
  ] as const) {
    const value = get(field) ?? (field === 'cites' ? get('citesOrCount') : undefined);
    const toText = field === 'cites' ? citedWork : (item: Json) => asText(item);
    if (Array.isArray(value)) record[field] = value.flatMap((item) => toText(item) ?? []);
  }
  // A page and a copy, such as "url" and "pdf_url", are two addresses of a paper; other fields have one value.
  const addresses = list('urls');
  if (addresses.length > 1) record.urls = addresses.flat().flatMap((address) => asText(address) ?? []);
  // CORE writes publishers in quotation marks.
  record.publisher = record.publisher?.replace(/^'([^']+)'$/, '$1');
  return record;
}

/** Returns a cited work as text; of an object that has a DOI, its title and DOI. */
function citedWork(work: Json): string | undefined {
  const doi = textAt(work, 'doi') ?? textAt(work, 'DOI');
  return doi === undefined ? asText(work) : describeCitedWork({ text: textAt(work, 'title'), doi });
}
