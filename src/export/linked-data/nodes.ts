import { type KnowledgeNode, knowledgeNodes, type NodeType } from '../../concepts/knowledge-graph.ts';
import type { ConceptKind, Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import type { Paper } from '../../model/paper.ts';
import type { ContentOptions } from '../columns.ts';
import { kindOf, type PublicationKind } from '../references/publication-type.ts';
import { iriOf, toIri } from './iri.ts';
import { decimal, isDefined, type PrefixedName, type Property, type Resource, type Value } from './terms.ts';

const TYPES: Record<Exclude<NodeType, 'paper'>, PrefixedName[]> = {
  topic: ['skos:Concept', 'pg:Topic'],
  concept: ['skos:Concept'],
  author: ['schema:Person'],
  venue: ['schema:Periodical'],
  organization: ['schema:Organization'],
  repository: ['schema:SoftwareSourceCode'],
  listing: ['schema:WebPage'],
  reference: ['schema:CreativeWork'],
};

const CONCEPT_TYPES: Record<ConceptKind, PrefixedName> = {
  system: 'pg:System',
  'data set': 'pg:DataSet',
  software: 'pg:Software',
  method: 'pg:Method',
  task: 'pg:Task',
  metric: 'pg:Metric',
  anatomy: 'pg:Anatomy',
  disease: 'pg:Disease',
  organism: 'pg:Organism',
  keyphrase: 'pg:Keyphrase',
};

/** FaBiO's classes. A kind without one is only a schema:ScholarlyArticle. */
const FABIO_TYPES: Partial<Record<PublicationKind, PrefixedName>> = {
  article: 'fabio:JournalArticle',
  'conference paper': 'fabio:ConferencePaper',
  proceedings: 'fabio:ConferenceProceedings',
  book: 'fabio:Book',
  chapter: 'fabio:BookChapter',
  thesis: 'fabio:Thesis',
  'masters thesis': 'fabio:MastersThesis',
  report: 'fabio:TechnicalReport',
  preprint: 'fabio:Preprint',
  'data set': 'fabio:Dataset',
  software: 'fabio:ComputerProgram',
  'web page': 'fabio:WebPage',
};

/** Yields the nodes of the knowledge graph as resources, papers with all of their fields that are no edges. */
export function* nodeResources(
  map: PaperMap,
  concepts: Concepts,
  options: Pick<ContentOptions, 'abstracts'>,
): Generator<Resource> {
  for (let i = 0; i < map.papers.length; i++) yield paperResource(map, i, options);
  for (const node of knowledgeNodes(map, concepts)) if (node.type !== 'paper') yield resourceOf(node, node.type);
}

function resourceOf(node: KnowledgeNode, type: Exclude<NodeType, 'paper'>): Resource {
  const { label, kind, variants = [], documents, year, url } = node;
  const properties: [PrefixedName, Value | undefined][] = [
    [type === 'topic' || type === 'concept' ? 'skos:prefLabel' : 'schema:name', label],
    ...variants.map((variant): Property => ['skos:altLabel', variant]),
    // For concepts it is the number of mentions.
    ['pg:documents', type === 'topic' ? documents : undefined],
    ['pg:firstYear', yearLiteral(year)],
    ...urlProperties('schema:url', [url]),
  ];
  return {
    iri: iriOf(node.id),
    types: [...TYPES[type], ...(kind ? [CONCEPT_TYPES[kind]] : [])],
    properties: properties.filter(isDefined),
  };
}

function paperResource(
  map: PaperMap,
  index: number,
  { abstracts = true }: Pick<ContentOptions, 'abstracts'>,
): Resource {
  const paper = map.papers[index]!;
  const {
    title,
    abstract,
    otherAbstracts = [],
    authors,
    authorCount,
    publisher,
    editors = [],
    series,
    volume,
    number,
    pages,
  } = paper;
  const fabioType = FABIO_TYPES[kindOf(paper)];
  const properties: [PrefixedName, Value | undefined][] = [
    ['schema:name', title],
    ...(abstracts ? [abstract, ...otherAbstracts] : []).map((text): Property => ['schema:abstract', text]),
    // Authors are nodes, which have no order.
    ['pg:authorNames', authors?.join('; ')],
    ['pg:authorCount', authorCount],
    ...editors.map((name): Property => ['schema:editor', name]),
    ...dateProperties(paper),
    ['schema:publisher', publisher],
    ['pg:series', series],
    ['schema:volumeNumber', volume],
    ['schema:issueNumber', number],
    ['schema:pagination', pages],
    ['pg:publicationType', paper.type],
    ['schema:inLanguage', paper.language],
    ...(paper.keywords ?? []).map((keyword): Property => ['schema:keywords', keyword]),
    ...identifierProperties(paper),
    ...urlProperties('schema:url', [paper.url, ...(paper.urls ?? [])]),
    ['skos:note', paper.note],
    ['pg:votes', paper.votes],
    ['pg:citations', paper.citations],
    ['pg:confidence', map.topicOf[index] ? decimal(map.confidence[index]!) : undefined],
  ];
  return {
    iri: iriOf(`paper:${paper.id}`),
    types: ['schema:ScholarlyArticle', ...(fabioType ? [fabioType] : [])],
    properties: properties.filter(isDefined),
  };
}

/** Returns a year as xsd:gYear, which has at least four digits. */
const yearLiteral = (year: number | undefined): Value | undefined =>
  year === undefined ? undefined : { literal: String(year).padStart(4, '0'), datatype: 'xsd:gYear' };

const DATATYPES = [
  [/^\d{4}$/, 'xsd:gYear'],
  [/^\d{4}-\d\d$/, 'xsd:gYearMonth'],
  [/^\d{4}-\d\d-\d\d$/, 'xsd:date'],
  [/^--\d\d-\d\d$/, 'xsd:gMonthDay'],
] as const;

function dateProperties({ year, date }: Paper): [PrefixedName, Value | undefined][] {
  const datatype = DATATYPES.find(([pattern]) => date && pattern.test(date))?.[1];
  const literal: Value | undefined = date && (datatype ? { literal: date, datatype } : date);
  return [
    ['schema:datePublished', literal ?? yearLiteral(year)],
    ['fabio:hasPublicationYear', yearLiteral(year)],
  ];
}

/** Identifiers are texts "scheme:value", as in {@link Paper.identifiers}; those with an address are also links. */
function identifierProperties(paper: Paper): Property[] {
  const { key, doi, arxiv, pmid, pmcid, isbn = [], issn = [], identifiers = [] } = paper;
  const schemes = Object.entries({ doi, arxiv, pmid, pmcid }).flatMap(([name, value]) =>
    value ? [`${name}:${value}`] : [],
  );
  return [
    ...(key ? [['pg:citationKey', key] satisfies Property] : []),
    ...[...schemes, ...identifiers].map((identifier): Property => ['schema:identifier', identifier]),
    ...isbn.map((value): Property => ['schema:isbn', value]),
    ...issn.map((value): Property => ['schema:issn', value]),
    ...urlProperties('schema:sameAs', [
      doi && `https://doi.org/${doi}`,
      arxiv && `https://arxiv.org/abs/${arxiv}`,
      pmid && `https://pubmed.ncbi.nlm.nih.gov/${pmid}`,
      pmcid && `https://www.ncbi.nlm.nih.gov/pmc/articles/${pmcid}`,
    ]),
  ];
}

const urlProperties = (name: PrefixedName, urls: readonly (string | undefined)[]): Property[] =>
  urls.flatMap((url) => (url && /^https?:\/\//i.test(url) ? [[name, { iri: toIri(url) }] satisfies Property] : []));
