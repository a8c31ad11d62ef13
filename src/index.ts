/** The public API of papergraph. */
export { type AnalyzeOptions, analyze } from './analyze.ts';
export { type ConceptOptions, findConcepts } from './concepts/find-concepts.ts';
export {
  type EdgeType,
  type KnowledgeEdge,
  type KnowledgeEdgeOptions,
  type KnowledgeNode,
  knowledgeEdges,
  knowledgeNodes,
  type NodeType,
} from './concepts/knowledge-graph.ts';
export {
  type ConceptPage,
  type ConceptPageOptions,
  type ConceptYear,
  countPapersByYear,
  findRelatedConcepts,
  loadConceptPage,
  type RelatedConcept,
} from './concepts/search/concept-page.ts';
export { type ConceptList, type ConceptSource, createConceptSource } from './concepts/search/concept-source.ts';
export {
  type ConceptQuery,
  type Evidence,
  findEvidence,
  findPapers,
  type PaperSearchResult,
} from './concepts/search/find-papers.ts';
export { createConceptLookup, suggestConcepts } from './concepts/search/lookup.ts';
export { applyEdits, type EditResult } from './edit/apply-edits.ts';
export type { Edit } from './edit/edit.ts';
export { type MergeResult, mergePapers } from './edit/merge-papers.ts';
export { parseRecipe, type Recipe, type RecipeOptions, serializeRecipe } from './edit/recipe.ts';
export type { ContentOptions } from './export/columns.ts';
export type { FigureOptions } from './export/figures/figure-options.ts';
export { type SvgOptions, writeSvg } from './export/figures/svg.ts';
export { type Cx2Options, writeCx2 } from './export/graphs/cx2.ts';
export { type DotOptions, writeDot } from './export/graphs/dot.ts';
export { type GexfOptions, writeGexf } from './export/graphs/gexf.ts';
export { type GraphmlOptions, writeGraphml } from './export/graphs/graphml.ts';
export { type JsonGraphOptions, writeJsonGraph } from './export/graphs/json-graph.ts';
export { writeKnowledgeGexf, writeKnowledgeGraphml } from './export/graphs/knowledge-graph.ts';
export { type NodeLinkJsonOptions, writeNodeLinkJson } from './export/graphs/node-link-json.ts';
export { type PajekOptions, writePajek } from './export/graphs/pajek.ts';
export {
  type VosviewerOptions,
  writeVosviewerJson,
  writeVosviewerMap,
  writeVosviewerNetwork,
} from './export/graphs/vosviewer.ts';
export { writeJsonLd } from './export/linked-data/json-ld.ts';
export type { RdfOptions } from './export/linked-data/rdf.ts';
export { writeTurtle } from './export/linked-data/turtle.ts';
export { type AtomOptions, writeAtom } from './export/references/atom.ts';
export { type BibtexOptions, writeBibtex } from './export/references/bibtex.ts';
export { type CslJsonOptions, writeCslJson } from './export/references/csl-json.ts';
export { type RisOptions, writeRis } from './export/references/ris.ts';
export { writeZoteroTags, type ZoteroTagOptions } from './export/references/zotero-tags.ts';
export type { Selection } from './export/selection.ts';
export { type CsvOptions, type SpreadsheetOptions, writeEdgesCsv, writeNodesCsv } from './export/tables/csv.ts';
export { writeNeo4jEdges, writeNeo4jNodes } from './export/tables/neo4j.ts';
export { writePapersCsv, writePapersJson } from './export/tables/papers.ts';
export { type ParquetOptions, writeEdgesParquet, writeNodesParquet } from './export/tables/parquet.ts';
export { writeTopicsCsv } from './export/tables/topics.ts';
export { writePapersXlsx, writeXlsx, type XlsxOptions } from './export/tables/xlsx.ts';
export type { AttributeOptions, PaperAttributes, SimilarityAttributes } from './graph/attributes.ts';
export { buildGraph } from './graph/build.ts';
export { NO_TOPIC_COLOR, TOPIC_PALETTE, topicColor } from './graph/colors.ts';
export type { Burst } from './graph/measures/bursts.ts';
export { type MeasurableMap, type MeasureOptions, measureNodes, type NodeMeasures } from './graph/measures/measures.ts';
export { findPath, type Path } from './graph/path.ts';
export { type TrustworthinessOptions, trustworthiness } from './layout/trustworthiness.ts';
export type { Inflate } from './map-file/blocks/open-blocks.ts';
export type { MapMetadata, MapNodes, MapSummary, Sha256 } from './map-file/format.ts';
export { type ByteSource, type MapFile, type OpenMapOptions, openMap } from './map-file/open.ts';
export { serializeMap } from './map-file/save.ts';
export * from './model/concepts.ts';
export * from './model/errors.ts';
export * from './model/map.ts';
export * from './model/network.ts';
export type { Hooks, Stage, ThreadOptions } from './model/options.ts';
export * from './model/paper.ts';
export * from './model/sparse.ts';
export * from './model/vectors.ts';
export * from './model/vocabulary.ts';
export { buildNetwork } from './networks/build-network.ts';
export { type ExplainableLinks, explainLink, formatLink, type LinkExplanation } from './networks/explain-link.ts';
export type { Incidence } from './networks/links.ts';
export type { NetworkOptions } from './networks/network-options.ts';
export type { BuiltNetwork, NetworkInput } from './networks/network-parts.ts';
export { parseThesaurus, serializeThesaurus } from './networks/thesaurus.ts';
export type { NamedContent, PaperInput } from './read/input-file.ts';
export { readPapers } from './read/read.ts';
export type { InputFile, ReadOptions } from './read/record.ts';
export { formats } from './read/registry.ts';
export { type ExplainableMap, explain } from './similarity/explain.ts';
export { type Join, join } from './similarity/join/join.ts';
export type { JoinOptions } from './similarity/join/join-options.ts';
export type { TermNames } from './similarity/merge-parts.ts';
export {
  createIndex,
  type Example,
  findRelated,
  type InvertedIndex,
  type RelatedOptions,
  type RelatedPaper,
} from './similarity/query/find-related.ts';
export { countLanguages } from './text/language/text-languages.ts';
export type { Stemmer, StemmerName } from './text/tokenize/stemmers.ts';
export type { WeighOptions } from './text/weigh-options.ts';
export type { Idf, IdfName, Tf, TfName } from './text/weighting/tf-idf.ts';
export { weigh } from './text/weighting/weigh.ts';
export { type Mark, markTerms, type Text, weighText } from './text/weighting/weigh-text.ts';
export { adjustedMutualInformation } from './topics/adjusted-mutual-information.ts';
export { findTopics, type TopicResult } from './topics/find-topics.ts';
export { matchTopics, type TopicMatch } from './topics/match-topics.ts';
export type { TopicOptions } from './topics/topic-options.ts';
export { type TopicWithPapers, topicsOf } from './topics/topics-of.ts';
export {
  type ChangedPaper,
  type ComparableMap,
  diffMaps,
  type ListedTopic,
  type MapDifference,
  type TopicDifference,
} from './update/diff-maps.ts';
export type { CustomFunctions } from './update/map-options.ts';
export type { MissingPapers } from './update/merge-collections.ts';
export { type UpdateOptions, updateMap } from './update/update-map.ts';
export { explainFused, type FusedExplanation, type FusedMap, formatFused } from './vectors/explain-fused.ts';
export type { Ranks } from './vectors/fuse.ts';
export { type FusedRelatedPaper, findFusedRelated } from './vectors/fused-related.ts';
export type { IntegerVectors } from './vectors/quantize.ts';
export { readVectors, type VectorFile } from './vectors/read/read-vectors.ts';
export { type RelatedPapersOptions, type RelatedResult, relatedPapers } from './vectors/related-papers.ts';
