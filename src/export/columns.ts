import {
  ATTRIBUTE_OPTIONS,
  type AttributeOptions,
  type PaperAttributes,
  type SimilarityAttributes,
} from '../graph/attributes.ts';
import type { Burst } from '../graph/measures/bursts.ts';
import { boolean, defineOption, type OptionTable } from '../model/option-table.ts';
import type { Paper } from '../model/paper.ts';
import {
  joinAuthors,
  joinCited,
  joinIdentifiers,
  joinItems,
  joinKeywords,
  joinNames,
  joinTexts,
  joinUrls,
} from './lists.ts';

/** A named and typed attribute of nodes or edges, as written by formats with columns or declared attributes. */
export interface Column<Item> {
  /** In snake case, which Gephi, igraph, pandas and SQL accept without quoting. */
  name: string;
  type: 'string' | 'integer' | 'double' | 'boolean';
  /** Returns the value of the attribute; undefined if it is unknown. */
  value(item: Item): string | number | boolean | undefined;
}

/** Options for what is written of papers and edges. */
export interface ContentOptions extends AttributeOptions {
  /** Whether to write the abstracts. Default true. */
  abstracts?: boolean;
  /**
   * Whether to write weighted degree, betweenness, PageRank, and bursts of the nodes, see `measureNodes`. Default false: in large maps they
   * take longer than the rest of the export.
   */
  measures?: boolean;
}

/** The options of {@link ContentOptions}. */
export const CONTENT_OPTIONS: OptionTable<ContentOptions> = {
  ...ATTRIBUTE_OPTIONS,
  abstracts: defineOption('write the abstracts', boolean, true),
  measures: defineOption('write measures of the nodes', boolean, false),
};

/** The fields of a paper except id, title and abstract, under names that papergraph and reference managers read. */
const FIELD_COLUMNS: readonly Column<Paper>[] = [
  { name: 'citation_key', type: 'string', value: ({ key }) => key },
  { name: 'authors', type: 'string', value: ({ authors }) => joinAuthors(authors) },
  { name: 'structured_names', type: 'string', value: ({ structuredNames }) => joinItems(structuredNames) },
  { name: 'orcids', type: 'string', value: ({ orcids }) => joinItems(orcids) },
  { name: 'author_count', type: 'integer', value: ({ authors, authorCount }) => authorCount ?? authors?.length },
  { name: 'year', type: 'integer', value: ({ year }) => year },
  { name: 'date', type: 'string', value: ({ date }) => date },
  { name: 'venue', type: 'string', value: ({ venue }) => venue },
  { name: 'series', type: 'string', value: ({ series }) => series },
  { name: 'volume', type: 'string', value: ({ volume }) => volume },
  { name: 'number', type: 'string', value: ({ number }) => number },
  { name: 'pages', type: 'string', value: ({ pages }) => pages },
  { name: 'publisher', type: 'string', value: ({ publisher }) => publisher },
  { name: 'editors', type: 'string', value: ({ editors }) => joinNames(editors) },
  { name: 'organization', type: 'string', value: ({ organization }) => organization },
  { name: 'type', type: 'string', value: ({ type }) => type },
  { name: 'language', type: 'string', value: ({ language }) => language },
  { name: 'keywords', type: 'string', value: ({ keywords }) => joinKeywords(keywords) },
  { name: 'doi', type: 'string', value: ({ doi }) => doi },
  { name: 'arxiv', type: 'string', value: ({ arxiv }) => arxiv },
  { name: 'pmid', type: 'string', value: ({ pmid }) => pmid },
  { name: 'pmcid', type: 'string', value: ({ pmcid }) => pmcid },
  { name: 'isbn', type: 'string', value: ({ isbn }) => isbn?.join('; ') },
  { name: 'issn', type: 'string', value: ({ issn }) => issn?.join('; ') },
  { name: 'identifiers', type: 'string', value: ({ identifiers }) => joinIdentifiers(identifiers) },
  {
    name: 'url',
    type: 'string',
    value: ({ url, urls }) => joinUrls(url === undefined ? urls : [url, ...(urls ?? [])]),
  },
  { name: 'code', type: 'string', value: ({ code }) => joinUrls(code) },
  { name: 'votes', type: 'integer', value: ({ votes }) => votes },
  { name: 'citations', type: 'integer', value: ({ citations }) => citations },
  { name: 'references', type: 'string', value: ({ cites }) => joinCited(cites) },
  { name: 'note', type: 'string', value: ({ note }) => note },
];

const ABSTRACT_COLUMNS: readonly Column<Paper>[] = [
  { name: 'abstract', type: 'string', value: ({ abstract }) => abstract || undefined },
  { name: 'other_abstracts', type: 'string', value: ({ otherAbstracts }) => joinTexts(otherAbstracts) },
];

/** A paper with the attributes that the map gives it. */
export interface PaperNode {
  paper: Paper;
  attributes: PaperAttributes;
  /** Absent unless requested. */
  measures?: NodeMeasure;
}

