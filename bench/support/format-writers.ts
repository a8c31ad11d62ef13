import { gzipSync, zipSync } from 'fflate';
import type { Paper } from '../../src/model/paper.ts';

type Value = string | number | undefined;

const escapeXml = (value: Value) => String(value ?? '').replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
const quoteCsv = (value: Value) => `"${String(value ?? '').replaceAll('"', '""')}"`;
const removeBraces = (text: string) => text.replace(/[{}\\]/g, '');
const writeCsv = (header: string, papers: Paper[], getCells: (paper: Paper) => Value[]) =>
  [header, ...papers.map((paper) => getCells(paper).map(quoteCsv).join())].join('\n');
const writeJsonLines = (objects: object[]) => objects.map((object) => JSON.stringify(object)).join('\n');
/** Writes tagged lines, as in RIS, MEDLINE and Web of Science. */
const writeTagged = (tags: [tag: string, value: Value][], separator: string) =>
  tags.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}${separator}${value}`])).join('\n');
const getAuthors = (paper: Paper) => paper.authors ?? [];
const splitName = (name: string) => {
  const space = name.lastIndexOf(' ');
  return { given: name.slice(0, Math.max(0, space)), family: name.slice(space + 1) };
};

/** Returns the positions of each word of an abstract, as in OpenAlex. */
function createInvertedIndex(abstract: string): Record<string, number[]> {
  const positions = new Map<string, number[]>();
  for (const [position, word] of abstract.split(' ').entries()) {
    const list = positions.get(word);
    if (list) list.push(position);
    else positions.set(word, [position]);
  }
  return Object.fromEntries(positions);
}

/** Returns arXiv ids 2101.10000, 2101.10001 and so on, continuing in the next month after 90,000. */
const getArxivId = (index: number) => `${2101 + Math.floor(index / 90_000)}.${String(10_000 + (index % 90_000))}`;

/**
 * Writes papers in each format that is read, as other programs would. Keys are the names of the formats in
 * src/read/registry.ts. Missing fields are omitted or empty.
 */
export const FORMAT_WRITERS: Record<string, (papers: Paper[]) => string> = {
  'BibTeX, BibLaTeX': (papers) =>
    papers
      .map((paper, i) =>
        [
          `@article{k${i},`,
          ...Object.entries({
            author: getAuthors(paper).map(removeBraces).join(' and '),
            title: removeBraces(paper.title),
            year: paper.year,
            journal: removeBraces(paper.venue ?? ''),
            doi: paper.doi,
            abstract: removeBraces(paper.abstract),
          }).map(([field, value]) => `${field} = {${value ?? ''}},`),
          '}\n',
        ].join('\n'),
      )
      .join('\n'),
  RIS: (papers) =>
    papers
      .map((paper) =>
        writeTagged(
          [
            ['TY', 'JOUR'],
            ['TI', paper.title],
            ...getAuthors(paper).map((name): [string, string] => ['AU', name]),
            ['AB', paper.abstract],
            ['PY', paper.year],
            ['JO', paper.venue],
            ['DO', paper.doi],
            ['ER', ''],
          ],
          '  - ',
        ),
      )
      .join('\n\n'),
  'PubMed / MEDLINE text (.nbib)': (papers) =>
    papers
      .map((paper, i) =>
        writeTagged(
          [
            ['PMID', i + 1],
            ['TI  ', paper.title],
            ['AB  ', paper.abstract],
            ...getAuthors(paper).map((name): [string, string] => ['FAU ', name]),
            ['DP  ', paper.year],
            ['JT  ', paper.venue],
          ],
          '- ',
        ),
      )
      .join('\n\n'),
  'Web of Science plain text': (papers) =>
    `FN Clarivate Analytics Web of Science\nVR 1.0\n${papers
      .map(
        (paper) =>
          `${writeTagged(
            [
              ['PT', 'J'],
              ['AF', getAuthors(paper).join('\n   ')],
              ['TI', paper.title],
              ['SO', paper.venue],
              ['AB', paper.abstract],
              ['PY', paper.year],
              ['DI', paper.doi],
            ],
            ' ',
          )}\nER\n`,
      )
      .join('\n')}\nEF\n`,
  'EndNote XML': (papers) =>
    `<?xml version="1.0" encoding="UTF-8"?><xml><records>${papers
      .map(
        (paper) =>
          `<record><ref-type name="Journal Article">17</ref-type><contributors><authors>${getAuthors(paper)
            .map((name) => `<author>${escapeXml(name)}</author>`)
            .join('')}</authors></contributors><titles><title><style face="normal">${escapeXml(
            paper.title,
          )}</style></title><secondary-title>${escapeXml(paper.venue)}</secondary-title></titles><dates><year>${paper.year ?? ''}</year></dates><abstract><style face="normal">${escapeXml(
            paper.abstract,
          )}</style></abstract><electronic-resource-num>${escapeXml(paper.doi)}</electronic-resource-num></record>`,
      )
      .join('\n')}</records></xml>`,
  'PubMed XML': (papers) =>
    `<PubmedArticleSet>${papers
      .map(
        (paper, i) =>
          `<PubmedArticle><MedlineCitation><PMID>${i + 1}</PMID><Article><ArticleTitle>${escapeXml(
            paper.title,
          )}</ArticleTitle><Abstract><AbstractText>${escapeXml(paper.abstract)}</AbstractText></Abstract><AuthorList>${getAuthors(
            paper,
          )
            .map((name) => `<Author><LastName>${escapeXml(name)}</LastName></Author>`)
            .join('')}</AuthorList></Article></MedlineCitation></PubmedArticle>`,
      )
      .join('\n')}</PubmedArticleSet>`,
  'arXiv Atom': (papers) =>
    `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>${papers
      .map(
        (paper, i) =>
          `<entry><id>http://arxiv.org/abs/${getArxivId(i)}</id><published>${paper.year ?? 2000}-01-01T00:00:00Z</published><title>${escapeXml(
            paper.title,
          )}</title><summary>${escapeXml(paper.abstract)}</summary>${getAuthors(paper)
            .map((name) => `<author><name>${escapeXml(name)}</name></author>`)
            .join('')}</entry>`,
      )
      .join('\n')}</feed>`,
  'ACL Anthology XML': (papers) =>
    `<collection id="2020.acl"><volume id="main"><meta><booktitle>Proceedings</booktitle><year>2020</year></meta>${papers
      .map(
        (paper, i) =>
          `<paper id="${i + 1}"><title>${escapeXml(paper.title)}</title>${getAuthors(paper)
            .map((name) => `<author><last>${escapeXml(name)}</last></author>`)
            .join('')}<abstract>${escapeXml(paper.abstract)}</abstract><doi>${escapeXml(paper.doi)}</doi></paper>`,
      )
      .join('\n')}</volume></collection>`,
  'CSL-JSON': (papers) =>
    JSON.stringify(
      papers.map((paper, i) => ({
        id: `k${i}`,
        type: 'article-journal',
        title: paper.title,
        abstract: paper.abstract,
        'container-title': paper.venue,
        DOI: paper.doi,
        author: getAuthors(paper).map(splitName),
        issued: { 'date-parts': [[paper.year]] },
      })),
    ),
  'Crossref works': (papers) =>
    JSON.stringify({
      status: 'ok',
      'message-type': 'work-list',
      message: {
        items: papers.map((paper) => ({
          DOI: paper.doi,
          'reference-count': 1,
          title: [paper.title],
          author: getAuthors(paper).map(splitName),
          'container-title': [paper.venue],
          abstract: `<jats:p>${escapeXml(paper.abstract)}</jats:p>`,
          issued: { 'date-parts': [[paper.year]] },
        })),
      },
    }),
  'OpenAlex works': (papers) =>
    JSON.stringify({
      results: papers.map((paper, i) => ({
        id: `https://openalex.org/W${i + 1}`,
        doi: paper.doi,
        title: paper.title,
        publication_year: paper.year,
        authorships: getAuthors(paper).map((name) => ({ author: { display_name: name } })),
        abstract_inverted_index: createInvertedIndex(paper.abstract),
      })),
    }),
  'Semantic Scholar': (papers) =>
    writeJsonLines(
      papers.map((paper, i) => ({
        paperId: String(i),
        externalIds: { DOI: paper.doi },
        title: paper.title,
        abstract: paper.abstract,
        venue: paper.venue,
        year: paper.year,
        authors: getAuthors(paper).map((name) => ({ name })),
      })),
    ),
  "arXiv's JSON Lines dump": (papers) =>
    writeJsonLines(
      papers.map((paper, i) => ({
        id: getArxivId(i),
        title: paper.title,
        abstract: `  ${paper.abstract}\n`,
        categories: 'cs.IR cs.HC',
        versions: [{ version: 'v1', created: `Mon, 2 Apr ${paper.year ?? 2000} 19:18:42 GMT` }],
        authors_parsed: getAuthors(paper).map((name) => [splitName(name).family, splitName(name).given, '']),
      })),
    ),
  'OpenReview notes': (papers) =>
    JSON.stringify({
      notes: papers.map((paper, i) => ({
        id: `n${i}`,
        forum: `n${i}`,
        cdate: 1664323200000,
        content: {
          title: { value: paper.title },
          authors: { value: getAuthors(paper) },
          abstract: { value: paper.abstract },
          venue: { value: paper.venue },
        },
      })),
    }),
  'Scopus CSV': (papers) =>
    writeCsv('Authors,Title,Year,Source title,DOI,Abstract,EID', papers, (paper) => [
      getAuthors(paper).join('; '),
      paper.title,
      paper.year,
      paper.venue,
      paper.doi,
      paper.abstract,
      '2-s2.0-1',
    ]),
  'JSON Lines': (papers) =>
    writeJsonLines(
      papers.map(({ id, title, abstract, authors, year, venue }) => ({ id, title, abstract, authors, year, venue })),
    ),
  'JSON array': (papers) =>
    JSON.stringify(
      papers.map(({ id, title, abstract, authors, year, venue }) => ({ id, title, abstract, authors, year, venue })),
    ),
};

/** Compresses files in each supported format. */
export const COMPRESSORS: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  gzip: (bytes) => gzipSync(bytes),
  zip: (bytes) => zipSync({ papers: bytes }),
};
