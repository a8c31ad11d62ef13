import { isObject, type Json } from '../../input/json.ts';
import { items, jsonFormat, member, numberOf, textOf } from './json.ts';

/** OpenReview's notes: in API 2 each field of the content is an object with a value, in API 1 the value itself. */
export const openReview = jsonFormat(
  'OpenReview notes',
  'title, abstract, authors, year, date, venue, keywords, url, code',
  /"forum"\s*:[\s\S]*"content"\s*:|"content"\s*:[\s\S]*"forum"\s*:/,
  (note) => {
    const get = (key: string): Json | undefined => {
      const field = member(note, 'content', key);
      return isObject(field) ? field.value : field;
    };
    const date = dayOf(numberOf(note.pdate) ?? numberOf(note.odate) ?? numberOf(note.cdate));
    const forum = textOf(note.forum);
    return {
      title: textOf(get('title')),
      abstract: textOf(get('abstract')),
      authors: items(get('authors')).flatMap((name) => textOf(name) ?? []),
      date,
      venue: textOf(get('venue')),
      keywords: items(get('keywords')).flatMap((keyword) => textOf(keyword) ?? []),
      urls: [forum && `https://openreview.net/forum?id=${encodeURIComponent(forum)}`],
      code: [textOf(get('code')) ?? ''],
    };
  },
);

/** Milliseconds since 1970 as a day; out of range gives none. */
function dayOf(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || Math.abs(milliseconds) > 8.64e15) return undefined;
  return new Date(milliseconds).toISOString().slice(0, 10);
}
