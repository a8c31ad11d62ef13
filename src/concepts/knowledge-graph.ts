import { describe } from '../graph/attributes.ts';
import type { Concepts } from '../model/concepts.ts';
import type { PaperMap } from '../model/map.ts';
import type { Paper } from '../model/paper.ts';
import { UNIT } from '../model/sparse.ts';
import { placesOf, sentenceAt } from './search/passages.ts';

/** What a node of the knowledge graph stands for. */
export type NodeType =
  | 'paper'
  | 'topic'
  | 'concept'
  | 'author'
  | 'venue'
  | 'organisation'
  | 'repository'
  | 'listing'
  | 'reference';

/** A node of the knowledge graph; what is not known or does not apply is absent. */
export interface KnowledgeNode {
  /** The type, a colon, and what tells it apart: "paper:10.1000/182", "concept:liquid-state-machin". Unique. */
  id: string;
  type: NodeType;
  label: string;
  /** Of a concept: its kind. */
  kind?: string;
  /** Of a concept: other ways to write it. */
  variants?: string[];
  /** How many papers a concept, topic or subtopic has. */
  documents?: number;
  /** Of a paper; of a concept, the earliest year of a paper that mentions it. */
  year?: number;
  date?: string;
  doi?: string;
  url?: string;
  abstract?: string;
}

/** What an edge of the knowledge graph says. */
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

/** A directed edge of the knowledge graph, with its evidence. Only similar-to holds in both directions; it is given once. */
export interface KnowledgeEdge {
  type: EdgeType;
  source: string;
  target: string;
  /** similar-to: the similarity; in-topic: how sure it is; mentions: how telling the concept is for the paper. All 0..1. */
  weight?: number;
  /** similar-to: the terms that add most, with what they add. */
  terms?: string;
  /** mentions, introduces, defines: where, as "title 0-8, abstract 120-141": UTF-16 code units, the second not included. */
  places?: string;
  /** The sentence of the first of these places. */
  sentence?: string;
  /** defines: the abbreviation, and what it stands for. */
  short?: string;
  long?: string;
  /** listed-on: the line in the listing. */
  line?: number;
}

const paperNode = (paper: Paper) => `paper:${paper.id}`;
const authorNode = (name: string) => `author:${fold(name)}`;
const venueNode = (name: string) => `venue:${fold(name)}`;
const organisationNode = (name: string) => `organisation:${fold(name)}`;

/** One name however it is spaced and cased. */
const fold = (name: string) => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Every node once: papers, topics, concepts, then what papers point to, in order of the papers that point there. */
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
  const seen = new Set<string>();
  for (const node of pointedTo(map)) {
    if (seen.has(node.id)) continue;
    seen.add(node.id);
    yield node;
  }
}

function* pointedTo(map: PaperMap): Generator<KnowledgeNode> {
  const cited = citedPapers(map.papers);
  for (const paper of map.papers) {
    for (const name of paper.authors ?? []) yield { id: authorNode(name), type: 'author', label: name };
    if (paper.venue) yield { id: venueNode(paper.venue), type: 'venue', label: paper.venue };
    if (paper.organisation)
      yield { id: organisationNode(paper.organisation), type: 'organisation', label: paper.organisation };
    for (const url of paper.code ?? []) yield { id: `repository:${url}`, type: 'repository', label: url, url };
    for (const { file } of paper.sources) yield { id: `listing:${file}`, type: 'listing', label: file };
    for (const name of paper.cites ?? [])
      if (!cited(name)) yield { id: `reference:${name}`, type: 'reference', label: name };
  }
}

