import { namedId } from '../../../normalize/identifiers.ts';
import { defineJsonFormat } from '../define-format.ts';
import { unwrap } from '../unwrap.ts';
import { asAuthorName, asList, asText, getMember } from '../values.ts';

/** Publications from the search API of DBLP. Source: DBLP, "How to use the dblp search API". */
export const dblpJson = defineJsonFormat({
  name: 'DBLP (JSON)',
  pattern: {
    test: (outline) =>
      /"hit":[[{]/.test(outline) || (/"authors":\{\s*"author":/.test(outline) && /"(?:ee|access)":/.test(outline)),
  },
  toRecord: (hit) => {
    const info = unwrap(hit, 'info');
    return {
      key: asText(info.key),
      // DBLP ends titles with a period and numbers people with the same name.
      title: asText(info.title)?.replace(/\.$/, ''),
      authors: asList(getMember(info, 'authors', 'author')).map((author) =>
        asAuthorName(author).replace(/ \d{4}$/, ''),
      ),
      year: asText(info.year),
      venue: asText(info.venue),
      publisher: asText(info.publisher),
      // Of preprints the volume is "abs/1805.02262".
      volume: asText(info.volume)?.replace(/^abs\/.*/, ''),
      arxiv: /^abs\/(.+)$/.exec(asText(info.volume) ?? '')?.[1],
      number: asText(info.number),
      pages: asText(info.pages),
      type: asText(info.type),
      identifiers: [namedId('dblp', asText(info.key))],
      doi: asText(info.doi),
      urls: [...asList(info.ee), info.url ?? null].map((url) => asText(url)),
    };
  },
});
