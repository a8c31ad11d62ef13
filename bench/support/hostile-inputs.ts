import { readFileSync } from 'node:fs';

/** Minimal records of the formats, as a frame around hostile values: what precedes and follows a value in the file. */
export const FRAMES: Record<string, [before: string, after: string]> = {
  BibTeX: ['@article{key,\n title = {', '},\n year = 2020\n}\n'],
  RIS: ['TY  - JOUR\nTI  - ', '\nER  - \n'],
  MEDLINE: ['PMID- 1\nTI  - ', '\n\n'],
  'Web of Science': ['FN Clarivate\nVR 1.0\nPT J\nTI ', '\nER\n\nEF\n'],
  RefWorks: ['RT Journal Article\nT1 ', '\n\n'],
  Refer: ['%0 Journal Article\n%T ', '\n\n'],
  RePEc: ['Template-Type: ReDIF-Article 1.0\nTitle: ', '\nHandle: x\n\n'],
  Ovid: ['VN  - Ovid Technologies\nTI  - ', '\n\n'],
  Cochrane: ['Record #1 of 1\nTI: ', '\n\n'],
  CSV: ['Title,Authors,Abstract,DOI\n"', '",A B,c,10.1000/x\n'],
  JSON: ['[{"title":"', '","doi":"10.1000/x"}]'],
  'JSON Lines': ['{"title":"a b c","doi":"10.1000/x","abstract":"', '"}\n'],
  'PubMed XML': [
    '<PubmedArticleSet><PubmedArticle><MedlineCitation><Article><ArticleTitle>',
    '</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>',
  ],
  JATS: [
    '<article><front><article-meta><title-group><article-title>',
    '</article-title></title-group></article-meta></front></article>',
  ],
  MODS: ['<mods><titleInfo><title>', '</title></titleInfo></mods>'],
  'Dublin Core': ['<oai_dc:dc><dc:title>', '</dc:title></oai_dc:dc>'],
  'PubMed text': [
    '1. J. 2020 May;1(1):1-2.\n\nA title of words.\n\nPMID: 1\n\n2. J. 2020 May;1(1):3-4.\n\nA title of words.\n\n',
    '\n\nPMID: 2\n',
  ],
  ERIC: ['OWN - ERIC\nTI  - ', '\n\n'],
  MARCXML: [
    '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><datafield tag="245"><subfield code="a">',
    '</subfield></datafield></record></collection>',
  ],
  'DataCite XML': [
    '<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.1000/x</identifier><titles><title>',
    '</title></titles></resource>',
  ],
  'Crossref XML': [
    '<crossref_result><query_result><body><query status="resolved"><doi>10.1000/x</doi><crossref_metadata><doi_record><crossref><journal><journal_article><titles><title>',
    '</title></titles></journal_article></journal></crossref></doi_record></crossref_metadata></query></body></query_result></crossref_result>',
  ],
  DBLP: ['<dblp><article key="journals/x/A20"><author>A B</author><title>', '</title></article></dblp>'],
  EndNote: ['<xml><records><record><titles><title>', '</title></titles></record></records></xml>'],
  'arXiv Atom': [
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2101.00001</id><title>',
    '</title></entry></feed>',
  ],
  'ACL Anthology': [
    '<collection id="2020.acl"><volume id="1"><paper id="1"><title>',
    '</title></paper></volume></collection>',
  ],
  RDF: [
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/"><bib:Article rdf:about="#1"><dc:title>',
    '</dc:title></bib:Article></rdf:RDF>',
  ],
  GraphML: [
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="t" for="node" attr.name="title" attr.type="string"/><key id="d" for="node" attr.name="doi" attr.type="string"/><graph><node id="a"><data key="d">10.1000/x</data><data key="t">',
    '</data></node></graph></graphml>',
  ],
  'CSL-JSON': ['[{"id":"a","type":"article-journal","DOI":"10.1000/x","title":"', '"}]'],
  OpenAlex: ['{"results":[{"id":"https://openalex.org/W1","display_name":"a","title":"', '"}]}'],
  Word: [
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Title>',
    '</b:Title></b:Source></b:Sources>',
  ],
  'CITATION.cff': ['cff-version: 1.2.0\ntitle: a b\nabstract: ', '\ndoi: 10.1000/x\n'],
};

