import { useEffect, useState } from 'preact/hooks';
import { DetailsPanel } from './panels/details/details.tsx';
import { MapPane } from './panels/map-pane/map-pane.tsx';
import { Sidebar } from './panels/sidebar/sidebar.tsx';
import { Loading } from './panels/start/loading.tsx';
import { Notice } from './panels/start/notice.tsx';
import { Welcome } from './panels/start/welcome.tsx';
import { handleUndoKeys, isRecipe, loadRecipe } from './state/actions/edit.ts';
import { openFiles } from './state/actions/open.ts';
import { cancelComparing, closeDetails } from './state/actions/select.ts';
import { state } from './state/store.ts';
import { strings } from './strings/strings.ts';

/** The page. */
export function App() {
  const isDraggedOver = useFileDrop();
  useKeyDown(handleEscape);
  useKeyDown(handleUndoKeys);
  const phase = state.phase.value;
  const hasMap = state.map.value !== null;
  const classes = [
    'page',
    hasMap && 'has-map',
    state.pane.value && 'has-pane',
    state.selection.value.kind !== 'none' && 'has-details',
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
          <DetailsPanel />
        </>
      ) : (
        phase.kind !== 'loading' && <Welcome />
      )}
      {phase.kind === 'loading' && <Loading phase={phase} />}
      <Notice />
      {isDraggedOver && <div class="drop-target">{strings.start.drop}</div>}
    </div>
  );
}

/** Opens files dropped anywhere on the page. Returns whether files are being dragged over it. */
function useFileDrop(): boolean {
  const [isDraggedOver, setDraggedOver] = useState(false);
  useEffect(() => {
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
      void openDropped([...(event.dataTransfer?.files ?? [])]);
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

/** Opens dropped files. A single recipe is applied to the open map instead. */
async function openDropped(files: File[]): Promise<void> {
  const [file] = files;
  if (file && files.length === 1 && (await isRecipe(file))) await loadRecipe(file);
  else openFiles(files);
}

function useKeyDown(handler: (event: KeyboardEvent) => void): void {
  useEffect(() => {
    addEventListener('keydown', handler);
    return () => removeEventListener('keydown', handler);
  }, [handler]);
}

/** Cancels a pending comparison, or else closes the details panel. */
function handleEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (state.compareFrom.value !== null) cancelComparing();
  else closeDetails();
}
