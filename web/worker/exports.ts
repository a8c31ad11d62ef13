import type { Edit } from '../../src/edit/edit.ts';
import type { FigureOptions } from '../../src/export/figures/figure-options.ts';
import type { Selection } from '../../src/export/selection.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import type { PaperMap } from '../../src/model/map.ts';
import { readNetworks } from './file-networks.ts';
import type { OpenMap } from './open-map.ts';
import type { ExportFormat, ExportSelection } from './protocol.ts';

type Part = Selection & FigureOptions;
type Chunks = Iterable<string | Uint8Array>;
type Writer<Options> = (map: PaperMap, options: Options) => Chunks | Promise<Chunks>;

interface Format {
  type: string;
  /** Loads the writer. Each is loaded on demand, because an export needs only one. */
  load(): Promise<Writer<Part>>;
}

/** Leaves out the options of figures. */
const selectionOf = ({ papers, minSimilarity }: Part): Selection => ({
  ...(papers && { papers }),
  ...(minSimilarity !== undefined && { minSimilarity }),
});

/** A format of papers and edges. */
const ofGraph = (type: string, load: () => Promise<Writer<Selection>>): Format => ({
  type,
  async load() {
    const write = await load();
    return (map, part) => write(map, selectionOf(part));
  },
});

/** A format of papers only. */
const ofPapers = (type: string, load: () => Promise<Writer<Pick<Selection, 'papers'>>>): Format => ({
  type,
  async load() {
    const write = await load();
    return (map, { papers }) => write(map, papers ? { papers } : {});
  },
});

const JSON_TYPE = 'application/json';
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The media type and the writer of each format. */
const FORMATS: Record<Exclude<ExportFormat, 'map'>, Format> = {
  gexf: ofGraph('application/gexf+xml', async () => (await import('../../src/export/graphs/gexf.ts')).writeGexf),
  graphml: ofGraph(
    'application/graphml+xml',
    async () => (await import('../../src/export/graphs/graphml.ts')).writeGraphml,
  ),
  'nodes.csv': ofGraph('text/csv', async () => (await import('../../src/export/tables/csv.ts')).writeNodesCsv),
  'edges.csv': ofGraph('text/csv', async () => (await import('../../src/export/tables/csv.ts')).writeEdgesCsv),
  'topics.csv': {
    type: 'text/csv',
    async load() {
      const { writeTopicsCsv } = await import('../../src/export/tables/topics.ts');
      return (map) => writeTopicsCsv(map);
    },
  },
  xlsx: ofGraph(SPREADSHEET_TYPE, async () => (await import('../../src/export/tables/xlsx.ts')).writeXlsx),
  cx2: ofGraph(JSON_TYPE, async () => (await import('../../src/export/graphs/cx2.ts')).writeCx2),
  vosviewer: ofGraph(JSON_TYPE, async () => (await import('../../src/export/graphs/vosviewer.ts')).writeVosviewerJson),
  dot: ofGraph('text/vnd.graphviz', async () => (await import('../../src/export/graphs/dot.ts')).writeDot),
  json: ofGraph(JSON_TYPE, async () => (await import('../../src/export/graphs/node-link-json.ts')).writeNodeLinkJson),
  'csl-json': ofPapers(JSON_TYPE, async () => (await import('../../src/export/references/csl-json.ts')).writeCslJson),
  bibtex: ofPapers(
    'application/x-bibtex',
    async () => (await import('../../src/export/references/bibtex.ts')).writeBibtex,
  ),
  ris: ofPapers(
    'application/x-research-info-systems',
    async () => (await import('../../src/export/references/ris.ts')).writeRis,
  ),
  'zotero-tags': ofPapers(
    'text/javascript',
    async () => (await import('../../src/export/references/zotero-tags.ts')).writeZoteroTags,
  ),
  atom: ofPapers('application/atom+xml', async () => (await import('../../src/export/references/atom.ts')).writeAtom),
  svg: { type: 'image/svg+xml', load: async () => (await import('../../src/export/figures/svg.ts')).writeSvg },
  pdf: { type: 'application/pdf', load: async () => (await import('./write-pdf.ts')).writePdfFigure },
};

const MAP_TYPE = 'application/octet-stream';

/** What is exported: the shown map with its edits, and the file as it was opened, which may have other networks of the same papers. */
export interface Exported {
  file: OpenMap;
  map: OpenMap;
  edits: readonly Edit[];
}

/** Receives the number of characters or bytes written so far. */
type OnProgress = (written: number) => void;

/** Exports the selected part of a map; returns null if the export was canceled. The format "map" always contains the whole map, with all networks. */
export async function exportMap(
  { file, map, edits }: Exported,
  format: ExportFormat,
  selection: ExportSelection,
  onProgress: OnProgress,
): Promise<Blob | null> {
  return run(onProgress, async (signal) => {
    if (format === 'map') return { chunks: serializeMap(await readNetworks(file, map, edits, signal)), type: MAP_TYPE };
    const { type, load } = FORMATS[format];
    const write = await load();
    const { papers, minSimilarity, figure } = selection;
    const part: Part = { ...(papers && { papers }), minSimilarity, ...figure };
    return { chunks: await write(await map.readAll(), part), type };
  });
}

/** Creates a page with the application and a map; returns null if the export was canceled. `template` is the HTML of the single-file application. */
export async function exportPage(
  { file, map, edits }: Exported,
  template: string,
  onProgress: OnProgress,
): Promise<Blob | null> {
  return run(onProgress, async (signal) => {
    const { writePage } = await import('../../src/export/page.ts');
    return {
      chunks: writePage(template, serializeMap(await readNetworks(file, map, edits, signal))),
      type: 'text/html',
    };
  });
}

/** Milliseconds after which an export reports its progress and lets the worker handle other calls. */
const PAUSE_INTERVAL = 50;

let running = new AbortController();

/** Cancels the export that is running. */
export const cancelExport = () => running.abort();

/** Content of a file, and its media type. */
interface Content {
  chunks: Chunks;
  type: string;
}

/** Creates a file; returns null if that was canceled. */
async function run(onProgress: OnProgress, start: (signal: AbortSignal) => Promise<Content>): Promise<Blob | null> {
  running = new AbortController();
  const { signal } = running;
  onProgress(0);
  try {
    const { chunks, type } = await start(signal);
    return await createBlob(chunks, type, signal, onProgress);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/** @throws the reason of the signal if it is aborted */
async function createBlob(chunks: Chunks, type: string, signal: AbortSignal, onProgress: OnProgress): Promise<Blob> {
  // It may have been canceled while the map was read.
  signal.throwIfAborted();
  const parts: BlobPart[] = [];
  let written = 0;
  let lastPause = performance.now();
  for (const chunk of chunks) {
    parts.push(typeof chunk === 'string' ? chunk : new Uint8Array(chunk));
    written += chunk.length;
    if (performance.now() - lastPause < PAUSE_INTERVAL) continue;
    onProgress(written);
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    lastPause = performance.now();
  }
  return new Blob(parts, { type });
}
