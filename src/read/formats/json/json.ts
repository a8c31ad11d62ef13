import { createJsonReader, isObject, type Json } from '../../input/json.ts';
import { type Field, mapColumns, recordFromText } from '../../normalize/fields.ts';
import type { Format, RawRecord } from '../../record.ts';
import { asAuthorName, asText } from './values.ts';

/** Any JSON with common keys, or with the keys named in `ReadOptions.columns`. */
export const json: Format = {
  name: 'JSON, JSON Lines',
  fields:
    'any field with a common name: title, abstract, authors, year, date, venue, keywords, DOI, url, code, votes, citations, ...',
  detects: (head) => /^\s*(?:\[\s*)?\{\s*["}]/.test(head),
  open: (sink, options) =>
    createJsonReader(sink, (object, line) => {
      const content = isObject(object.content) && !object.title ? { ...object, ...object.content } : object;
      const keys = Object.keys(content);
      const columns = mapColumns(keys, options);
      const get = (field: Field) =>
        columns
          .get(field)
          ?.map((index) => content[keys[index]])
          .find((value) => value !== null && value !== '');
      sink.record(line, toRecord(get));
    }),
};

function toRecord(get: (field: Field) => Json | undefined): RawRecord {
  const record: RawRecord = { ...recordFromText((field) => asText(get(field))), hasOwnStrings: true };
  const authors = get('authors');
  if (Array.isArray(authors)) record.authors = authors.map(asAuthorName).filter(Boolean);
  for (const field of ['keywords', 'urls', 'code', 'cites'] as const) {
    const value = get(field);
    if (Array.isArray(value)) record[field] = value.flatMap((item) => asText(item) ?? []);
  }
  return record;
}
