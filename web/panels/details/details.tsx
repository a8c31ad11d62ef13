import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { usePanelFocus } from '../../components/use-panel-focus.ts';
import { handleLayout } from '../../state/actions/map-view.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import { ReadingPanel } from '../reading/reading.tsx';
import { AboutPanel } from './about.tsx';
import { ComparePanel } from './compare.tsx';
import { ConceptPanel } from './concept.tsx';
import { GroupPanel } from './group.tsx';
import { PaperPanel } from './paper.tsx';
import { PathPanel } from './path.tsx';
import { TopicPanel } from './topic.tsx';

/** The panel on the right. It shows the selection and is closed without one. */
export function DetailsPanel() {
  const panel = useRef<HTMLElement>(null);
  const selection = state.selection.value;
  useLayoutEffect(() => {
    panel.current?.scrollTo({ top: 0 });
    handleLayout();
  }, [selection]);
  // The panel grows while its content is loaded; labels move away from it. In another window, it covers another part of the map.
  useEffect(() => {
    if (!panel.current) return;
    const observer = new ResizeObserver(() => {
      handleLayout();
      state.mapView.value?.repaint();
    });
    observer.observe(panel.current);
    return () => observer.disconnect();
  });
  usePanelFocus(panel, selection.kind === 'none' ? null : selection);
  if (selection.kind === 'none') return null;
  return (
    <aside
      class={selection.kind === 'compare' || selection.kind === 'reading' ? 'details wide' : 'details'}
      ref={panel}
      tabIndex={-1}
      aria-label={strings.details}
    >
      <DetailsContent />
    </aside>
  );
}

function DetailsContent() {
  const selection = state.selection.value;
  switch (selection.kind) {
    case 'paper':
      return <PaperPanel key={selection.paper} paper={selection.paper} />;
    case 'compare':
      return <ComparePanel a={selection.a} b={selection.b} />;
    case 'path':
      return <PathPanel from={selection.from} to={selection.to} />;
    case 'topic':
      return <TopicPanel topic={selection.topic} />;
    case 'concept':
      return <ConceptPanel concept={selection.concept} />;
    case 'group':
      return <GroupPanel group={selection.group} name={selection.name} />;
    case 'reading':
      return <ReadingPanel />;
    case 'about':
      return <AboutPanel />;
    case 'none':
      return null;
  }
}
