/** What `papergraph export` can write, as it is typed. A list by itself, so that a usage message need not load the writers. */
export const EXPORT_FORMATS = [
  'gexf',
  'graphml',
  'json',
  'csv',
  'bibtex',
  'ris',
  'svg',
  'html',
  'knowledge-gexf',
  'knowledge-graphml',
  'turtle',
  'jsonld',
  'neo4j',
] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];
