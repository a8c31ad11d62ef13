import { createXmlReader, type Element, findElements, textOf, textsOf } from '../../input/xml/xml.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import type { Format } from '../../record.ts';

/** XML files of the ACL Anthology. Source: repository acl-anthology, data/xml and its schema. */
export const aclAnthology: Format = {
  name: 'ACL Anthology XML',
  detects: (head) => /^\s*</.test(head) && /<collection\s+id=/.test(head) && /<volume\s+id=/.test(head),
  open(sink) {
    let volume: Element | undefined;
    return createXmlReader(sink, ['meta', 'paper'], (element, line, ancestors) => {
      if (element.name === 'meta') {
        volume = element;
        return;
      }
      const year = volume && textOf(volume, 'year');
      const url = textOf(element, 'url') ?? anthologyId(element, ancestors);
      sink.record(line, {
        title: textOf(element, 'title'),
        abstract: textOf(element, 'abstract'),
        authors: namesOf(element, 'author'),
        editors: volume && namesOf(volume, 'editor'),
        year,
        date: [volume && textOf(volume, 'month')?.split(/[^A-Za-z]/, 1)[0], year].filter(Boolean).join(' '),
        venue: volume && textOf(volume, 'booktitle'),
        volume: volume && textOf(volume, 'journal-volume'),
        number: volume && textOf(volume, 'journal-issue'),
        pages: textOf(element, 'pages'),
        publisher: volume && textOf(volume, 'publisher'),
        isbn: volume && textOf(volume, 'isbn'),
        key: textOf(element, 'bibkey'),
        identifiers: [namedId('acl', anthologyId(element, ancestors))],
        code: findElements(element, 'pwccode').flatMap(({ attributes }) => attributes.get('url') ?? []),
        language: textsOf(element, 'language')[0],
        doi: textOf(element, 'doi'),
        urls: [url && !/^https?:/.test(url) ? `https://aclanthology.org/${url}` : url],
      });
    });
  },
};

const namesOf = (element: Element, role: string) =>
  findElements(element, role).map((person) => joinParts(textOf(person, 'first'), textOf(person, 'last')));

/** Returns the ID that the Anthology gives a paper without a URL: collection-volume.paper. */
function anthologyId(paper: Element, ancestors: readonly Element[]): string | undefined {
  const [collection, volume] = ['collection', 'volume'].map((name) =>
    ancestors.find((ancestor) => ancestor.name === name)?.attributes.get('id'),
  );
  const number = paper.attributes.get('id');
  const isComplete = collection && volume && number && /^\d{4}\./.test(collection);
  return isComplete ? `${collection}-${volume}.${number}` : undefined;
}
