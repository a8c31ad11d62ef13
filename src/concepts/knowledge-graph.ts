import { describeMap } from '../graph/attributes.ts';
import type { ConceptKind, Concepts, TextSpan } from '../model/concepts.ts';
import type { PaperMap } from '../model/map.ts';
import { wordPairs } from '../model/option-table.ts';
import type { Paper } from '../model/paper.ts';
import { UNIT } from '../model/sparse.ts';
import { createReferenceMatcher } from '../networks/references/match-references.ts';
import { createReplacer } from '../networks/thesaurus.ts';
import { extractSentence, getMentionSpans } from './search/passages.ts';

/** The kind of thing that a node of the knowledge graph represents. */
export type NodeType =
  | 'paper'
  | 'topic'
  | 'concept'
  | 'author'
  | 'venue'
  | 'organization'
  | 'repository'
  | 'listing'
  | 'reference';

/** A node of the knowledge graph. Fields that are unknown or do not apply are absent. */
export interface KnowledgeNode {
  /** Type, colon, and an identifier within the type: "paper:10.1000/182", "concept:liquid-state-machin". Unique. */
  id: string;
  type: NodeType;
  label: string;
  /** Kind of a concept. */
  kind?: ConceptKind;
  /** Surface forms of a concept other than its label. */
  variants?: string[];
  /** Number of papers of a concept, topic or subtopic. */
  documents?: number;
  /** Year of a paper; for a concept, the earliest year of a paper that mentions it. */
  year?: number;
  date?: string;
  doi?: string;
  url?: string;
  abstract?: string;
}

/** The relation that an edge of the knowledge graph expresses. */
export type EdgeType =
  | 'similar-to'
  | 'in-topic'
  | 'part-of'
  | 'mentions'
  | 'introduces'
  | 'defines'
  | 'has-code'
  | 'written-by'
  | 'published-in'
  | 'from'
  | 'listed-on'
  | 'cites';

/** A directed edge of the knowledge graph, with its evidence. The symmetric similar-to has one edge per pair. */
export interface KnowledgeEdge {
  type: EdgeType;
  source: string;
  target: string;
  /** similar-to: similarity; in-topic: confidence; mentions: relevance of the concept to the paper. All 0..1. */
  weight?: number;
  /** similar-to: the terms that contribute most to the similarity, with their contributions. */
  terms?: string;
  /** mentions, introduces, defines: spans "title 0-8, abstract 120-141", in UTF-16 code units, end exclusive. */
  places?: string;
  /** The sentence that contains the first of these spans. */
  sentence?: string;
  /** defines: the abbreviation. */
  short?: string;
  /** defines: its long form. */
  long?: string;
  /** listed-on: line number in the listing. */
  line?: number;
}

/** Options of {@link knowledgeEdges}. */
export interface KnowledgeEdgeOptions {
  /** Whether to compute the terms, places and sentences of edges, which takes most of the time. Default true. */
  evidence?: boolean;
}

const paperNode = (paper: Paper) => `paper:${paper.id}`;
const authorNode = (name: string) => `author:${normalizeName(name)}`;
const venueNode = (name: string) => `venue:${normalizeName(name)}`;
const organizationNode = (name: string) => `organization:${normalizeName(name)}`;

/** Normalizes case and white space of a name, so that variants are one node. */
const normalizeName = (name: string) => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * Yields every node of the knowledge graph once: papers, topics, concepts, and then the other nodes in the order in which
 * papers refer to them.
 */
export function* knowledgeNodes(map: PaperMap, { concepts }: Concepts): Generator<KnowledgeNode> {
  for (const paper of map.papers) {
    const { title: label, abstract, year, date, doi, url } = paper;
    yield {
      id: paperNode(paper),
      type: 'paper',
      label,
      ...(abstract && { abstract }),
      ...(year !== undefined && { year }),
      ...(date && { date }),
      ...(doi && { doi }),
      ...(url && { url }),
    };
  }
  for (const { id, label, size } of map.topics) yield { id: `topic:${id}`, type: 'topic', label, documents: size };
  for (const { id, name, kind, variants, documents, first } of concepts)
    yield {
      id: `concept:${id}`,
      type: 'concept',
      label: name,
      kind,
      variants: variants.filter((variant) => variant !== name),
      documents,
      ...(first !== undefined && { year: first }),
    };
  const seenIds = new Set<string>();
  for (const node of referencedNodes(map)) {
    if (seenIds.has(node.id)) continue;
    seenIds.add(node.id);
    yield node;
  }
}

function* referencedNodes(map: PaperMap): Generator<KnowledgeNode> {
  const replace = createMapReplacer(map);
  const findCited = createReferenceMatcher(map.papers);
  for (const paper of map.papers) {
    for (const name of replaceAll(paper.authors, replace)) yield { id: authorNode(name), type: 'author', label: name };
    if (paper.venue) yield { id: venueNode(paper.venue), type: 'venue', label: paper.venue };
    for (const name of replaceAll([paper.organization ?? ''], replace))
      yield { id: organizationNode(name), type: 'organization', label: name };
    for (const url of paper.code ?? []) yield { id: `repository:${url}`, type: 'repository', label: url, url };
    for (const { file } of paper.sources) yield { id: `listing:${file}`, type: 'listing', label: file };
    for (const name of paper.cites ?? []) {
      const cited = findCited(name);
      if (cited?.paper === -1) yield { id: `reference:${cited.id}`, type: 'reference', label: cited.text || name };
    }
  }
}

