import { useEffect, useState } from 'preact/hooks';
import { Reading } from './panels/details/details.tsx';
import { Stage } from './panels/map-pane/map-pane.tsx';
import { Rail } from './panels/sidebar/sidebar.tsx';
import { Empty } from './panels/start/empty.tsx';
import { Loading } from './panels/start/loading.tsx';
import { Notice } from './panels/start/notice.tsx';
import { isRecipe, loadRecipe, undoKeys } from './state/actions/edit.ts';
import { openFiles } from './state/actions/open.ts';
import { closeReading, stopComparing } from './state/actions/select.ts';
import { state } from './state/store.ts';
import { texts } from './strings/strings.ts';

/** The whole page. */
export function App() {
  const over = useDropped();
  useEscape();
  useUndoKeys();
  const phase = state.phase.value;
  const open = state.map.value !== null;
  const classes = [
    'page',
    open && 'open',
    state.pane.value && 'sheet',
    state.reading.value.kind !== 'nothing' && 'read',
  ].filter((one) => one !== false && one !== null);
  return (
    <div class={classes.join(' ')}>
      <p class="sr" aria-live="polite" role="status">
        {state.announcement.value}
      </p>
      {open ? (
        <>
          <Rail />
          <Stage />
          <Reading />
        </>
      ) : (
        phase.kind !== 'loading' && <Empty />
      )}
      {phase.kind === 'loading' && <Loading phase={phase} />}
      <Notice />
      {over && <div class="drop">{texts.empty.drop}</div>}
    </div>
  );
}

/** Files dropped anywhere are opened; true while some are held over the page. */
function useDropped(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      void take([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', hold);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', hold);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return over;
}

/** Opens what was dropped; a recipe by itself shapes the map that is open. */
async function take(files: File[]): Promise<void> {
  const [only] = files;
  if (only && files.length === 1 && (await isRecipe(only))) await loadRecipe(only);
  else openFiles(files);
}

/** Control or Command with Z and Y undo and redo. */
function useUndoKeys(): void {
  useEffect(() => {
    addEventListener('keydown', undoKeys);
    return () => removeEventListener('keydown', undoKeys);
  }, []);
}

/** Escape ends the comparison that waits for a second paper, else closes what is read. */
function useEscape(): void {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (state.comparing.value !== null) stopComparing();
      else closeReading();
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, []);
}
