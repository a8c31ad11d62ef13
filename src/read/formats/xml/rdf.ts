import { createRdfReader, type RdfDocument, type RdfNode } from '../../input/rdf.ts';
import { findRootTag, joinName } from '../../input/xml-text.ts';
import type { Format, RawRecord } from '../../record.ts';

/** Types of nodes that are no papers: parts of Zotero's library, people, and what papers appear in. */
const otherTypes =
  /^(?:Attachment|Memo|Collection|Person|Organization|Journal|Issue|Series|MultiVolumeBook|Periodical|Magazine|Newspaper|Conference|Website|Seq|Bag|List|Image|AudioDocument|AudioVisualDocument|Webpage|AcademicJournal|UserItem|Tag|AutoTag|Note)$/;

/** Zotero RDF and Bibliontology RDF: items, and journals that are nodes of their own. Source: Zotero's translators of these names. */
export const rdf: Format = {
  name: 'Zotero RDF, Bibliontology RDF',
  fields:
    'title, abstract, authors, year, date, journal or book, publisher, type, language, keywords, DOI, PubMed id, URLs',
  detects: (head) =>
    findRootTag(head).name === 'RDF' &&
    /zotero\.org\/namespaces|purl\.org\/ontology\/bibo|purl\.org\/net\/biblio/.test(head),
  open: (sink) =>
    createRdfReader(sink, (document) => {
      const containers = countContainers(document);
      for (const node of document.nodes)
        if (isPaper(document, node, containers)) sink.record(node.line, toRecord(document, node, containers));
    }),
};

/** Counts how many nodes are part of each node. */
function countContainers(document: RdfDocument): Map<RdfNode, number> {
  const counts = new Map<RdfNode, number>();
  for (const node of document.nodes)
    for (const container of document.nodesOf(node, 'isPartOf')) counts.set(container, (counts.get(container) ?? 0) + 1);
  return counts;
}

function isPaper(document: RdfDocument, node: RdfNode, containers: Map<RdfNode, number>): boolean {
  const itemType = document.textsOf(node, 'itemType')[0];
  if (/^(?:attachment|note|annotation)$/.test(itemType ?? '')) return false;
  if (itemType) return true;
  return !otherTypes.test(node.type) && !containers.has(node) && document.textsOf(node, 'title').length > 0;
}

function toRecord(document: RdfDocument, node: RdfNode, containers: Map<RdfNode, number>): RawRecord {
  const get = (...properties: string[]) => document.textsOf(node, ...properties)[0];
  // An issue is part of a journal.
  const direct = document.nodesOf(node, 'isPartOf');
  const ancestors = [...direct, ...direct.flatMap((container) => document.nodesOf(container, 'isPartOf'))];
  // Zotero writes the DOI of an article to its journal. A journal with several articles does not tell which it belongs to.
  const own = direct.filter((container) => (containers.get(container) ?? 0) <= 1);
  const ids = [node, ...own].flatMap((item) => document.textsOf(item, 'doi', 'identifier', 'URI', 'uri'));
  const names = [...document.nodesOf(node, 'authors'), ...document.nodesOf(node, 'authorList')];
  return {
    title: get('title'),
    abstract: get('abstract'),
    authors: (names.length ? names.flatMap((list) => listItems(document, list)) : document.nodesOf(node, 'creator'))
      .map((person) => nameOf(document, person))
      .filter(Boolean),
    year: get('date', 'issued'),
    date: get('date', 'issued'),
    venue: ancestors.flatMap((container) => document.textsOf(container, 'title'))[0] ?? presentedAt(document, node),
    publisher: document.nodesOf(node, 'publisher').map((publisher) => document.textsOf(publisher, 'name')[0])[0],
    type: get('itemType') ?? node.type,
    language: get('language'),
    keywords: document.textsOf(node, 'subject'),
    doi: ids.map((id) => /(?:^|doi[: ]+|doi\.org\/)(10\.\d{4,9}\/\S+)/i.exec(id.slice(0, 500))?.[1]).find(Boolean),
    pmid: ids.map((id) => /^(?:PMID:? ?|info:pmid\/)(\d+)$/i.exec(id.slice(0, 100))?.[1]).find(Boolean),
    urls: document.textsOf(node, 'identifier', 'uri', 'URI'),
  };
}

/** Returns the nodes in a container such as rdf:Seq, or the node itself. */
function listItems(document: RdfDocument, list: RdfNode): RdfNode[] {
  const items = [...list.properties.keys()].filter((name) => name === 'li' || /^_\d+$/.test(name));
  return items.length ? items.flatMap((name) => document.nodesOf(list, name)) : [list];
}

function nameOf(document: RdfDocument, person: RdfNode): string {
  const get = (...properties: string[]) => document.textsOf(person, ...properties)[0];
  return (
    joinName(get('givenName', 'givenname', 'firstName'), get('surname', 'familyName', 'family_name', 'lastName')) ||
    (get('name') ?? '')
  );
}

const presentedAt = (document: RdfDocument, node: RdfNode) =>
  ['presentedAt', 'presentation']
    .flatMap((name) => document.nodesOf(node, name))
    .flatMap((event) => document.textsOf(event, 'title', 'name'))[0];
