import type { PaperMap } from '../../src/types.ts';
import { bibtex } from '../../src/write/bibtex.ts';
import { edgesCsv, nodesCsv } from '../../src/write/csv.ts';
import { gexf } from '../../src/write/gexf.ts';
import { graphml } from '../../src/write/graphml.ts';
import { nodeLinkJson } from '../../src/write/json.ts';
import { ris } from '../../src/write/ris.ts';
import { mapChunks } from '../../src/write/savemap.ts';
import type { Selection } from '../../src/write/selection.ts';
import type { ExportFormat } from '../protocol.ts';
import type { Holding } from './holding.ts';

type Writer = (map: PaperMap, selection: Selection) => Iterable<string | Uint8Array>;

const FORMATS: Record<ExportFormat, { type: string; write: Writer }> = {
  gexf: { type: 'application/gexf+xml', write: gexf },
  graphml: { type: 'application/graphml+xml', write: graphml },
  'nodes.csv': { type: 'text/csv', write: nodesCsv },
  'edges.csv': { type: 'text/csv', write: edgesCsv },
  json: { type: 'application/json', write: nodeLinkJson },
  bibtex: { type: 'application/x-bibtex', write: bibtex },
  ris: { type: 'application/x-research-info-systems', write: ris },
  map: { type: 'application/json', write: (map) => mapChunks(map) },
};

/** The map, or the papers asked for, in a format that other programs read. */
export async function exportMap(map: Holding, format: ExportFormat, papers: Uint32Array | null): Promise<Blob> {
  const { type, write } = FORMATS[format];
  const parts: BlobPart[] = [];
  for (const part of write(await map.whole(), papers ? { papers } : {}))
    parts.push(typeof part === 'string' ? part : new Uint8Array(part));
  return new Blob(parts, { type });
}
