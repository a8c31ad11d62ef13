import { useRef } from 'preact/hooks';
import { lazy } from '../../components/lazy.tsx';
import { usePanelFocus } from '../../components/use-panel-focus.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

const PaperTable = lazy(async () => (await import('./paper-table.tsx')).PaperTable);

/** The panel below the map with the table of papers. The code of the table is loaded when it is first opened. */
export function TablePanel() {
  const panel = useRef<HTMLElement>(null);
  const isOpen = state.table.value !== null;
  usePanelFocus(panel, isOpen ? 'table' : null);
  if (!isOpen) return null;
  return (
    <section class="table-panel" ref={panel} tabIndex={-1} aria-label={strings.table.label}>
      <PaperTable />
    </section>
  );
}
