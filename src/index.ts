export { type AnalyzeOptions, analyze } from './analyze.ts';
export { adjustedMutualInformation } from './graph/agreement.ts';
export type { AttributeOptions, PaperAttributes, SimilarityAttributes, TermShare } from './graph/attributes.ts';
export { buildGraph } from './graph/build.ts';
export { NO_TOPIC, PALETTE, topicColour } from './graph/colours.ts';
export { type ConceptOptions, findConcepts } from './graph/concepts/find.ts';
export { conceptLookup, suggestConcepts } from './graph/concepts/lookup.ts';
export {
  type Companion,
  type ConceptPage,
  type ConceptPageOptions,
  type ConceptYear,
  companions,
  conceptPage,
  conceptYears,
} from './graph/concepts/page.ts';
export { type ConceptQuery, type FoundPapers, findPapers, type Proof, proofsOf } from './graph/concepts/search.ts';
export { type ConceptList, type ConceptSource, conceptSource } from './graph/concepts/source.ts';
export {
  type EdgeType,
  type KnowledgeEdge,
  type KnowledgeNode,
  knowledgeEdges,
  knowledgeNodes,
  type NodeType,
} from './graph/knowledge.ts';
export { MAP_RADIUS } from './graph/layout.ts';
export { findPath, type Path } from './graph/path.ts';
export { type Edit, type Reshaped, reshape } from './graph/reshape.ts';
export { type FoundTopics, findTopics, type TopicOptions } from './graph/topics.ts';
export { type TrustOptions, trustworthiness } from './graph/trust.ts';
export { formats } from './read/formats.ts';
export { type InputFile, type ReadOptions, readPapers } from './read/read.ts';
export { parseRecipe, type Recipe, type RecipeOptions, recipeText } from './recipe.ts';
export { explain } from './similarity/explain.ts';
export { type Join, type JoinOptions, join } from './similarity/join.ts';
export {
  createIndex,
  type Example,
  type Index,
  type Related,
  type RelatedOptions,
  related,
} from './similarity/query.ts';
export type { WeighOptions } from './text/options.ts';
export { type Mark, markTerms, type Text, weighText } from './text/terms.ts';
export { weigh } from './text/weigh.ts';
export * from './types.ts';
export { type BibtexOptions, bibtex } from './write/bibtex.ts';
export { type CsvOptions, edgesCsv, nodesCsv } from './write/csv.ts';
export { type GexfOptions, gexf } from './write/gexf.ts';
export { type GraphmlOptions, graphml } from './write/graphml.ts';
export { type JsonOptions, nodeLinkJson } from './write/json.ts';
export { jsonld } from './write/jsonld.ts';
export { knowledgeGexf, knowledgeGraphml } from './write/knowledge.ts';
export type { MapFacts, MapNodes, MapSummary, Sha256 } from './write/map.ts';
export { neo4jEdges, neo4jNodes } from './write/neo4j.ts';
export { type ByteSource, type MapFile, type OpenMapOptions, openMap } from './write/openmap.ts';
export { type RisOptions, ris } from './write/ris.ts';
export { mapChunks } from './write/savemap.ts';
export type { Selection } from './write/selection.ts';
export { type SvgOptions, svg } from './write/svg.ts';
export { turtle } from './write/turtle.ts';
