import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findConcepts } from '../../concepts/find-concepts.ts';
import { svg } from '../../export/figures/svg.ts';
import { gexf } from '../../export/graphs/gexf.ts';
import { graphml } from '../../export/graphs/graphml.ts';
import { knowledgeGexf, knowledgeGraphml } from '../../export/graphs/knowledge-graph.ts';
import { nodeLinkJson } from '../../export/graphs/node-link-json.ts';
import { jsonld } from '../../export/linked-data/json-ld.ts';
import { turtle } from '../../export/linked-data/turtle.ts';
import { pageChunks } from '../../export/page.ts';
import { bibtex } from '../../export/references/bibtex.ts';
import { ris } from '../../export/references/ris.ts';
import { edgesCsv, nodesCsv } from '../../export/tables/csv.ts';
import { neo4jEdges, neo4jNodes } from '../../export/tables/neo4j.ts';
import { mapChunks } from '../../map-file/save.ts';
import { InputError } from '../../model/errors.ts';
import type { PaperMap } from '../../model/map.ts';
import type { ExportFormat } from '../export-formats.ts';
import { withMap } from '../map-file.ts';
import { type Chunks, fill, openOutput, print } from '../output.ts';

/** The options of `papergraph export` as typed. */
export interface ExportOptions {
  format: ExportFormat;
  output?: string;
  gexfVersion: '1.3' | '1.2';
  minSimilarity: number;
}

/** Writes a map in another format. `self` is the built command, which the explorer stands beside. */
export async function exportMap(path: string, options: ExportOptions, self: URL): Promise<void> {
  const tables = options.format === 'csv' || options.format === 'neo4j';
  const names = tables ? csvNames(options.output ?? path, options.output === undefined) : undefined;
  const outputs = await Promise.all((names ?? (options.output ? [options.output] : [])).map(openOutput));
  const template = options.format === 'html' ? await readTemplate(self) : '';
  const map = await withMap(path, (file) => file.whole());
  const [first, second] = WRITERS[options.format](map, options, template);
  if (outputs[0]) await fill(outputs[0].path, first);
  else await print(first);
  if (outputs[1] && second) await fill(outputs[1].path, second);
  for (const output of outputs) await output.commit();
  if (names) process.stderr.write(`-> ${names.join(', ')}\n`);
}

/** What writes each format; tables take two files. Those below the line tell of concepts, authors and venues too. */
const WRITERS: Record<ExportFormat, (map: PaperMap, options: ExportOptions, template: string) => [Chunks, Chunks?]> = {
  gexf: (map, { gexfVersion, minSimilarity }) => [gexf(map, { gexfVersion, minSimilarity })],
  graphml: (map, { minSimilarity }) => [graphml(map, { minSimilarity })],
  json: (map, { minSimilarity }) => [nodeLinkJson(map, { minSimilarity })],
  csv: (map, { minSimilarity }) => [nodesCsv(map, { minSimilarity }), edgesCsv(map, { minSimilarity })],
  bibtex: (map) => [bibtex(map)],
  ris: (map) => [ris(map)],
  svg: (map, { minSimilarity }) => [svg(map, { minSimilarity })],
  html: (map, _, template) => [
    pageChunks(
      template,
      mapChunks(map, () => createHash('sha256')),
    ),
  ],
  // ---
  'knowledge-gexf': (map) => [knowledgeGexf(map, conceptsOf(map))],
  'knowledge-graphml': (map) => [knowledgeGraphml(map, conceptsOf(map))],
  turtle: (map) => [turtle(map, conceptsOf(map))],
  jsonld: (map) => [jsonld(map, conceptsOf(map))],
  neo4j: (map) => {
    const concepts = conceptsOf(map);
    return [neo4jNodes(map, concepts), neo4jEdges(map, concepts)];
  },
};

/** Those of the map; a map that was built without them has them found now. */
const conceptsOf = (map: PaperMap) => map.concepts ?? findConcepts(map.papers);

/** "papers.csv" becomes papers-nodes.csv and papers-edges.csv; a map's name does so in the folder where we are. */
function csvNames(name: string, here: boolean): string[] {
  const stem = (here ? basename(name) : name).replace(/(?<=[^/\\])\.[^./\\]+$/, '');
  return [`${stem}-nodes.csv`, `${stem}-edges.csv`];
}

async function readTemplate(self: URL): Promise<string> {
  const file = fileURLToPath(new URL('./web/single.html', self));
  return readFile(file, 'utf8').catch(() => {
    throw new InputError('the explorer is not built: run "npm run build" where papergraph stands');
  });
}
