import { type Element, elements, textAt, textsAt, xmlReader } from '../../input/xml.ts';
import type { Format } from '../../record.ts';

/** The ACL Anthology's own XML (acl-anthology, data/xml and its schema). Its BibTeX is read as BibTeX. */
export const aclAnthology: Format = {
  name: 'ACL Anthology XML',
  keeps: 'title, abstract, authors, year, date, volume, publisher, DOI, url',
  detects: (head) => /^\s*</.test(head) && /<collection\s+id=/.test(head) && /<volume\s+id=/.test(head),
  open(sink) {
    let volume: Element | undefined;
    return xmlReader(sink, ['meta', 'paper'], (element, line, path) => {
      if (element.name === 'meta') {
        volume = element;
        return;
      }
      const year = volume && textAt(volume, 'year');
      const url = textAt(element, 'url') ?? idOf(element, path);
      sink.paper(line, {
        title: textAt(element, 'title'),
        abstract: textAt(element, 'abstract'),
        authors: elements(element, 'author').map((author) =>
          [textAt(author, 'first'), textAt(author, 'last')].filter(Boolean).join(' '),
        ),
        year,
        date: [volume && textAt(volume, 'month')?.split(/[^A-Za-z]/, 1)[0], year].filter(Boolean).join(' '),
        venue: volume && textAt(volume, 'booktitle'),
        publisher: volume && textAt(volume, 'publisher'),
        language: textsAt(element, 'language')[0],
        doi: textAt(element, 'doi'),
        urls: [url && !/^https?:/.test(url) ? `https://aclanthology.org/${url}` : url],
      });
    });
  },
};

/** collection-volume.paper, as the Anthology numbers what has no url of its own. */
function idOf(paper: Element, path: readonly Element[]): string | undefined {
  const [collection, volume] = ['collection', 'volume'].map((name) =>
    path.find((around) => around.name === name)?.attributes.get('id'),
  );
  const number = paper.attributes.get('id');
  return collection && volume && number && /^\d{4}\./.test(collection)
    ? `${collection}-${volume}.${number}`
    : undefined;
}