/**
 * Yields every edge of the knowledge graph with its evidence: similarities, topic hierarchy, and then the edges of each
 * paper, introductions and definitions. Edges are generated on the fly.
 */
export function* knowledgeEdges(
  map: PaperMap,
  concepts: Concepts,
  options: KnowledgeEdgeOptions = {},
): Generator<KnowledgeEdge> {
  const { evidence = true } = options;
  yield* similarityEdges(map, evidence);
  for (const { id, parent } of map.topics)
    if (parent !== undefined) yield { type: 'part-of', source: `topic:${id}`, target: `topic:${parent}` };
  const findCited = createReferenceMatcher(map.papers);
  const replace = createMapReplacer(map);
  for (let i = 0; i < map.papers.length; i++) {
    yield* topicEdges(map, i);
    yield* metadataEdges(map, i, findCited, replace);
    yield* mentionEdges(map, concepts, i, evidence);
  }
  for (const { paper, concept, field, from, to } of concepts.introductions)
    yield createConceptEdge('introduces', map, concepts, paper, concept, evidence && [{ field, from, to }]);
  for (const { paper, concept, field, from, to, short, long } of concepts.definitions)
    yield {
      ...createConceptEdge('defines', map, concepts, paper, concept, evidence && [{ field, from, to }]),
      ...(evidence && { short, long }),
    };
}

function* similarityEdges(map: PaperMap, evidence: boolean): Generator<KnowledgeEdge> {
  const describer = describeMap(map, evidence ? {} : { terms: 0 });
  for (let k = 0; k < map.edges.weights.length; k++) {
    const { weight, terms } = describer.edge(k);
    const [source, target] = [map.papers[map.edges.sources[k]!]!, map.papers[map.edges.targets[k]!]!];
    const contributions = terms.map(({ term, share }) => `${term} (${share.toFixed(3)})`).join(', ');
    yield {
      type: 'similar-to',
      source: paperNode(source),
      target: paperNode(target),
      weight,
      ...(evidence && { terms: contributions }),
    };
  }
}

type Replace = (label: string) => string;

/** Returns the names after replacement by the thesaurus of a map, without those that it leaves out. */
const replaceAll = (names: readonly string[] | undefined, replace: Replace): string[] =>
  names?.map(replace).filter(Boolean) ?? [];

/** Returns a function that replaces labels as the thesaurus of a map says. */
const createMapReplacer = ({ options: { thesaurus } }: PaperMap): Replace =>
  createReplacer(wordPairs.includes(thesaurus) ? (thesaurus as [string, string][]) : []);

function* topicEdges(map: PaperMap, i: number): Generator<KnowledgeEdge> {
  const source = paperNode(map.papers[i]!);
  if (map.topicOf[i]) yield { type: 'in-topic', source, target: `topic:${map.topicOf[i]}`, weight: map.confidence[i]! };
  if (map.subtopicOf[i] && map.subtopicOf[i] !== map.topicOf[i])
    yield { type: 'in-topic', source, target: `topic:${map.subtopicOf[i]}` };
}

function* metadataEdges(
  { papers }: PaperMap,
  index: number,
  findCited: ReturnType<typeof createReferenceMatcher>,
  replace: Replace,
): Generator<KnowledgeEdge> {
  const paper = papers[index]!;
  const source = paperNode(paper);
  for (const target of new Set(replaceAll(paper.authors, replace).map(authorNode)))
    yield { type: 'written-by', source, target };
  if (paper.venue) yield { type: 'published-in', source, target: venueNode(paper.venue) };
  for (const name of replaceAll([paper.organization ?? ''], replace))
    yield { type: 'from', source, target: organizationNode(name) };
  for (const url of new Set(paper.code ?? [])) yield { type: 'has-code', source, target: `repository:${url}` };
  for (const { file, line } of paper.sources) yield { type: 'listed-on', source, target: `listing:${file}`, line };
  const cited = (paper.cites ?? []).flatMap((name) => findCited(name) ?? []);
  for (const target of new Set(
    cited.map(({ id, paper: other }) => (other >= 0 ? paperNode(papers[other]!) : `reference:${id}`)),
  ))
    yield { type: 'cites', source, target };
}

function* mentionEdges(map: PaperMap, concepts: Concepts, i: number, evidence: boolean): Generator<KnowledgeEdge> {
  const { starts, ids, values } = concepts.rows;
  for (let entry = starts[i]!; entry < starts[i + 1]!; entry++) {
    const spans = evidence && getMentionSpans(concepts, entry);
    yield {
      ...createConceptEdge('mentions', map, concepts, i, ids[entry]!, spans),
      weight: values[entry]! / UNIT,
    };
  }
}

/** Creates an edge from a paper to a concept. `spans` is the evidence, or false to leave it out. */
function createConceptEdge(
  type: EdgeType,
  map: PaperMap,
  { concepts }: Concepts,
  paper: number,
  concept: number,
  spans: readonly TextSpan[] | false,
): KnowledgeEdge {
  const endpoints = { source: paperNode(map.papers[paper]!), target: `concept:${concepts[concept]!.id}` };
  if (!spans) return { type, ...endpoints };
  const first = spans[0]!;
  return {
    type,
    ...endpoints,
    places: spans.map(({ field, from, to }) => `${field} ${from}-${to}`).join(', '),
    sentence: extractSentence(map.papers[paper]![first.field], first.from, first.to).text,
  };
}
