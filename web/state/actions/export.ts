import { computed } from '@preact/signals';
import { colorScheme, mapStyle } from '../../map/style/style.ts';
import { strings } from '../../strings/strings.ts';
import type { MapWorker } from '../../worker/client.ts';
import type { ExportFormat, ExportSelection, Progress } from '../../worker/protocol.ts';
import { getDrawing } from '../drawing.ts';
import { exportName, fileName } from '../file-name.ts';
import { labelOfTopic, papersOfTopic, visible } from '../filters.ts';
import { isDark, state } from '../store.ts';
import { markMapSaved, markSaved } from '../unsaved.ts';
import { saveRecipe } from './edits/edit.ts';
import { updateUrl } from './navigation/history.ts';
import { urlOmitsRecipe, urlOmitsText } from './navigation/url.ts';
import { announce, dismissToast, download, notify, toast } from './page.ts';
import { callWorker } from './session.ts';

/** Exporting papers, maps, images and links. */

/** A group of papers that the page currently shows or lists. */
type SelectionScope = keyof typeof strings.export.selected;

/** Which papers to export: all, the visible ones, or a group. */
export type ExportScope = 'everything' | 'visible' | SelectionScope;

/** The size of figures that are exported. */
export interface FigureSize {
  /** Width in millimeters. */
  width: number;
  /** Pixels per inch of PNG. */
  dpi: number;
}

/** The size unless chosen: two columns of a journal. */
export const DEFAULT_SIZE: FigureSize = { width: 180, dpi: 300 };

/** The sizes that figures can have. */
export const FIGURE_RANGES = { width: [50, 5000], dpi: [50, 2400] } as const;

/** A group of papers in the export menu. */
export interface ScopeOption {
  scope: ExportScope;
  name: string;
  papers: Uint32Array;
}

/** The groups of papers that can be exported, most likely ones first. */
export const selectionScopes = computed<ScopeOption[]>(() => {
  const { selected } = strings.export;
  const { searchResults, abstractResults, highlight } = state;
  const matches = [...(searchResults.value?.papers ?? []), ...abstractResults.value.hits];
  const groups: [scope: SelectionScope, papers: Iterable<number>, name?: string | undefined][] = [
    ['readingList', state.readingList.value],
    ...scopesOfSelection(),
    ['searchMatches', matches.map(({ paper }) => paper)],
    ['highlighted', highlight.value?.papers ?? [], highlight.value?.name],
    ['answer', state.askResult.value?.related.map(({ paper }) => paper) ?? []],
    ['examples', [...state.positiveExamples.value, ...state.negativeExamples.value]],
  ];
  return groups
    .map(([scope, papers, name]) => ({
      scope,
      name: name ?? selected[scope],
      papers: Uint32Array.from(new Set(papers)),
    }))
    .filter(({ papers }) => papers.length > 0);
});

/** Returns the papers in the details panel. */
function scopesOfSelection(): [SelectionScope, Iterable<number>][] {
  const selection = state.selection.value;
  switch (selection.kind) {
    case 'paper': {
      const { paper } = selection;
      const links = state.links.value;
      const neighbors = links?.ids.subarray(links.starts[paper], links.starts[paper + 1]) ?? [];
      return [['paper', [paper, ...neighbors]]];
    }
    case 'compare':
      return [['compare', [selection.a, selection.b]]];
    case 'path':
      return [['path', state.path.value?.map((step) => step.paper) ?? []]];
    case 'concept':
      return [['concept', state.conceptPapers.value ?? []]];
    case 'group':
      return [];
    case 'topic':
      return [['topic', papersOfTopic(selection.topic)]];
    default:
      return [];
  }
}

/** Returns the papers of a scope; null for all. */
function papersIn(scope: ExportScope): Uint32Array | null {
  if (scope === 'everything') return null;
  if (scope === 'visible') {
    const mask = visible.peek();
    return Uint32Array.from([...mask.keys()].filter((paper) => mask[paper]));
  }
  return selectionScopes.peek().find((option) => option.scope === scope)?.papers ?? null;
}

/** Returns the name of a scope for the name of a file; '' for all papers. */
function nameOfScope(scope: ExportScope): string {
  if (scope === 'everything') return '';
  const selection = state.selection.peek();
  if (scope === 'topic' && selection.kind === 'topic') return labelOfTopic(selection.topic);
  if (scope === 'visible') return strings.export.visibleName;
  return selectionScopes.peek().find((option) => option.scope === scope)?.name ?? '';
}

