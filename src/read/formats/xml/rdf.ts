import { createRdfReader, type RdfGraph, type RdfNode } from '../../input/xml/rdf.ts';
import { findRootTag } from '../../input/xml/xml-text.ts';
import { joinPages } from '../../normalize/fields.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { nameInOnePiece } from '../../normalize/names/organizations.ts';
import { pubmedIdsInNote } from '../../normalize/remarks.ts';
import type { Format, RawRecord } from '../../record.ts';

/** Types of nodes that are no papers: parts of Zotero's library, people, and what papers appear in. */
const otherTypes =
  /^(?:Attachment|Memo|Collection|Person|Organization|Journal|Issue|Series|MultiVolumeBook|Periodical|Magazine|Newspaper|Conference|Website|Seq|Bag|List|Image|AudioDocument|AudioVisualDocument|Webpage|AcademicJournal|UserItem|Tag|AutoTag|Note)$/;

/** Zotero RDF and Bibliontology RDF: items, and journals that are nodes of their own. Source: Zotero's translators of these names. */
export const rdf: Format = {
  name: 'Zotero RDF, Bibliontology RDF',
  detects: (head) =>
    findRootTag(head).name === 'RDF' &&
    /zotero\.org\/namespaces|purl\.org\/ontology\/bibo|purl\.org\/net\/biblio/.test(head),
  open: (sink) =>
    createRdfReader(sink, (graph) => {
      const containers = countContainers(graph);
      for (const node of graph.nodes)
        if (isPaper(graph, node, containers)) sink.record(node.line, toRecord(graph, node, containers));
    }),
};

/** Counts how many nodes are part of each node. */
function countContainers(graph: RdfGraph): Map<RdfNode, number> {
  const counts = new Map<RdfNode, number>();
  for (const node of graph.nodes)
    for (const container of graph.nodesOf(node, 'isPartOf')) counts.set(container, (counts.get(container) ?? 0) + 1);
  return counts;
}

function isPaper(graph: RdfGraph, node: RdfNode, containers: Map<RdfNode, number>): boolean {
  const itemType = graph.textsOf(node, 'itemType')[0];
  if (/^(?:attachment|note|annotation)$/.test(itemType ?? '')) return false;
  if (itemType) return true;
  return !otherTypes.test(node.type) && !containers.has(node) && graph.textsOf(node, 'title').length > 0;
}

function toRecord(graph: RdfGraph, node: RdfNode, containers: Map<RdfNode, number>): RawRecord {
  const get = (...properties: string[]) => graph.textsOf(node, ...properties)[0];
  // An issue is part of a journal.
  const direct = graph.nodesOf(node, 'isPartOf');
  const ancestors = [...direct, ...direct.flatMap((container) => graph.nodesOf(container, 'isPartOf'))];
  // Zotero writes the DOI of an article to its journal. A journal with several articles does not tell which it belongs to.
  const own = direct.filter((container) => (containers.get(container) ?? 0) <= 1);
  const ids = [node, ...own].flatMap((item) => graph.textsOf(item, 'doi', 'identifier', 'URI', 'uri'));
  const names = (lists: string[], single: string) => {
    const found = lists.flatMap((list) => graph.nodesOf(node, list)).flatMap((list) => listItems(graph, list));
    return (found.length ? found : graph.nodesOf(node, single)).map((person) => nameOf(graph, person)).filter(Boolean);
  };
  /** The first value of the item or of what it is a part of. */
  const inherited = (...properties: string[]) =>
    [node, ...ancestors].map((item) => graph.textsOf(item, ...properties)[0]).find(Boolean);
  const serialNumbers = [node, ...ancestors].flatMap((item) =>
    graph.textsOf(item, 'identifier', 'isbn', 'isbn10', 'isbn13', 'issn', 'eissn'),
  );
  const isSeries = (item: RdfNode) => /^(?:Series|MultiVolumeBook)$/.test(item.type);
  const idsInNote = pubmedIdsInNote(get('description'));
  return {
    title: get('title'),
    abstract: get('abstract'),
    authors: names(['authors', 'authorList'], 'creator'),
    editors: names(['editors', 'editorList'], 'editor'),
    year: get('date', 'issued'),
    date: get('date', 'issued'),
    venue:
      ancestors.filter((item) => !isSeries(item)).flatMap((item) => graph.textsOf(item, 'title'))[0] ??
      presentedAt(graph, node),
    series: ancestors.filter(isSeries).flatMap((item) => graph.textsOf(item, 'title'))[0],
    volume: inherited('volume'),
    number: inherited('issue', 'number'),
    pages: get('pages') ?? joinPages(get('pageStart'), get('pageEnd')),
    publisher: graph.nodesOf(node, 'publisher').map((publisher) => graph.textsOf(publisher, 'name')[0])[0],
    type: get('itemType') ?? node.type,
    language: get('language'),
    keywords: graph.textsOf(node, 'subject'),
    doi: ids.map((id) => /(?:^|doi[: ]+|doi\.org\/)(10\.\d{4,9}\/\S+)/i.exec(id.slice(0, 500))?.[1]).find(Boolean),
    pmcid: ids.map((id) => /^PMCID:? ?(PMC\d+)$/i.exec(id.slice(0, 100))?.[1]).find(Boolean) ?? idsInNote.pmcid,
    isbn: serialNumbers.filter((text) => !/^issn\b/i.test(text) && !/\b10\.\d{4,9}\/|^https?:/.test(text)).join(' '),
    issn: serialNumbers.filter((text) => /^issn\b/i.test(text) || /^\d{4}-?\d{3}[\dX]$/i.test(text)).join(' '),
    // Zotero writes the field "Extra" as the description.
    note: get('description'),
    key: get('citationKey') ?? /^citation key: *(\S+)/im.exec(get('description') ?? '')?.[1],
    pmid:
      get('pmid') ??
      ids.map((id) => /^(?:PMID:? ?|info:pmid\/)(\d+)$/i.exec(id.slice(0, 100))?.[1]).find(Boolean) ??
      idsInNote.pmid,
    urls: graph.textsOf(node, 'identifier', 'uri', 'URI'),
  };
}

/** Returns the nodes in a container such as rdf:Seq, or the node itself. */
function listItems(graph: RdfGraph, list: RdfNode): RdfNode[] {
  const items = [...list.properties.keys()].filter((name) => name === 'li' || /^_\d+$/.test(name));
  return items.length ? items.flatMap((name) => graph.nodesOf(list, name)) : [list];
}

function nameOf(graph: RdfGraph, person: RdfNode): string {
  const get = (...properties: string[]) => graph.textsOf(person, ...properties)[0];
  const given = get('givenName', 'givenname', 'firstName');
  const family = get('surname', 'familyName', 'family_name', 'lastName');
  // Zotero writes the name of an organization as a surname.
  return given === undefined ? nameInOnePiece((family ?? get('name') ?? '').trim()) : joinParts(given, family);
}

const presentedAt = (graph: RdfGraph, node: RdfNode) =>
  ['presentedAt', 'presentation']
    .flatMap((name) => graph.nodesOf(node, name))
    .flatMap((event) => graph.textsOf(event, 'title', 'name'))[0];
