import { useLayoutEffect, useState } from 'preact/hooks';
import { lazy } from './components/lazy.tsx';
import { DetailsPanel } from './panels/details/details.tsx';
import { MapPane } from './panels/map-pane/map-pane.tsx';
import { CompareBanner } from './panels/messages/compare-banner.tsx';
import { Notice } from './panels/messages/notice.tsx';
import { Shortcuts } from './panels/messages/shortcuts.tsx';
import { ToastMessage } from './panels/messages/toast.tsx';
import { Sidebar } from './panels/sidebar/sidebar.tsx';
import { Loading } from './panels/start/loading.tsx';
import { Welcome } from './panels/start/welcome.tsx';
import { TablePanel } from './panels/table/table-panel.tsx';
import { handleUndoKeys, isRecipe, loadRecipe } from './state/actions/edits/edit.ts';
import { clearSearch } from './state/actions/search.ts';
import { cancelComparing, closeDetails } from './state/actions/select.ts';
import { handleShortcutKeys } from './state/actions/shortcuts.ts';
import { openDroppedFiles } from './state/actions/start.ts';
import { showTable } from './state/actions/table.ts';
import { state } from './state/store.ts';
import { strings } from './strings/strings.ts';

const ThesaurusDialog = lazy(async () => (await import('./panels/thesaurus/thesaurus-dialog.tsx')).ThesaurusDialog);

/** The page. */
export function App() {
  const isDraggedOver = useFileDrop();
  useKeyDown(handleEscape);
  useKeyDown(handleUndoKeys);
  useKeyDown(handleShortcutKeys);
  const phase = state.phase.value;
  const hasMap = state.map.value !== null;
  const classes = [
    'page',
    hasMap && 'has-map',
    state.pane.value && 'has-pane',
    state.selection.value.kind !== 'none' && 'has-details',
    state.table.value && 'has-table',
  ];
  return (
    <div class={classes.filter(Boolean).join(' ')}>
      <p class="visually-hidden" aria-live="polite" role="status">
        {state.announcement.value}
      </p>
      {hasMap ? (
        <>
          <Sidebar />
          <MapPane />
          <TablePanel />
          <DetailsPanel />
          <CompareBanner />
        </>
      ) : (
        phase.kind !== 'loading' && <Welcome />
      )}
      {phase.kind === 'loading' && <Loading phase={phase} />}
      <Notice />
      <ToastMessage />
      {state.showsShortcuts.value && <Shortcuts />}
      {state.thesaurus.value && <ThesaurusDialog {...state.thesaurus.value} />}
      {isDraggedOver && (
        <div class="drop-target">
          <p>{strings.start.drop}</p>
        </div>
      )}
    </div>
  );
}

/** Opens files dropped anywhere on the page. Returns whether files are being dragged over it. */
function useFileDrop(): boolean {
  const [isDraggedOver, setDraggedOver] = useState(false);
  useLayoutEffect(() => {
    const handleDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDraggedOver(true);
    };
    const handleDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDraggedOver(false);
    };
    const handleDrop = (event: DragEvent) => {
      event.preventDefault();
      setDraggedOver(false);
      void openDropped([...(event.dataTransfer?.files ?? [])], fileHandles(event.dataTransfer));
    };
    addEventListener('dragover', handleDragOver);
    addEventListener('dragleave', handleDragLeave);
    addEventListener('drop', handleDrop);
    return () => {
      removeEventListener('dragover', handleDragOver);
      removeEventListener('dragleave', handleDragLeave);
      removeEventListener('drop', handleDrop);
    };
  }, []);
  return isDraggedOver;
}

/** Returns the handles of dropped files, in browsers that have them. Must be called in the event handler. */
async function fileHandles(data: DataTransfer | null): Promise<FileSystemFileHandle[] | undefined> {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === 'file');
  // TypeScript does not know the method.
  const getHandle = (item: DataTransferItem & { getAsFileSystemHandle?(): Promise<FileSystemHandle | null> }) =>
    item.getAsFileSystemHandle?.();
  const handles = await Promise.all(items.map(getHandle));
  return handles.every((handle) => handle instanceof FileSystemFileHandle) ? handles : undefined;
}

/** Opens dropped files. A single recipe is applied to the open map instead. */
async function openDropped(files: File[], handles: Promise<FileSystemFileHandle[] | undefined>): Promise<void> {
  const [file] = files;
  if (file && files.length === 1 && (await isRecipe(file))) await loadRecipe(file);
  else await openDroppedFiles(files, handles);
}

function useKeyDown(handler: (event: KeyboardEvent) => void): void {
  useLayoutEffect(() => {
    addEventListener('keydown', handler);
    return () => removeEventListener('keydown', handler);
  }, [handler]);
}

/** Cancels a pending comparison, closes the details panel or the table, or clears the search. */
function handleEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  // The browser closes a dialog itself.
  if (document.querySelector('dialog[open]')) return;
  if (state.compareFrom.value !== null) cancelComparing();
  else if (state.selection.value.kind !== 'none') closeDetails();
  else if (state.table.value) showTable(false);
  else clearSearch();
}