/** The measures of one node. */
export interface NodeMeasure {
  weightedDegree: number;
  betweenness: number;
  pageRank: number;
  /** The strongest burst of the node; absent if it has none. */
  burst?: Burst;
}

const MEASURE_COLUMNS: readonly Column<PaperNode>[] = [
  { name: 'weighted_degree', type: 'double', value: ({ measures }) => measures?.weightedDegree },
  { name: 'betweenness', type: 'double', value: ({ measures }) => measures?.betweenness },
  { name: 'page_rank', type: 'double', value: ({ measures }) => measures?.pageRank },
  { name: 'burst_weight', type: 'double', value: ({ measures }) => measures?.burst?.weight },
  { name: 'burst_from', type: 'integer', value: ({ measures }) => measures?.burst?.from },
  { name: 'burst_to', type: 'integer', value: ({ measures }) => measures?.burst?.to },
];

const MAP_COLUMNS: readonly Column<PaperAttributes>[] = [
  { name: 'topic', type: 'integer', value: ({ topic }) => topic },
  { name: 'topic_label', type: 'string', value: ({ topicLabel }) => topicLabel },
  { name: 'subtopic', type: 'integer', value: ({ subtopic }) => subtopic },
  { name: 'subtopic_label', type: 'string', value: ({ subtopicLabel }) => subtopicLabel },
  { name: 'confidence', type: 'double', value: ({ confidence }) => confidence },
  { name: 'second_topic', type: 'integer', value: ({ secondTopic }) => secondTopic },
  { name: 'second_topic_label', type: 'string', value: ({ secondTopicLabel }) => secondTopicLabel },
  { name: 'neighbors', type: 'integer', value: ({ neighbors }) => neighbors },
];

/** How a node is drawn. */
export type NodeStyle = Pick<PaperAttributes, 'x' | 'y' | 'size' | 'color'>;

/** Returns columns for position, size and color, for formats that have no syntax of their own for these. */
export const listStyleColumns = <Item>(getStyle: (item: Item) => NodeStyle): Column<Item>[] => [
  { name: 'x', type: 'double', value: (item) => getStyle(item).x },
  { name: 'y', type: 'double', value: (item) => getStyle(item).y },
  { name: 'size', type: 'double', value: (item) => getStyle(item).size },
  { name: 'color', type: 'string', value: (item) => getStyle(item).color },
];

/** Position, size and color of papers. */
export const STYLE_COLUMNS: readonly Column<PaperNode>[] = listStyleColumns(({ attributes }) => attributes);

const ofPaper = ({ name, type, value }: Column<Paper>): Column<PaperNode> => ({
  name,
  type,
  value: ({ paper }) => value(paper),
});

const ofAttributes = ({ name, type, value }: Column<PaperAttributes>): Column<PaperNode> => ({
  name,
  type,
  value: ({ attributes }) => value(attributes),
});

/** Returns the columns that at least one paper has a value for. */
const omitEmpty = (columns: readonly Column<Paper>[], papers: readonly Paper[]): Column<Paper>[] =>
  columns.filter(({ value }) => papers.some((paper) => value(paper) !== undefined));

/**
 * Returns the columns of papers on the map except id, label, position, size and color, which formats write in their own way.
 * Fields that no paper has are left out.
 */
export const listNodeColumns = (
  papers: readonly Paper[],
  { abstracts = true, measures = false }: ContentOptions = {},
): Column<PaperNode>[] => [
  ...MAP_COLUMNS.map(ofAttributes),
  ...(measures ? MEASURE_COLUMNS : []),
  ...omitEmpty(abstracts ? [...FIELD_COLUMNS, ...ABSTRACT_COLUMNS] : FIELD_COLUMNS, papers).map(ofPaper),
];

/** Returns the columns of a table of papers without a map. Fields that no paper has are left out. */
export const listPaperColumns = (papers: readonly Paper[]): Column<Paper>[] => [
  { name: 'id', type: 'string', value: ({ id }) => id },
  { name: 'title', type: 'string', value: ({ title }) => title },
  ...omitEmpty([...FIELD_COLUMNS, ...ABSTRACT_COLUMNS], papers),
];

const LINK_COLUMNS: readonly Column<SimilarityAttributes>[] = [
  { name: 'count', type: 'double', value: ({ count }) => count },
  { name: 'strength', type: 'double', value: ({ strength }) => strength },
];

/**
 * Returns the attributes of edges except their weight.
 * @param isNetwork whether the edges are no similarities, so that they have a count and a strength.
 */
export const listEdgeColumns = (isNetwork: boolean): readonly Column<SimilarityAttributes>[] =>
  isNetwork ? [...LINK_COLUMNS, ...EDGE_COLUMNS] : EDGE_COLUMNS;

const EDGE_COLUMNS: readonly Column<SimilarityAttributes>[] = [
  {
    name: 'terms',
    type: 'string',
    value: ({ terms }) => terms.map(({ term, share }) => `${term} (${share.toFixed(3)})`).join(', '),
  },
];
