import { dateOf } from '../../normalize/dates.ts';
import { splitList, splitNames } from '../../normalize/names.ts';
import { items, jsonFormat, member, textOf } from './json.ts';

/** arXiv's metadata as published for bulk use: a JSON object a line. Titles and abstracts are TeX, broken into lines. */
export const arxivDump = jsonFormat(
  "arXiv's JSON Lines dump",
  'title, abstract, authors, year, date of the first version, journal reference, subjects as keywords, DOI, arXiv id',
  /"authors_parsed"\s*:|"journal-ref"\s*:/,
  (record) => {
    const names = items(record.authors_parsed).map((parts) => {
      const [last, first, suffix] = items(parts).map((part) => textOf(part) ?? '');
      return [first, last, suffix].filter(Boolean).join(' ');
    });
    // "Mon, 2 Apr 2007 19:18:42 GMT"
    const created = /\d{1,2} \w{3} \d{4}/.exec(textOf(member(items(record.versions)[0], 'created')) ?? '')?.[0];
    return {
      title: textOf(record.title),
      abstract: textOf(record.abstract),
      authors: names.length ? names : splitNames(textOf(record.authors) ?? ''),
      date: dateOf(created) ?? textOf(record.update_date),
      venue: textOf(record['journal-ref']),
      type: 'preprint',
      keywords: splitList((textOf(record.categories) ?? '').replaceAll(' ', ';')),
      doi: textOf(record.doi),
      arxiv: textOf(record.id),
      urls: [typeof record.id === 'string' ? `https://arxiv.org/abs/${record.id}` : undefined],
    };
  },
);
