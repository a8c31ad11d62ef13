/** Papers as other programs would write them: for each format that is read, a whole file. What a paper lacks is left out. */
import { gzipSync, zipSync } from 'fflate';
import type { Paper } from '../src/model/paper.ts';

const xml = (text: string | number | undefined) =>
  String(text ?? '').replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const cell = (text: string | number | undefined) => `"${String(text ?? '').replaceAll('"', '""')}"`;
const plain = (text: string) => text.replace(/[{}\\]/g, '');
const table = (names: string, papers: Paper[], cells: (paper: Paper) => (string | number | undefined)[]) =>
  [names, ...papers.map((paper) => cells(paper).map(cell).join())].join('\n');
const json = (papers: Paper[], item: (paper: Paper, at: number) => object) => papers.map(item);
const lines = (objects: object[]) => objects.map((object) => JSON.stringify(object)).join('\n');
/** Tagged lines, as RIS, MEDLINE and Web of Science have them. */
const tagged = (tags: [string, string | number | undefined][], separator: string) =>
  tags.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}${separator}${value}`])).join('\n');
const names = (paper: Paper) => paper.authors ?? [];
const parts = (name: string) => {
  const blank = name.lastIndexOf(' ');
  return { given: name.slice(0, Math.max(0, blank)), family: name.slice(blank + 1) };
};

/** An abstract as OpenAlex keeps it: each word with its places. */
function invertedIndex(abstract: string): Record<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, word] of abstract.split(' ').entries()) {
    const known = places.get(word);
    if (known) known.push(at);
    else places.set(word, [at]);
  }
  return Object.fromEntries(places);
}

/** By the names that formats have in src/read/formats.ts. */
export const writers: Record<string, (papers: Paper[]) => string> = {
  'BibTeX, BibLaTeX': (papers) =>
    papers
      .map((paper, at) =>
        [
          `@article{k${at},`,
          ...Object.entries({
            author: names(paper).map(plain).join(' and '),
            title: plain(paper.title),
            year: paper.year,
            journal: plain(paper.venue ?? ''),
            doi: paper.doi,
            abstract: plain(paper.abstract),
          }).map(([field, value]) => `${field} = {${value ?? ''}},`),
          '}\n',
        ].join('\n'),
      )
      .join('\n'),
  RIS: (papers) =>
    papers
      .map((paper) =>
        tagged(
          [
            ['TY', 'JOUR'],
            ['TI', paper.title],
            ...names(paper).map((name): [string, string] => ['AU', name]),
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
      .map((paper, at) =>
        tagged(
          [
            ['PMID', at + 1],
            ['TI  ', paper.title],
            ['AB  ', paper.abstract],
            ...names(paper).map((name): [string, string] => ['FAU ', name]),
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
          `${tagged(
            [
              ['PT', 'J'],
              ['AF', names(paper).join('\n   ')],
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
          `<record><ref-type name="Journal Article">17</ref-type><contributors><authors>${names(paper)
            .map((name) => `<author>${xml(name)}</author>`)
            .join('')}</authors></contributors><titles><title><style face="normal">${xml(
            paper.title,
          )}</style></title><secondary-title>${xml(paper.venue)}</secondary-title></titles><dates><year>${paper.year ?? ''}</year></dates><abstract><style face="normal">${xml(
            paper.abstract,
          )}</style></abstract><electronic-resource-num>${xml(paper.doi)}</electronic-resource-num></record>`,
      )
      .join('\n')}</records></xml>`,
  'PubMed XML': (papers) =>
    `<PubmedArticleSet>${papers
      .map(
        (paper, at) =>
          `<PubmedArticle><MedlineCitation><PMID>${at + 1}</PMID><Article><ArticleTitle>${xml(
            paper.title,
          )}</ArticleTitle><Abstract><AbstractText>${xml(paper.abstract)}</AbstractText></Abstract><AuthorList>${names(
            paper,
          )
            .map((name) => `<Author><LastName>${xml(name)}</LastName></Author>`)
            .join('')}</AuthorList></Article></MedlineCitation></PubmedArticle>`,
      )
      .join('\n')}</PubmedArticleSet>`,
  'arXiv Atom': (papers) =>
    `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id>${papers
      .map(
        (paper, at) =>
          `<entry><id>http://arxiv.org/abs/${arxivId(at)}</id><published>${paper.year ?? 2000}-01-01T00:00:00Z</published><title>${xml(
            paper.title,
          )}</title><summary>${xml(paper.abstract)}</summary>${names(paper)
            .map((name) => `<author><name>${xml(name)}</name></author>`)
            .join('')}</entry>`,
      )
      .join('\n')}</feed>`,
  'ACL Anthology XML': (papers) =>
    `<collection id="2020.acl"><volume id="main"><meta><booktitle>Proceedings</booktitle><year>2020</year></meta>${papers
      .map(
        (paper, at) =>
          `<paper id="${at + 1}"><title>${xml(paper.title)}</title>${names(paper)
            .map((name) => `<author><last>${xml(name)}</last></author>`)
            .join('')}<abstract>${xml(paper.abstract)}</abstract><doi>${xml(paper.doi)}</doi></paper>`,
      )
      .join('\n')}</volume></collection>`,
  'CSL-JSON': (papers) =>
    JSON.stringify(
      json(papers, (paper, at) => ({
        id: `k${at}`,
        type: 'article-journal',
        title: paper.title,
        abstract: paper.abstract,
        'container-title': paper.venue,
        DOI: paper.doi,
        author: names(paper).map(parts),
        issued: { 'date-parts': [[paper.year]] },
      })),
    ),
  'Crossref works': (papers) =>
    JSON.stringify({
      status: 'ok',
      'message-type': 'work-list',
      message: {
        items: json(papers, (paper) => ({
          DOI: paper.doi,
          'reference-count': 1,
          title: [paper.title],
          author: names(paper).map(parts),
          'container-title': [paper.venue],
          abstract: `<jats:p>${xml(paper.abstract)}</jats:p>`,
          issued: { 'date-parts': [[paper.year]] },
        })),
      },
    }),
  'OpenAlex works': (papers) =>
    JSON.stringify({
      results: json(papers, (paper, at) => ({
        id: `https://openalex.org/W${at + 1}`,
        doi: paper.doi,
        title: paper.title,
        publication_year: paper.year,
        authorships: names(paper).map((name) => ({ author: { display_name: name } })),
        abstract_inverted_index: invertedIndex(paper.abstract),
      })),
    }),
  'Semantic Scholar': (papers) =>
    lines(
      json(papers, (paper, at) => ({
        paperId: String(at),
        externalIds: { DOI: paper.doi },
        title: paper.title,
        abstract: paper.abstract,
        venue: paper.venue,
        year: paper.year,
        authors: names(paper).map((name) => ({ name })),
      })),
    ),
  "arXiv's JSON Lines dump": (papers) =>
    lines(
      json(papers, (paper, at) => ({
        id: arxivId(at),
        title: paper.title,
        abstract: `  ${paper.abstract}\n`,
        categories: 'cs.IR cs.HC',
        versions: [{ version: 'v1', created: `Mon, 2 Apr ${paper.year ?? 2000} 19:18:42 GMT` }],
        authors_parsed: names(paper).map((name) => [parts(name).family, parts(name).given, '']),
      })),
    ),
  'OpenReview notes': (papers) =>
    JSON.stringify({
      notes: json(papers, (paper, at) => ({
        id: `n${at}`,
        forum: `n${at}`,
        cdate: 1664323200000,
        content: {
          title: { value: paper.title },
          authors: { value: names(paper) },
          abstract: { value: paper.abstract },
          venue: { value: paper.venue },
        },
      })),
    }),
  'Scopus CSV': (papers) =>
    table('Authors,Title,Year,Source title,DOI,Abstract,EID', papers, (paper) => [
      names(paper).join('; '),
      paper.title,
      paper.year,
      paper.venue,
      paper.doi,
      paper.abstract,
      '2-s2.0-1',
    ]),
  'JSON Lines': (papers) =>
    lines(
      json(papers, ({ id, title, abstract, authors, year, venue }) => ({ id, title, abstract, authors, year, venue })),
    ),
  'JSON array': (papers) =>
    JSON.stringify(
      json(papers, ({ id, title, abstract, authors, year, venue }) => ({ id, title, abstract, authors, year, venue })),
    ),
};

/** 2101.00001 and so on, past 99,999 in the next month. */
const arxivId = (at: number) => `${2101 + Math.floor(at / 90_000)}.${String(10_000 + (at % 90_000))}`;

/** How a file may be packed. */
export const packers: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  gzip: (bytes) => gzipSync(bytes),
  zip: (bytes) => zipSync({ papers: bytes }),
};
