import { type SvgOptions, svg } from '../../src/export/figures/svg.ts';
import { gexf } from '../../src/export/graphs/gexf.ts';
import { graphml } from '../../src/export/graphs/graphml.ts';
import { nodeLinkJson } from '../../src/export/graphs/node-link-json.ts';
import { pageChunks } from '../../src/export/page.ts';
import { bibtex } from '../../src/export/references/bibtex.ts';
import { ris } from '../../src/export/references/ris.ts';
import type { Selection } from '../../src/export/selection.ts';
import { edgesCsv, nodesCsv } from '../../src/export/tables/csv.ts';
import { mapChunks } from '../../src/map-file/save.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { Holding } from './open-map.ts';
import type { ExportFormat, Part } from './protocol.ts';

type Writer = (map: PaperMap, selection: Selection & Pick<SvgOptions, 'theme'>) => Iterable<string | Uint8Array>;

const FORMATS: Record<ExportFormat, { type: string; write: Writer }> = {
  gexf: { type: 'application/gexf+xml', write: gexf },
  graphml: { type: 'application/graphml+xml', write: graphml },
  'nodes.csv': { type: 'text/csv', write: nodesCsv },
  'edges.csv': { type: 'text/csv', write: edgesCsv },
  json: { type: 'application/json', write: nodeLinkJson },
  bibtex: { type: 'application/x-bibtex', write: bibtex },
  ris: { type: 'application/x-research-info-systems', write: ris },
  svg: { type: 'image/svg+xml', write: svg },
  map: { type: 'application/json', write: (map) => mapChunks(map) },
};

/** The map, or the papers asked for, in a format that other programs read. */
export async function exportMap(map: Holding, format: ExportFormat, part: Part): Promise<Blob> {
  const { type, write } = FORMATS[format];
  const { papers, minSimilarity, dark } = part;
  const selection = { ...(papers && { papers }), minSimilarity, theme: dark ? 'dark' : 'light' } as const;
  return blobOf(write(await map.whole(), selection), type);
}

/** One page that holds explorer and map. */
export async function exportPage(map: Holding, template: string): Promise<Blob> {
  return blobOf(pageChunks(template, mapChunks(await map.whole())), 'text/html');
}

function blobOf(chunks: Iterable<string | Uint8Array>, type: string): Blob {
  const parts: BlobPart[] = [];
  for (const chunk of chunks) parts.push(typeof chunk === 'string' ? chunk : new Uint8Array(chunk));
  return new Blob(parts, { type });
}
