import { MAP_FILE_START } from '../../model/map.ts';

/** Length of the beginning of a file that {@link identifyOwnOutput} needs, in UTF-16 code units. */
export const ownOutputHeadLength = 16_384;

const graphmlStart =
  '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<key id="node-label" ';
const vocabularyUri = 'urn:papergraph:vocabulary:';

const startsWith = (start: string) => (head: string) => head.startsWith(start);
/** Recognizes a table by its first columns, whose names may be quoted. */
const isTable = (start: string) => (head: string) =>
  head
    .replace(/^\ufeff/, '')
    .slice(0, 2 * start.length + 10)
    .replaceAll('"', '')
    .startsWith(start);
const isGexf = (head: string) => head.startsWith('<?xml') && head.includes('<creator>papergraph</creator>');
/** The name in the first member of a compressed map; the bytes before it have no text. */
const isCompressedMap = (head: string) => head.startsWith('\x1f') && head.slice(0, 40).includes('papergraph map ');
// A list of references cannot be distinguished from one that somebody maintains by hand.
const never = () => false;

/** Recognizes the files that papergraph writes, by how it begins them. */
export const ownOutputs = {
  map: (head: string) => head.startsWith(MAP_FILE_START) || isCompressedMap(head),
  report: startsWith('{\n  "records": '),
  'knowledge-gexf': (head: string) => isGexf(head) && head.includes(' title="node_type" '),
  'knowledge-graphml': (head: string) => head.startsWith(graphmlStart) && head.includes(' attr.name="node_type" '),
  gexf: isGexf,
  graphml: startsWith(graphmlStart),
  json: startsWith('{"directed":false,"multigraph":false,\n"graph":{"topics":'),
  'csv-nodes': isTable('id,label,topic,'),
  'csv-edges': isTable('source,target,type,weight,terms'),
  topics: isTable('topic,parent,label,size,stability,'),
  'neo4j-nodes': startsWith(':ID,:LABEL,name,kind,variants:string[],'),
  'neo4j-edges': startsWith(':START_ID,:END_ID,:TYPE,weight:double,terms,'),
  xlsx: (head: string) => head.startsWith('PK') && head.includes('<Application>papergraph</Application>'),
  // A Parquet file does not begin with the program that wrote it.
  'parquet-nodes': never,
  'parquet-edges': never,
  blocks: never,
  cx2: (head: string) => head.startsWith('[{"CXVersion":"2.0"') && head.includes('"creator":"papergraph"'),
  vosviewer: startsWith('{"network":{"items":[\n{"id":1,"label":'),
  'vosviewer-map': startsWith('id\tlabel\tdescription\turl\tx\ty\tcluster\tweight<Links>\t'),
  // Lines of three numbers.
  'vosviewer-network': never,
  'json-graph': startsWith('{"graph":{"type":"papergraph map",'),
  dot: startsWith('graph papergraph {\n'),
  pajek: (head: string) => /^\*Vertices \d+\n1 "[^"\n]*" [\d.]+ [\d.]+ 0\.5\n/.test(head),
  papers: never,
  bibtex: never,
  ris: never,
  'zotero-tags': startsWith('// papergraph: tags for items in Zotero.'),
  atom: startsWith(
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<generator>papergraph<',
  ),
  'csl-json': never,
  svg: (head: string) =>
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="[\d.]+(?:[a-z]{2})?" [^>]*font-family="Inter, /.test(head),
  pdf: (head: string) => head.startsWith('%PDF-') && head.slice(0, 200).includes('/Type /PapergraphFigure'),
  png: (head: string) => head.slice(1, 4) === 'PNG' && head.slice(0, 200).includes('Software\0papergraph'),
  html: (head: string) => /^<!doctype html>/i.test(head) && head.includes('<title>papergraph</title>'),
  turtle: (head: string) => head.startsWith('@prefix ') && head.includes(`<${vocabularyUri}>`),
  jsonld: (head: string) => head.startsWith('{"@context":{') && head.includes(`"${vocabularyUri}"`),
} as const;

const names: Partial<Record<keyof typeof ownOutputs, string>> = {
  map: 'a papergraph map',
  report: 'a papergraph report',
};

/** Outputs that contain all papers and can be read like any other file. */
const readable: ReadonlySet<string> = new Set(['gexf', 'graphml', 'json', 'csv-nodes', 'xlsx', 'cx2', 'json-graph']);

/** Tells which of papergraph's own outputs a file is that contains no papers to read; undefined for any other file. */
export function identifyUnreadableOutput(head: string): string | undefined {
  const kind = findKind(head);
  return kind && !readable.has(kind) ? nameKind(kind) : undefined;
}

/** Tells which of papergraph's own outputs a file is, other than a list of references; undefined for any other file. */
export function identifyOwnOutput(head: string): string | undefined {
  const kind = findKind(head);
  return kind && nameKind(kind);
}

type Kind = keyof typeof ownOutputs;

// Object.keys loses the key type of the constant.
const findKind = (head: string) => (Object.keys(ownOutputs) as Kind[]).find((name) => ownOutputs[name](head));
const nameKind = (kind: Kind) => names[kind] ?? `a papergraph export (${kind})`;
