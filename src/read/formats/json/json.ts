import { isObject, type Json, type JsonObject, jsonReader } from '../../input/json.ts';
import { isoDate } from '../../normalize/dates.ts';
import { columnsOf, draftOfText, type Field } from '../../normalize/fields.ts';
import type { Draft, Format } from '../../record.ts';

/** Any JSON with common field names, or with the names given as columns. */
export const json: Format = {
  name: 'JSON, JSON Lines',
  keeps:
    'whatever goes by a common name: title, abstract, authors, year, date, venue, keywords, DOI, url, code, votes, citations, ...',
  detects: (head) => /^\s*(?:\[\s*)?\{\s*["}]/.test(head),
  open: (sink, options) =>
    jsonReader(sink, (record, line) => {
      const content = isObject(record.content) && !record.title ? { ...record, ...record.content } : record;
      const keys = Object.keys(content);
      const columns = columnsOf(keys, options);
      sink.paper(
        line,
        draftOf((field) => {
          return columns
            .get(field)
            ?.map((at) => content[keys[at]])
            .find((value) => value !== null && value !== '');
        }),
      );
    }),
};

function draftOf(get: (field: Field) => Json | undefined): Draft {
  const draft: Draft = { ...draftOfText((field) => textOf(get(field))), standsAlone: true };
  const authors = get('authors');
  if (Array.isArray(authors)) draft.authors = authors.map(nameOf).filter(Boolean);
  for (const field of ['keywords', 'urls', 'code', 'cites'] as const) {
    const value = get(field);
    if (Array.isArray(value)) draft[field] = value.flatMap((item) => textOf(item) ?? []);
  }
  return draft;
}

/** The text of a value: of an object what is called so, of a list its items. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value || undefined;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return (
      value
        .map((item) => textOf(item) ?? '')
        .filter(Boolean)
        .join('; ') || undefined
    );
  if (!isObject(value)) return undefined;
  for (const key of ['value', 'name', 'display_name', 'title', 'text', 'raw', 'url', 'id'])
    if (typeof value[key] === 'string' || typeof value[key] === 'number') return textOf(value[key]);
  return undefined;
}

/** An author as text, or as an object with a whole name or its parts. */
export function nameOf(author: Json | undefined): string {
  if (!isObject(author)) return typeof author === 'string' ? author : '';
  const part = (...keys: string[]) =>
    keys.map((key) => author[key]).find((value): value is string => typeof value === 'string' && value !== '');
  const last = part('family', 'last', 'lastName', 'last_name', 'surname');
  const first = part('given', 'first', 'firstName', 'first_name', 'forename');
  if (last)
    return [first, part('non-dropping-particle', 'dropping-particle'), last, part('suffix')].filter(Boolean).join(' ');
  return part('literal', 'name', 'fullName', 'full_name', 'display_name') ?? nameOf(author.author);
}

/** A format of JSON that has marks of its own. */
export function jsonFormat(
  name: string,
  keeps: string,
  marks: RegExp,
  draftOf: (record: JsonObject) => Draft | string,
): Format {
  return {
    name,
    keeps,
    detects: (head) => /^\s*[[{]/.test(head) && marks.test(head),
    open: (sink) =>
      jsonReader(sink, (record, line) => {
        const draft = draftOf(record);
        if (typeof draft === 'string') sink.problem(line, draft);
        // What JSON.parse gives holds on to no text.
        else sink.paper(line, { ...draft, standsAlone: true });
      }),
  };
}

/** The member of an object, if it is an object and has it. */
export const member = (value: Json | undefined, ...keys: string[]): Json | undefined =>
  keys.reduce<Json | undefined>(
    (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );

/** The items of a list; of anything else none. */
export const items = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

export const numberOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** CSL's and Crossref's dates: { "date-parts": [[2001, 5, 17]] }, numbers or digits, or raw text. */
export function datePartsOf(value: Json | undefined): string | undefined {
  const parts = items(items(member(value, 'date-parts'))[0]).map((part) => Number(textOf(part)) || undefined);
  return parts[0]
    ? isoDate(parts[0], parts[1], parts[2])
    : (textOf(member(value, 'raw')) ?? textOf(member(value, 'literal')));
}
