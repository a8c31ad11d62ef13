import type { Json } from '../../../input/json.ts';
import { describeCitedWork } from '../../../normalize/cited-works.ts';
import { joinPages } from '../../../normalize/fields.ts';
import { namedId } from '../../../normalize/identifiers.ts';
import { addCollaborations } from '../../../normalize/names/collaborations.ts';
import { organizationName } from '../../../normalize/names/organizations.ts';
import { defineJsonFormat } from '../define-format.ts';
import { unwrap } from '../unwrap.ts';
import { asAuthorName, asCount, asList, asText, getMember, textAt, textsAt, textsOfType } from '../values.ts';

/** Literature from INSPIRE HEP. Source: INSPIRE, "REST API" and the schema "hep". */
export const inspire = defineJsonFormat({
  name: 'INSPIRE HEP',
  pattern: /"(?:publication_info|arxiv_eprints|texkeys|earliest_date)":|"metadata":\{\s*"titles"/,
  toRecord: (hit) => {
    const paper = unwrap(hit, 'metadata');
    const [title, publication] = [asList(paper.titles)[0], asList(paper.publication_info)[0]];
    const subtitle = textAt(title, 'subtitle');
    const people = asList(paper.authors);
    const isEditor = (person: (typeof people)[number]) => textAt(person, 'inspire_roles') === 'editor';
    const authorKeywords = textsOfType(paper.keywords, 'schema', ['author'], 'value');
    const year = textAt(publication, 'year');
    return {
      key: asText(asList(paper.texkeys)[0]),
      title: subtitle ? `${textAt(title, 'title')}: ${subtitle}` : textAt(title, 'title'),
      abstract: textAt(asList(paper.abstracts)[0], 'value'),
      otherAbstracts: asList(paper.abstracts)
        .slice(1)
        .map((abstract) => textAt(abstract, 'value')),
      authors: addCollaborations(
        [
          ...people.filter((person) => !isEditor(person)).map(asAuthorName),
          ...textsAt(paper, 'corporate_author').map(organizationName),
        ],
        textsAt(paper, 'collaborations'),
      ),
      editors: people.filter(isEditor).map(asAuthorName),
      year: year ?? asText(paper.earliest_date),
      date: textAt(asList(paper.imprints)[0], 'date') ?? asText(paper.earliest_date),
      venue: textAt(publication, 'journal_title') ?? textAt(publication, 'pubinfo_freetext'),
      publisher: textAt(asList(paper.imprints)[0], 'publisher'),
      volume: textAt(publication, 'journal_volume'),
      series: textAt(asList(paper.book_series)[0], 'title'),
      organization: textAt(asList(getMember(paper, 'thesis_info', 'institutions'))[0], 'name'),
      language: asText(asList(paper.languages)[0]),
      note: textAt(asList(paper.public_notes)[0], 'value'),
      identifiers: [namedId('inspire', asText(paper.control_number))],
      urls: asList(paper.urls).map((link) => textAt(link, 'value')),
      cites: asList(paper.references).flatMap(describeReference),
      number: textAt(publication, 'journal_issue') ?? textAt(asList(paper.report_numbers)[0], 'value'),
      pages:
        joinPages(textAt(publication, 'page_start'), textAt(publication, 'page_end')) ?? textAt(publication, 'artid'),
      type: asText(asList(paper.document_type)[0]),
      keywords: authorKeywords.length
        ? authorKeywords
        : asList(paper.keywords).flatMap((keyword) => textAt(keyword, 'value') ?? []),
      doi: textAt(asList(paper.dois)[0], 'value'),
      arxiv: textAt(asList(paper.arxiv_eprints)[0], 'value'),
      isbn: asList(paper.isbns)
        .map((isbn) => textAt(isbn, 'value'))
        .join(' '),
      citations: asCount(paper.citation_count),
    };
  },
});

/** Returns the DOIs of a cited work; failing that, its arXiv ID, or a description. */
function describeReference(cited: Json): string[] {
  const reference = getMember(cited, 'reference');
  const dois = textsAt(reference, 'dois');
  if (dois.length) return dois;
  const arxiv = textAt(reference, 'arxiv_eprint');
  if (arxiv) return [arxiv.includes(':') ? arxiv : `arXiv:${arxiv}`];
  const publication = getMember(reference, 'publication_info');
  const work = describeCitedWork({
    author: asAuthorName(asList(getMember(reference, 'authors'))[0]) || undefined,
    year: textAt(publication, 'year'),
    source: textAt(publication, 'journal_title') ?? textAt(reference, 'title', 'title'),
    volume: textAt(publication, 'journal_volume'),
    page: textAt(publication, 'page_start') ?? textAt(publication, 'artid'),
    text: textAt(reference, 'misc'),
  });
  return work === undefined ? [] : [work];
}