/** Every edge, with its evidence: similarities, topics, then paper by paper. Nothing is held in memory. */
export function* knowledgeEdges(map: PaperMap, concepts: Concepts): Generator<KnowledgeEdge> {
  const describer = describe(map);
  for (let k = 0; k < map.edges.weights.length; k++) {
    const { weight, terms } = describer.edge(k);
    const [source, target] = [map.papers[map.edges.sources[k]!]!, map.papers[map.edges.targets[k]!]!];
    const shares = terms.map(({ term, share }) => `${term} (${share.toFixed(3)})`).join(', ');
    yield { type: 'similar-to', source: paperNode(source), target: paperNode(target), weight, terms: shares };
  }
  for (const { id, parent } of map.topics)
    if (parent !== undefined) yield { type: 'part-of', source: `topic:${id}`, target: `topic:${parent}` };
  const cited = citedPapers(map.papers);
  for (let i = 0; i < map.papers.length; i++) {
    yield* topicEdges(map, i);
    yield* factEdges(map.papers[i]!, cited);
    yield* mentionEdges(map, concepts, i);
  }
  for (const { paper, concept, field, from, to } of concepts.introductions)
    yield evidenced('introduces', map, concepts, paper, concept, [{ field, from, to }]);
  for (const { paper, concept, field, from, to, short, long } of concepts.definitions)
    yield { ...evidenced('defines', map, concepts, paper, concept, [{ field, from, to }]), short, long };
}

function* topicEdges(map: PaperMap, i: number): Generator<KnowledgeEdge> {
  const source = paperNode(map.papers[i]!);
  if (map.topicOf[i]) yield { type: 'in-topic', source, target: `topic:${map.topicOf[i]}`, weight: map.confidence[i]! };
  if (map.subtopicOf[i] && map.subtopicOf[i] !== map.topicOf[i])
    yield { type: 'in-topic', source, target: `topic:${map.subtopicOf[i]}` };
}

function* factEdges(paper: Paper, cited: (name: string) => Paper | undefined): Generator<KnowledgeEdge> {
  const source = paperNode(paper);
  for (const target of new Set((paper.authors ?? []).map(authorNode))) yield { type: 'written-by', source, target };
  if (paper.venue) yield { type: 'published-in', source, target: venueNode(paper.venue) };
  if (paper.organisation) yield { type: 'from', source, target: organisationNode(paper.organisation) };
  for (const url of new Set(paper.code ?? [])) yield { type: 'has-code', source, target: `repository:${url}` };
  for (const { file, line } of paper.sources) yield { type: 'listed-on', source, target: `listing:${file}`, line };
  for (const name of new Set(paper.cites ?? [])) {
    const other = cited(name);
    yield { type: 'cites', source, target: other ? paperNode(other) : `reference:${name}` };
  }
}

function* mentionEdges(map: PaperMap, concepts: Concepts, i: number): Generator<KnowledgeEdge> {
  const { starts, ids, values } = concepts.rows;
  for (let entry = starts[i]!; entry < starts[i + 1]!; entry++)
    yield {
      ...evidenced('mentions', map, concepts, i, ids[entry]!, placesOf(concepts, entry)),
      weight: values[entry]! / UNIT,
    };
}

function evidenced(
  type: EdgeType,
  map: PaperMap,
  { concepts }: Concepts,
  paper: number,
  concept: number,
  places: readonly { field: 'title' | 'abstract'; from: number; to: number }[],
): KnowledgeEdge {
  const first = places[0]!;
  return {
    type,
    source: paperNode(map.papers[paper]!),
    target: `concept:${concepts[concept]!.id}`,
    places: places.map(({ field, from, to }) => `${field} ${from}-${to}`).join(', '),
    sentence: sentenceAt(map.papers[paper]![first.field], first.from, first.to).text,
  };
}

/** Finds the paper of this collection that a citation names, by DOI or arXiv id. */
function citedPapers(papers: readonly Paper[]): (name: string) => Paper | undefined {
  const known = new Map<string, Paper>();
  for (const paper of papers)
    for (const name of [paper.doi, paper.arxiv, paper.id]) if (name) known.set(name.toLowerCase(), paper);
  return (name) => known.get(name.toLowerCase().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:|arxiv:)/, ''));
}
