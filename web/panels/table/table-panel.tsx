import type { FunctionComponent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { usePanelFocus } from '../../components/use-panel-focus.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';

/** The panel below the map with the table of papers. The code of the table is loaded when it is first opened. */
export function TablePanel() {
  const panel = useRef<HTMLElement>(null);
  const [Content, setContent] = useState<FunctionComponent | null>(null);
  const isOpen = state.table.value !== null;
  useEffect(() => {
    // A function, because a component is one: the setter would call it.
    if (isOpen && !Content) void import('./paper-table.tsx').then(({ PaperTable }) => setContent(() => PaperTable));
  }, [isOpen, Content]);
  usePanelFocus(panel, isOpen ? 'table' : null);
  if (!isOpen) return null;
  return (
    <section class="table-panel" ref={panel} tabIndex={-1} aria-label={strings.table.label}>
      {Content && <Content />}
    </section>
  );
}
