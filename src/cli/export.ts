import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError, type PaperMap } from '../types.ts';
import { bibtex } from '../write/bibtex.ts';
import { edgesCsv, nodesCsv } from '../write/csv.ts';
import { gexf } from '../write/gexf.ts';
import { graphml } from '../write/graphml.ts';
import { nodeLinkJson } from '../write/json.ts';
import { pageChunks } from '../write/page.ts';
import { ris } from '../write/ris.ts';
import { mapChunks } from '../write/savemap.ts';
import { svg } from '../write/svg.ts';
import { withMap } from './mapfile.ts';
import { type Chunks, fill, openOutput, print } from './output.ts';

/** The options of `papergraph export` as typed. */
export interface ExportOptions {
  format: 'gexf' | 'graphml' | 'json' | 'csv' | 'bibtex' | 'ris' | 'svg' | 'html';
  output?: string;
  gexfVersion: '1.3' | '1.2';
  minSimilarity: number;
}

/** Writes a map in another format. `self` is the built command, which the explorer stands beside. */
export async function exportMap(path: string, options: ExportOptions, self: URL): Promise<void> {
  const names = options.format === 'csv' ? csvNames(options.output ?? path, options.output === undefined) : undefined;
  const outputs = await Promise.all((names ?? (options.output ? [options.output] : [])).map(openOutput));
  const template = options.format === 'html' ? await readTemplate(self) : '';
  const map = await withMap(path, (file) => file.whole());
  const [first, second] = contents(map, options, template);
  if (outputs[0]) await fill(outputs[0].path, first);
  else await print(first);
  if (outputs[1] && second) await fill(outputs[1].path, second);
  for (const output of outputs) await output.commit();
  if (names) process.stderr.write(`-> ${names.join(', ')}\n`);
}

/** What to write; CSV alone takes two files. */
function contents(map: PaperMap, options: ExportOptions, template: string): [Chunks, Chunks?] {
  const { format, gexfVersion, minSimilarity } = options;
  switch (format) {
    case 'gexf':
      return [gexf(map, { gexfVersion, minSimilarity })];
    case 'graphml':
      return [graphml(map, { minSimilarity })];
    case 'json':
      return [nodeLinkJson(map, { minSimilarity })];
    case 'csv':
      return [nodesCsv(map, { minSimilarity }), edgesCsv(map, { minSimilarity })];
    case 'bibtex':
      return [bibtex(map)];
    case 'ris':
      return [ris(map)];
    case 'svg':
      return [svg(map, { minSimilarity })];
    case 'html':
      return [
        pageChunks(
          template,
          mapChunks(map, () => createHash('sha256')),
        ),
      ];
  }
}

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
