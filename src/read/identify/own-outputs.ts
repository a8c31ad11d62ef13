import { MAP_FILE_START } from '../../model/map.ts';

/** Length of the beginning of a file that {@link identifyOwnOutput} needs, in UTF-16 code units. */
export const ownOutputHeadLength = 16_384;

const graphmlStart =
  '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<key id="node-label" ';
const vocabularyUri = 'urn:papergraph:vocabulary:';

const startsWith = (start: string) => (head: string) => head.startsWith(start);
const isGexf = (head: string) => head.startsWith('<?xml') && head.includes('<creator>papergraph</creator>');
// A list of references cannot be distinguished from one that somebody maintains by hand.
const never = () => false;

/** Recognizes the files that papergraph writes, by how it begins them. */
export const ownOutputs = {
  map: startsWith(MAP_FILE_START),
  report: startsWith('{\n  "records": '),
  gexf: isGexf,
  graphml: startsWith(graphmlStart),
  json: startsWith('{"directed":false,"multigraph":false,\n"graph":{"topics":'),
  'csv-nodes': startsWith('"Id","Label","year",'),
  'csv-edges': startsWith('"Source","Target","Type","Weight","terms"'),
  'neo4j-nodes': startsWith(':ID,:LABEL,name,kind,variants:string[],'),
  'neo4j-edges': startsWith(':START_ID,:END_ID,:TYPE,weight:double,terms,'),
  papers: never,
  bibtex: never,
  ris: never,
  svg: (head: string) =>
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" [^>]*font-family="Inter, /.test(head),
  html: (head: string) => /^<!doctype html>/i.test(head) && head.includes('<title>papergraph</title>'),
  'knowledge-gexf': isGexf,
  'knowledge-graphml': startsWith(graphmlStart),
  turtle: (head: string) => head.startsWith('@prefix ') && head.includes(`<${vocabularyUri}>`),
  jsonld: (head: string) => head.startsWith('{"@context":{') && head.includes(`"${vocabularyUri}"`),
} as const;

const names: Partial<Record<keyof typeof ownOutputs, string>> = {
  map: 'a papergraph map',
  report: 'a papergraph report',
};

/** Tells which of papergraph's own outputs a file is, other than a list of references; undefined for any other file. */
export function identifyOwnOutput(head: string): string | undefined {
  // Object.keys loses the key type of the constant.
  const kind = (Object.keys(ownOutputs) as (keyof typeof ownOutputs)[]).find((name) => ownOutputs[name](head));
  return kind && (names[kind] ?? `a papergraph export (${kind})`);
}