/** Asks the worker for a file, and shows the progress with a button that cancels. Returns undefined if that failed or was canceled. */
async function withProgress(
  call: (worker: MapWorker, report: (progress: Progress) => void) => Promise<Blob | null>,
): Promise<Blob | undefined> {
  announce(strings.export.progress(0));
  const action = { label: strings.export.cancel, run: () => callWorker((worker) => worker.call('cancelExport', [])) };
  let isRunning = true;
  const showProgress = (done: number) => {
    state.toast.value = { text: strings.export.progress(done), action, stays: true };
  };
  const report = ({ done }: Progress) => {
    if (isRunning) showProgress(done);
  };
  // The worker may be busy for seconds before it starts.
  showProgress(0);
  const blob = await callWorker((worker) => call(worker, report));
  isRunning = false;
  dismissToast();
  return blob ?? undefined;
}

function requestExport(
  format: ExportFormat,
  scope: ExportScope,
  { width }: Pick<FigureSize, 'width'> = DEFAULT_SIZE,
): Promise<Blob | undefined> {
  const minSimilarity = scope === 'visible' ? state.filters.peek().minSimilarity : 0;
  const figure: ExportSelection['figure'] = {
    theme: isDark.peek() ? 'dark' : 'light',
    width: `${width}mm`,
    contours: state.contours.peek(),
    density: state.density.peek(),
  };
  const part: ExportSelection = { papers: papersIn(scope), minSimilarity, figure };
  return withProgress((worker, report) => worker.call('exportMap', [format, part], report));
}

/** Downloads the papers of a scope, and the links between them. */
export async function exportPapers(format: ExportFormat, scope: ExportScope): Promise<void> {
  const blob = await requestExport(format, scope);
  if (!blob) return;
  download(blob, exportName(format, nameOfScope(scope)));
  if (format === 'map' && scope === 'everything') markMapSaved();
}

/** Downloads a figure of a scope, with labels and legend, as the map shows it. */
export async function exportFigure(format: 'svg' | 'pdf', scope: ExportScope, size: FigureSize): Promise<void> {
  const blob = await requestExport(format, scope, size);
  if (blob) download(blob, exportName(format, nameOfScope(scope)));
}

/** Downloads a figure of a scope as PNG. */
export async function exportPrintPng(scope: ExportScope, size: FigureSize): Promise<void> {
  const svg = await requestExport('svg', scope, size);
  if (!svg) return;
  const [{ getPixels }, { addMetadata }] = await Promise.all([
    import('../../../src/export/figures/figure-size.ts'),
    import('../../../src/export/figures/png-file.ts'),
  ]);
  const png = await getDrawing().rasterizeSvg(svg, getPixels(`${size.width}mm`, size.dpi));
  const parts =
    png && addMetadata(new Uint8Array(await png.arrayBuffer()), size.dpi).map((part) => new Uint8Array(part));
  savePng(parts && new Blob(parts, { type: 'image/png' }), nameOfScope(scope), 'map.png');
}

/** Downloads a PNG of the current view with its legend. */
export async function exportViewPng(): Promise<void> {
  const view = state.mapView.value;
  const [style, colors] = [mapStyle.peek(), colorScheme.peek()];
  savePng(view && style && colors && (await getDrawing().renderViewPng(view, style, colors)), '', 'view.png');
}

function savePng(blob: Blob | null, scope: string, kind: string): void {
  if (blob) download(blob, fileName(scope, kind));
  else notify(strings.errors.exportFailed, strings.export.noPicture);
}

/** Downloads a single HTML file that contains the application and the map and works offline. */
export async function exportPage(): Promise<void> {
  const response = await fetch('./single.html').catch(() => undefined);
  if (!response?.ok) return notify(strings.errors.exportFailed, strings.export.noTemplate);
  const template = await response.text();
  const blob = await withProgress((worker, report) => worker.call('exportPage', [template], report));
  if (!blob) return;
  download(blob, fileName('', 'map.html'));
  markMapSaved();
}

/** Copies the URL of this view. Offers to save the recipe if the URL cannot contain it. */
export async function copyLink(): Promise<void> {
  updateUrl();
  try {
    await navigator.clipboard.writeText(location.href);
    toast(strings.paper.copied);
    if (!urlOmitsRecipe.peek()) markSaved();
  } catch {
    return notify(strings.export.link, location.href);
  }
  if (urlOmitsRecipe.peek())
    notify(strings.paper.copied, strings.export.linkLacksRecipe, {
      action: { label: strings.edit.save, run: saveRecipe },
    });
  else if (urlOmitsText.peek()) notify(strings.paper.copied, strings.export.linkLacksText);
}
