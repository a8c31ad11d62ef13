import { isObject, type Json } from '../../input/json.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { defineJsonFormat } from './define-format.ts';
import { asArray, asNumber, asText, getMember } from './values.ts';

/** Notes from OpenReview. In API 2 each field of the content is an object with a value, in API 1 it is the value. */
export const openReview = defineJsonFormat({
  name: 'OpenReview notes',
  pattern: { test: (outline) => outline.includes('"forum":') && outline.includes('"content":') },
  toRecord: (note) => {
    const get = (key: string): Json | undefined => {
      const field = getMember(note, 'content', key);
      return isObject(field) ? field.value : field;
    };
    const date = toIsoDate(asNumber(note.pdate) ?? asNumber(note.odate) ?? asNumber(note.cdate));
    const forum = asText(note.forum);
    return {
      title: asText(get('title')),
      abstract: asText(get('abstract')),
      authors: asArray(get('authors')).flatMap((name) => asText(name) ?? []),
      date,
      venue: asText(get('venue')),
      keywords: asArray(get('keywords')).flatMap((keyword) => asText(keyword) ?? []),
      urls: [forum && `https://openreview.net/forum?id=${encodeURIComponent(forum)}`],
      identifiers: [namedId('openreview', forum)],
      code: [asText(get('code')) ?? ''],
    };
  },
});

/** Converts milliseconds since 1970 to a date; returns undefined outside the range of dates. */
function toIsoDate(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || Math.abs(milliseconds) > 8.64e15) return undefined;
  return new Date(milliseconds).toISOString().slice(0, 10);
}
