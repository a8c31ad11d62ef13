import { parseDate } from '../../normalize/dates.ts';
import { splitList, splitNames } from '../../normalize/names/names.ts';
import { defineJsonFormat } from './define-format.ts';
import { asArray, asText, getMember } from './values.ts';

/** arXiv metadata as published for bulk download: one JSON object per line. Titles and abstracts are TeX with line breaks. */
export const arxivDump = defineJsonFormat({
  name: "arXiv's JSON Lines dump",
  pattern: /"authors_parsed":|"journal-ref":/,
  toRecord: (record) => {
    const authors = asArray(record.authors_parsed).map((parts) => {
      const [last, first, suffix] = asArray(parts).map((part) => asText(part) ?? '');
      return [first, last, suffix].filter(Boolean).join(' ');
    });
    // "Mon, 2 Apr 2007 19:18:42 GMT"
    const created = /\d{1,2} \w{3} \d{4}/.exec(asText(getMember(asArray(record.versions)[0], 'created')) ?? '')?.[0];
    return {
      title: asText(record.title),
      abstract: asText(record.abstract),
      authors: authors.length ? authors : splitNames(asText(record.authors) ?? ''),
      date: parseDate(created) ?? asText(record.update_date),
      venue: asText(record['journal-ref']),
      type: 'preprint',
      keywords: splitList((asText(record.categories) ?? '').replaceAll(' ', ';')),
      doi: asText(record.doi),
      arxiv: asText(record.id),
      number: asText(record['report-no']),
      note: asText(record.comments),
      urls: [typeof record.id === 'string' ? `https://arxiv.org/abs/${record.id}` : undefined],
    };
  },
});
