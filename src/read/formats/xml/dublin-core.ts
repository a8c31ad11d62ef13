import { createXmlReader, type Element, textOf, textsOf } from '../../input/xml/xml.ts';
import { findRootTag } from '../../input/xml/xml-text.ts';
import { parseCitation } from '../../normalize/citation-parts.ts';
import { parseDate, parseYear } from '../../normalize/dates.ts';
import { decodeEntities } from '../../normalize/text/text.ts';
import type { Format } from '../../record.ts';

/** Dublin Core as repositories give it over OAI-PMH. Source: Open Archives Initiative, OAI-PMH 2.0. */
export const dublinCore: Format = {
  name: 'Dublin Core XML (OAI-PMH)',
  detects: (head) =>
    findRootTag(head).name === 'OAI-PMH' ||
    (/^\s*</.test(head) && /<(?:oai_dc|srw_dc|oai_qdc):\w|<dc:title[\s>]/.test(head)),
  open: (sink) =>
    createXmlReader(
      sink,
      (name, parent) => /^(?:dc|qualifieddc)$/.test(name) || (name === 'error' && parent === 'OAI-PMH'),
      (element, line) => {
        if (element.name === 'error')
          return sink.problem(line, `the repository returned an error: ${textOf(element) ?? 'no reason given'}`);
        const identifiers = [...textsOf(element, 'identifier'), ...textsOf(element, 'relation')];
        const date = earliestDate(element);
        const sources = [...textsOf(element, 'source'), ...textsOf(element, 'bibliographicCitation')];
        const citation = sources.map(afterJournal).find(Boolean);
        const abstracts = [...textsOf(element, 'description'), ...textsOf(element, 'abstract')];
        sink.record(line, {
          title: textOf(element, 'title'),
          abstract: longest(abstracts),
          otherAbstracts: abstracts,
          authors: textsOf(element, 'creator'),
          year: date,
          date,
          // "Journal; Vol 7 No 2 (2017); 988-1001"
          venue: sources[0]?.split(';', 1)[0],
          ...parseCitation(citation),
          publisher: textOf(element, 'publisher'),
          type: textOf(element, 'type')?.replace(/^info:eu-repo\/semantics\//, ''),
          language: textOf(element, 'language'),
          keywords: textsOf(element, 'subject').flatMap(splitSubjects),
          doi: identifiers
            .map((id) => /(?:^|doi\.org\/|doi[:/] ?)(10\.\d{4,9}\/\S+)/i.exec(id.slice(0, 500))?.[1])
            .find(Boolean),
          arxiv: identifiers.find((id) => /arxiv/i.test(id)),
          pmid: identifiers.map((id) => /^(?:pmid|info:pmid\/|pubmed)[: ]*(\d{1,9})$/i.exec(id)?.[1]).find(Boolean),
          isbn: [...identifiers, ...sources].filter((text) => /^(?:urn:)?isbn\b/i.test(text)).join(' '),
          // Pages look like ISSNs: "1988-1001".
          issn: [...identifiers, ...sources]
            .filter((text) => /\bissn\b/i.test(text.slice(0, 200)) || /^\d{4}-\d{3}[\dX]$/i.test(text))
            .join(' '),
          urls: textsOf(element, 'identifier'),
        });
      },
    ),
};

/** Splits a list of keywords, which some repositories write in one element; commas are part of keywords. */
const splitSubjects = (text: string): string[] => (/[;；]/.test(text) ? decodeEntities(text).split(/[;；]/) : [text]);

/** Returns the first date of the earliest year: repositories also list when an item was added to them. */
function earliestDate(element: Element): string | undefined {
  const dates = [...textsOf(element, 'date'), ...textsOf(element, 'issued')].filter((date) =>
    parseYear(parseDate(date)),
  );
  return dates.sort((a, b) => parseYear(parseDate(a))! - parseYear(parseDate(b))!)[0];
}

/** Returns what follows the name of the journal in "Journal; Vol 7 No 2 (2017); 988-1001". */
const afterJournal = (source: string): string | undefined =>
  /^[^;]{1,300};(.{1,300})$/s.exec(source.slice(0, 600))?.[1] ??
  (/\bvol\b/i.test(source.slice(0, 300)) ? source : undefined);

/** Returns the longest text: other descriptions are comments, such as "12 pages, 3 figures". */
const longest = (texts: string[]) => texts.sort((a, b) => b.length - a.length)[0];
