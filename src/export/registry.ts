import { EDGES_CSV, GEXF, GRAPHML, JSON_FILE, NODES_CSV, PARQUET, TEXT, XLSX } from './file-types.ts';
import type { ExportFormat } from './format.ts';
import { loadKnowledgeWriter, loadPageWriter, loadRdfWriter } from './load-writers.ts';

export type { ExportFormat, ExportOptions } from './format.ts';

/** Options of the formats of the similarity graph. */
const GRAPH_OPTIONS = ['papers', 'minSimilarity', 'terms', 'abstracts', 'measures'] as const;

/** Options of figures. */
const FIGURE_OPTIONS = [
  'papers',
  'minSimilarity',
  'theme',
  'width',
  'title',
  'maxEdges',
  'contours',
  'density',
] as const;

/** All export formats, in the order of menus: the map first, then the knowledge graph. */
export const exportFormats = [
  {
    name: 'gexf',
    title: 'GEXF — Gephi, Gephi Lite',
    options: [...GRAPH_OPTIONS, 'gexfVersion'],
    files: [{ ...GEXF, load: async () => (await import('./graphs/gexf.ts')).writeGexf }],
  },
  {
    name: 'graphml',
    title: 'GraphML — yEd, igraph',
    options: GRAPH_OPTIONS,
    files: [{ ...GRAPHML, load: async () => (await import('./graphs/graphml.ts')).writeGraphml }],
  },
  {
    name: 'json',
    title: 'Node-link JSON — networkx, D3',
    options: GRAPH_OPTIONS,
    files: [{ ...JSON_FILE, load: async () => (await import('./graphs/node-link-json.ts')).writeNodeLinkJson }],
  },
  {
    name: 'csv',
    title: 'CSV — spreadsheets, Gephi, pandas, R',
    options: [...GRAPH_OPTIONS, 'safeCells', 'bom'],
    files: [
      { ...NODES_CSV, load: async () => (await import('./tables/csv.ts')).writeNodesCsv },
      { ...EDGES_CSV, load: async () => (await import('./tables/csv.ts')).writeEdgesCsv },
    ],
  },
  {
    name: 'topics',
    title: 'Topics as CSV — spreadsheets',
    options: ['safeCells', 'bom'],
    files: [
      {
        extension: '.csv',
        mediaType: 'text/csv',
        load: async () => (await import('./tables/topics.ts')).writeTopicsCsv,
      },
    ],
  },
  {
    name: 'xlsx',
    title: 'Excel workbook — papers, topics, edges',
    options: GRAPH_OPTIONS,
    files: [{ ...XLSX, load: async () => (await import('./tables/xlsx.ts')).writeXlsx }],
  },
  {
    name: 'parquet',
    title: 'Parquet — pandas, DuckDB, Arrow',
    options: GRAPH_OPTIONS,
    files: [
      { ...PARQUET, suffix: '-nodes', load: async () => (await import('./tables/parquet.ts')).writeNodesParquet },
      { ...PARQUET, suffix: '-edges', load: async () => (await import('./tables/parquet.ts')).writeEdgesParquet },
    ],
  },
  {
    name: 'cx2',
    title: 'CX2 — Cytoscape, NDEx',
    options: GRAPH_OPTIONS,
    files: [
      {
        extension: '.cx2',
        mediaType: 'application/json',
        load: async () => (await import('./graphs/cx2.ts')).writeCx2,
      },
    ],
  },
  {
    name: 'vosviewer',
    title: 'VOSviewer — JSON, map and network files',
    options: ['papers', 'minSimilarity'],
    files: [
      { ...JSON_FILE, load: async () => (await import('./graphs/vosviewer.ts')).writeVosviewerJson },
      { ...TEXT, suffix: '-map', load: async () => (await import('./graphs/vosviewer.ts')).writeVosviewerMap },
      { ...TEXT, suffix: '-network', load: async () => (await import('./graphs/vosviewer.ts')).writeVosviewerNetwork },
    ],
  },
  {
    name: 'json-graph',
    title: 'JSON Graph Format',
    options: GRAPH_OPTIONS,
    files: [{ ...JSON_FILE, load: async () => (await import('./graphs/json-graph.ts')).writeJsonGraph }],
  },
  {
    name: 'dot',
    title: 'DOT — Graphviz',
    options: GRAPH_OPTIONS,
    files: [
      {
        extension: '.dot',
        mediaType: 'text/vnd.graphviz',
        load: async () => (await import('./graphs/dot.ts')).writeDot,
      },
    ],
  },
  {
    name: 'pajek',
    title: 'Pajek network',
    options: ['papers', 'minSimilarity'],
    files: [
      { extension: '.net', mediaType: 'text/plain', load: async () => (await import('./graphs/pajek.ts')).writePajek },
    ],
  },
  {
    name: 'bibtex',
    title: 'BibTeX — LaTeX, JabRef',
    options: ['papers'],
    files: [
      {
        extension: '.bib',
        mediaType: 'application/x-bibtex',
        load: async () => (await import('./references/bibtex.ts')).writeBibtex,
      },
    ],
  },
  {
    name: 'ris',
    title: 'RIS — Zotero, EndNote',
    options: ['papers'],
    files: [
      {
        extension: '.ris',
        mediaType: 'application/x-research-info-systems',
        load: async () => (await import('./references/ris.ts')).writeRis,
      },
    ],
  },
  {
    name: 'zotero-tags',
    title: 'Zotero tags — topics as tags of the items',
    options: ['papers'],
    files: [
      {
        extension: '.js',
        mediaType: 'text/javascript',
        load: async () => (await import('./references/zotero-tags.ts')).writeZoteroTags,
      },
    ],
  },
  {
    name: 'atom',
    title: 'Atom — feed readers',
    options: ['papers', 'title'],
    files: [
      {
        extension: '.atom',
        mediaType: 'application/atom+xml',
        load: async () => (await import('./references/atom.ts')).writeAtom,
      },
    ],
  },
  {
    name: 'csl-json',
    title: 'CSL-JSON — Zotero, Pandoc',
    options: ['papers'],
    files: [{ ...JSON_FILE, load: async () => (await import('./references/csl-json.ts')).writeCslJson }],
  },
  {
    name: 'svg',
    title: 'SVG — figure with legend',
    options: FIGURE_OPTIONS,
    files: [
      { extension: '.svg', mediaType: 'image/svg+xml', load: async () => (await import('./figures/svg.ts')).writeSvg },
    ],
  },
  {
    name: 'pdf',
    title: 'PDF — figure with legend and embedded fonts',
    options: [...FIGURE_OPTIONS, 'fonts'],
    files: [
      {
        extension: '.pdf',
        mediaType: 'application/pdf',
        load: async () => (await import('./figures/pdf.ts')).writePdf,
      },
    ],
  },
  {
    name: 'png',
    title: 'PNG — figure with legend, in pixels',
    options: [...FIGURE_OPTIONS, 'dpi', 'fonts', 'resvg'],
    files: [
      { extension: '.png', mediaType: 'image/png', load: async () => (await import('./figures/png.ts')).writePng },
    ],
  },
  {
    name: 'html',
    title: 'HTML — explorer and map in one file',
    options: ['template', 'hasher'],
    files: [{ extension: '.html', mediaType: 'text/html', load: loadPageWriter }],
  },
  {
    name: 'knowledge-gexf',
    title: 'Knowledge graph as GEXF — Gephi',
    options: [],
    files: [
      {
        ...GEXF,
        load: loadKnowledgeWriter(async () => (await import('./graphs/knowledge-graph.ts')).writeKnowledgeGexf),
      },
    ],
  },
  {
    name: 'knowledge-graphml',
    title: 'Knowledge graph as GraphML — yEd, igraph',
    options: [],
    files: [
      {
        ...GRAPHML,
        load: loadKnowledgeWriter(async () => (await import('./graphs/knowledge-graph.ts')).writeKnowledgeGraphml),
      },
    ],
  },
  {
    name: 'turtle',
    title: 'Knowledge graph as Turtle — RDF stores',
    options: ['abstracts', 'evidence'],
    files: [
      {
        extension: '.ttl',
        mediaType: 'text/turtle',
        load: loadRdfWriter(async () => (await import('./linked-data/turtle.ts')).writeTurtle),
      },
    ],
  },
  {
    name: 'jsonld',
    title: 'Knowledge graph as JSON-LD — RDF stores',
    options: ['abstracts', 'evidence'],
    files: [
      {
        extension: '.jsonld',
        mediaType: 'application/ld+json',
        load: loadRdfWriter(async () => (await import('./linked-data/json-ld.ts')).writeJsonLd),
      },
    ],
  },
  {
    name: 'neo4j',
    title: 'Knowledge graph as CSV — neo4j-admin',
    options: [],
    files: [
      {
        ...NODES_CSV,
        suffix: '-neo4j-nodes',
        load: loadKnowledgeWriter(async () => (await import('./tables/neo4j.ts')).writeNeo4jNodes),
      },
      {
        ...EDGES_CSV,
        suffix: '-neo4j-edges',
        load: loadKnowledgeWriter(async () => (await import('./tables/neo4j.ts')).writeNeo4jEdges),
      },
    ],
  },
] as const satisfies readonly ExportFormat[];

/** Name of an export format. */
export type ExportFormatName = (typeof exportFormats)[number]['name'];
