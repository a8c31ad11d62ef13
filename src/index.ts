export { type AnalyzeOptions, analyze } from './analyze.ts';
export { type ConceptOptions, findConcepts } from './concepts/find-concepts.ts';
export {
  type EdgeType,
  type KnowledgeEdge,
  type KnowledgeNode,
  knowledgeEdges,
  knowledgeNodes,
  type NodeType,
} from './concepts/knowledge-graph.ts';
export {
  type Companion,
  type ConceptPage,
  type ConceptPageOptions,
  type ConceptYear,
  companions,
  conceptPage,
  conceptYears,
} from './concepts/search/concept-page.ts';
export { type ConceptList, type ConceptSource, conceptSource } from './concepts/search/concept-source.ts';
export {
  type ConceptQuery,
  type FoundPapers,
  findPapers,
  type Proof,
  proofsOf,
} from './concepts/search/find-papers.ts';
export { conceptLookup, suggestConcepts } from './concepts/search/lookup.ts';
export { type Edit, type Reshaped, reshape } from './edit/edits.ts';
export { parseRecipe, type Recipe, type RecipeOptions, recipeText } from './edit/recipe.ts';
export { type SvgOptions, svg } from './export/figures/svg.ts';
export { type GexfOptions, gexf } from './export/graphs/gexf.ts';
export { type GraphmlOptions, graphml } from './export/graphs/graphml.ts';
export { knowledgeGexf, knowledgeGraphml } from './export/graphs/knowledge-graph.ts';
export { type JsonOptions, nodeLinkJson } from './export/graphs/node-link-json.ts';
export { jsonld } from './export/linked-data/json-ld.ts';
export { turtle } from './export/linked-data/turtle.ts';
export { type BibtexOptions, bibtex } from './export/references/bibtex.ts';
export { type RisOptions, ris } from './export/references/ris.ts';
export type { Selection } from './export/selection.ts';
export { type CsvOptions, edgesCsv, nodesCsv } from './export/tables/csv.ts';
export { neo4jEdges, neo4jNodes } from './export/tables/neo4j.ts';
export type { AttributeOptions, PaperAttributes, SimilarityAttributes, TermShare } from './graph/attributes.ts';
export { buildGraph } from './graph/build.ts';
export { NO_TOPIC, PALETTE, topicColour } from './graph/colors.ts';
export { findPath, type Path } from './graph/path.ts';
export { type TrustOptions, trustworthiness } from './layout/trustworthiness.ts';
export type { MapFacts, MapNodes, MapSummary, Sha256 } from './map-file/format.ts';
export { type ByteSource, type MapFile, type OpenMapOptions, openMap } from './map-file/open.ts';
export { mapChunks } from './map-file/save.ts';
export * from './model/concepts.ts';
export * from './model/errors.ts';
export * from './model/map.ts';
export type { Hooks, Stage, ThreadOptions } from './model/options.ts';
export * from './model/paper.ts';
export * from './model/sparse.ts';
export * from './model/vocabulary.ts';
export { readPapers } from './read/read.ts';
export type { InputFile, ReadOptions } from './read/record.ts';
export { formats } from './read/registry.ts';
export { explain } from './similarity/explain.ts';
export { type Join, type JoinOptions, join } from './similarity/join/join.ts';
export {
  createIndex,
  type Example,
  type Index,
  type Related,
  type RelatedOptions,
  related,
} from './similarity/query/query.ts';
export type { WeighOptions } from './text/options.ts';
export { weigh } from './text/weighting/weigh.ts';
export { type Mark, markTerms, type Text, weighText } from './text/weighting/weigh-text.ts';
export { adjustedMutualInformation } from './topics/adjusted-mutual-information.ts';
export { type FoundTopics, findTopics, type TopicOptions } from './topics/find-topics.ts';
