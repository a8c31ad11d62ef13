import { useEffect, useState } from 'preact/hooks';
import { openFiles } from './actions/opening.ts';
import { closeReading, stopComparing } from './actions/reading.ts';
import { isRecipe, loadRecipe, undoKeys } from './actions/shaping.ts';
import { Empty } from './panels/empty.tsx';
import { Loading } from './panels/loading.tsx';
import { Notice } from './panels/notice.tsx';
import { Rail } from './panels/rail.tsx';
import { Reading } from './panels/reading.tsx';
import { Stage } from './panels/stage.tsx';
import { state } from './state.ts';
import { texts } from './texts.ts';

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
