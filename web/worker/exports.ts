import { type SvgOptions, writeSvg } from '../../src/export/figures/svg.ts';
import { writeGexf } from '../../src/export/graphs/gexf.ts';
import { writeGraphml } from '../../src/export/graphs/graphml.ts';
import { writeNodeLinkJson } from '../../src/export/graphs/node-link-json.ts';
import { writePage } from '../../src/export/page.ts';
import { writeBibtex } from '../../src/export/references/bibtex.ts';
import { writeRis } from '../../src/export/references/ris.ts';
import type { Selection } from '../../src/export/selection.ts';
import { writeEdgesCsv, writeNodesCsv } from '../../src/export/tables/csv.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { OpenMap } from './open-map.ts';
import type { ExportFormat, ExportSelection } from './protocol.ts';

type ExportOptions = Selection & Pick<SvgOptions, 'theme'>;

interface Format {
  type: string;
  /** Receives the options that the writer uses. */
  write(map: PaperMap, options: ExportOptions): Iterable<string | Uint8Array>;
}

const withoutTheme = ({ papers, minSimilarity }: ExportOptions): Selection => ({
  ...(papers && { papers }),
  ...(minSimilarity !== undefined && { minSimilarity }),
});

const papersOnly = ({ papers }: ExportOptions) => (papers ? { papers } : {});

/** The media type and the writer of each format. */
const FORMATS: Record<ExportFormat, Format> = {
  gexf: { type: 'application/gexf+xml', write: (map, options) => writeGexf(map, withoutTheme(options)) },
  graphml: { type: 'application/graphml+xml', write: (map, options) => writeGraphml(map, withoutTheme(options)) },
  'nodes.csv': { type: 'text/csv', write: (map, options) => writeNodesCsv(map, withoutTheme(options)) },
  'edges.csv': { type: 'text/csv', write: (map, options) => writeEdgesCsv(map, withoutTheme(options)) },
  json: { type: 'application/json', write: (map, options) => writeNodeLinkJson(map, withoutTheme(options)) },
  bibtex: { type: 'application/x-bibtex', write: (map, options) => writeBibtex(map, papersOnly(options)) },
  ris: { type: 'application/x-research-info-systems', write: (map, options) => writeRis(map, papersOnly(options)) },
  svg: { type: 'image/svg+xml', write: writeSvg },
  map: { type: 'application/json', write: (map) => serializeMap(map) },
};

/** Exports the selected part of a map. The format "map" always contains the whole map. */
export async function exportMap(map: OpenMap, format: ExportFormat, selection: ExportSelection): Promise<Blob> {
  const { type, write } = FORMATS[format];
  const { papers, minSimilarity, dark } = selection;
  const theme = dark ? 'dark' : 'light';
  return createBlob(write(await map.readAll(), { ...(papers && { papers }), minSimilarity, theme }), type);
}

/** Creates a page with the application and a map. `template` is the HTML of the single-file application. */
export async function exportPage(map: OpenMap, template: string): Promise<Blob> {
  return createBlob(writePage(template, serializeMap(await map.readAll())), 'text/html');
}

function createBlob(chunks: Iterable<string | Uint8Array>, type: string): Blob {
  const parts: BlobPart[] = [];
  for (const chunk of chunks) parts.push(typeof chunk === 'string' ? chunk : new Uint8Array(chunk));
  return new Blob(parts, { type });
}
