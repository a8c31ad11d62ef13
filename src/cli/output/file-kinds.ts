import { open } from 'node:fs/promises';
import type { ExportFormatName } from '../../export/registry.ts';
import { MAP_FILE_START } from '../../model/map.ts';

/** The kinds of files that papergraph writes. Two export formats consist of two files. */
export type FileKind =
  | 'map'
  | 'report'
  | Exclude<ExportFormatName, 'csv' | 'neo4j'>
  | 'csv-nodes'
  | 'csv-edges'
  | 'neo4j-nodes'
  | 'neo4j-edges';

/** Number of bytes at the beginning of a file that identify its kind. */
const HEAD_BYTES = 16_384;

const GRAPHML_START =
  '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<key id="node-label" ';
const VOCABULARY_URI = 'urn:papergraph:vocabulary:';

const startsWith = (start: string) => (head: string) => head.startsWith(start);
const isGexf = (head: string) => head.startsWith('<?xml') && head.includes('<creator>papergraph</creator>');
const never = () => false;

/** Recognizes files of each kind by how papergraph begins them. */
const RECOGNIZERS: Record<FileKind, (head: string) => boolean> = {
  map: startsWith(MAP_FILE_START),
  report: startsWith('{\n  "records": '),
  gexf: isGexf,
  graphml: startsWith(GRAPHML_START),
  json: startsWith('{"directed":false,"multigraph":false,\n"graph":{"topics":'),
  'csv-nodes': startsWith('"Id","Label","year",'),
  'csv-edges': startsWith('"Source","Target","Type","Weight","terms"'),
  'neo4j-nodes': startsWith(':ID,:LABEL,name,kind,variants:string[],'),
  'neo4j-edges': startsWith(':START_ID,:END_ID,:TYPE,weight:double,terms,'),
  // An exported reference list cannot be distinguished from one that somebody maintains by hand.
  bibtex: never,
  ris: never,
  svg: (head) => /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" [^>]*font-family="Inter, /.test(head),
  html: (head) => /^<!doctype html>/i.test(head) && head.includes('<title>papergraph</title>'),
  'knowledge-gexf': isGexf,
  'knowledge-graphml': startsWith(GRAPHML_START),
  turtle: (head) => head.startsWith('@prefix ') && head.includes(`<${VOCABULARY_URI}>`),
  jsonld: (head) => head.startsWith('{"@context":{') && head.includes(`"${VOCABULARY_URI}"`),
};

/** Returns whether a file can be replaced without loss: it is empty, or papergraph wrote it. False if unreadable. */
export async function isReplaceable(path: string, kind: FileKind): Promise<boolean> {
  const head = await readHead(path).catch(() => undefined);
  return head !== undefined && (head === '' || RECOGNIZERS[kind](head));
}

/** Returns whether a file is a papergraph map. False if it cannot be read. */
export async function isMap(path: string): Promise<boolean> {
  const head = await readHead(path, MAP_FILE_START.length).catch(() => '');
  return RECOGNIZERS.map(head);
}

async function readHead(path: string, length = HEAD_BYTES): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