/** Values that made some reader slow, or could: each takes the length to produce. */
export const HOSTILE_VALUES: Record<string, (length: number) => string> = {
  'nested tags': (length) => '<i>'.repeat(length / 3),
  'escaped tags': (length) => '&lt;i&gt;'.repeat(length / 9),
  'open angle brackets': (length) => '<a '.repeat(length / 3),
  entities: (length) => '&amp;'.repeat(length / 5),
  'open entities': (length) => '&a'.repeat(length / 2),
  'open groups': (length) => '{\\em '.repeat(length / 5),
  'groups with spaces': (length) => `${'{ \\em'.repeat(length / 10)}${' '.repeat(length / 2)}`,
  braces: (length) => '{'.repeat(length / 2) + '}'.repeat(length / 2),
  commands: (length) => '\\a '.repeat(length / 3),
  'dollar signs': (length) => '$a '.repeat(length / 3),
  'open quotes': (length) => '\n"a'.repeat(length / 3),
  'quotes and delimiters': (length) => '","'.repeat(length / 3),
  spaces: (length) => ' '.repeat(length),
  'line feeds': (length) => '\n'.repeat(length),
  'lines of spaces': (length) => ' \n'.repeat(length / 2),
  'one line': (length) => 'word '.repeat(length / 5),
  'one word': (length) => 'a'.repeat(length),
  'e-mail addresses': (length) => 'a.b-'.repeat(length / 4),
  'at signs': (length) => 'a@'.repeat(length / 2),
  'entry heads': (length) => '@a{b,'.repeat(length / 5),
  'DOIs without an end': (length) => '10.1000/'.repeat(length / 8),
  slashes: (length) => 'https:/'.repeat(length / 7),
  'code hosts': (length) => 'github . com / a '.repeat(length / 17),
  copyright: (length) => '. © 2020 '.repeat(length / 9),
  brackets: (length) => '['.repeat(length),
  'nested arrays': (length) => `"],"x":${'['.repeat(length)}`,
  commas: (length) => ', '.repeat(length / 2),
  ands: (length) => ' and '.repeat(length / 5),
  parentheses: (length) => '(1) '.repeat(length / 4),
  'lone surrogates': (length) => '\ud800 '.repeat(length / 2),
  accents: (length) => 'e\u0301'.repeat(length / 2),
};

/**
 * Returns the samples of docs/formats.md as frames: what precedes and follows the value of each field of {@link sampledFields},
 * so that every format is covered, also one that is added later.
 */
export function listDocumentedFrames(): Record<string, [before: string, after: string]> {
  const frames: Record<string, [before: string, after: string]> = {};
  for (const [format, sample] of listDocumentedSamples()) {
    for (const [field, value] of Object.entries(sampledFields)) {
      const match = value.exec(sample);
      // Names in JSON are read by the same functions for all services.
      if (!match || (field === 'author' && /^[[{]/.test(sample))) continue;
      const end = match.index + match[0].length;
      frames[`${format}, ${field}`] = [sample.slice(0, match.index), sample.slice(end)];
    }
  }
  return frames;
}

/** Returns the formats that have a sample in docs/formats.md, with this sample. */
export function listDocumentedSamples(): [format: string, sample: string][] {
  const sections = readFileSync('docs/formats.md', 'utf8').split(/^### /m).slice(1);
  return sections.flatMap((section): [string, string][] => {
    const sample = /^```\w+\n([\s\S]*?)^```$/m.exec(section)?.[1];
    return sample === undefined ? [] : [[section.slice(0, section.indexOf('\n')), sample]];
  });
}

/** Matches the start of the title of the first record of each sample. */
export const sampledTitle = /Tidal mixing|Counting|Words that|Reading Maps|Fish auctions|Warm socks/;

/** What the samples have in the fields whose values are hostile. */
const sampledFields: Record<string, RegExp> = {
  title: sampledTitle,
  author: /Osei/,
  citation: /14(?: \(3\) \(pp|\(3\):)|Vol\. 20|2016 Jun 5;20|Cited by?/i,
};

/** Returns every frame with every value of the given length, once where names of authors or a title would stand. */
export function* hostileFiles(length: number): Generator<{ name: string; text: string }> {
  for (const [format, [before, after]] of Object.entries({ ...FRAMES, ...listDocumentedFrames() }))
    for (const [kind, write] of Object.entries(HOSTILE_VALUES))
      yield { name: `${format}: ${kind}`, text: `${before}${write(length)}${after}` };
  for (const [kind, write] of Object.entries(HOSTILE_VALUES)) yield { name: `no format: ${kind}`, text: write(length) };
}
