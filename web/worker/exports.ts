import { type SvgOptions, writeSvg } from '../../src/export/figures/svg.ts';
import { writeCx2 } from '../../src/export/graphs/cx2.ts';
import { writeDot } from '../../src/export/graphs/dot.ts';
import { writeGexf } from '../../src/export/graphs/gexf.ts';
import { writeGraphml } from '../../src/export/graphs/graphml.ts';
import { writeNodeLinkJson } from '../../src/export/graphs/node-link-json.ts';
import { writeVosviewerJson } from '../../src/export/graphs/vosviewer.ts';
import { writePage } from '../../src/export/page.ts';
import { writeBibtex } from '../../src/export/references/bibtex.ts';
import { writeCslJson } from '../../src/export/references/csl-json.ts';
import { writeRis } from '../../src/export/references/ris.ts';
import type { Selection } from '../../src/export/selection.ts';
import { writeEdgesCsv, writeNodesCsv } from '../../src/export/tables/csv.ts';
import { writeTopicsCsv } from '../../src/export/tables/topics.ts';
import { writeXlsx } from '../../src/export/tables/xlsx.ts';
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
  'topics.csv': { type: 'text/csv', write: (map) => writeTopicsCsv(map) },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (map, options) => writeXlsx(map, withoutTheme(options)),
  },
  cx2: { type: 'application/json', write: (map, options) => writeCx2(map, withoutTheme(options)) },
  vosviewer: { type: 'application/json', write: (map, options) => writeVosviewerJson(map, withoutTheme(options)) },
  dot: { type: 'text/vnd.graphviz', write: (map, options) => writeDot(map, withoutTheme(options)) },
  'csl-json': { type: 'application/json', write: (map, options) => writeCslJson(map, papersOnly(options)) },
  json: { type: 'application/json', write: (map, options) => writeNodeLinkJson(map, withoutTheme(options)) },
  bibtex: { type: 'application/x-bibtex', write: (map, options) => writeBibtex(map, papersOnly(options)) },
  ris: { type: 'application/x-research-info-systems', write: (map, options) => writeRis(map, papersOnly(options)) },
  svg: { type: 'image/svg+xml', write: writeSvg },
  map: { type: 'application/json', write: (map) => serializeMap(map) },
};

/** Receives the number of characters or bytes written so far. */
type OnProgress = (written: number) => void;

/** Exports the selected part of a map; returns null if the export was canceled. The format "map" always contains the whole map. */
export async function exportMap(
  map: OpenMap,
  format: ExportFormat,
  selection: ExportSelection,
  onProgress: OnProgress,
): Promise<Blob | null> {
  isCanceled = false;
  onProgress(0);
  const { type, write } = FORMATS[format];
  const { papers, minSimilarity, dark } = selection;
  const theme = dark ? 'dark' : 'light';
  return createBlob(write(await map.readAll(), { ...(papers && { papers }), minSimilarity, theme }), type, onProgress);
}

/** Creates a page with the application and a map; returns null if the export was canceled. `template` is the HTML of the single-file application. */
export async function exportPage(map: OpenMap, template: string, onProgress: OnProgress): Promise<Blob | null> {
  isCanceled = false;
  onProgress(0);
  return createBlob(writePage(template, serializeMap(await map.readAll())), 'text/html', onProgress);
}

/** Milliseconds after which an export reports its progress and lets the worker handle other calls. */
const PAUSE_INTERVAL = 50;

let isCanceled = false;

/** Cancels the export that is running. */
export const cancelExport = () => {
  isCanceled = true;
};

async function createBlob(
  chunks: Iterable<string | Uint8Array>,
  type: string,
  onProgress: OnProgress,
): Promise<Blob | null> {
  // It may have been canceled while the map was read.
  if (isCanceled) return null;
  const parts: BlobPart[] = [];
  let written = 0;
  let lastPause = performance.now();
  for (const chunk of chunks) {
    parts.push(typeof chunk === 'string' ? chunk : new Uint8Array(chunk));
    written += chunk.length;
    if (performance.now() - lastPause < PAUSE_INTERVAL) continue;
    onProgress(written);
    await new Promise((resolve) => setTimeout(resolve));
    if (isCanceled) return null;
    lastPause = performance.now();
  }
  return new Blob(parts, { type });
}
