import { useEffect, useRef } from 'preact/hooks';
import { narrow } from '../../components/controls.tsx';
import { covered } from '../../state/actions/draw.ts';
import { state } from '../../state/store.ts';
import { texts } from '../../strings/strings.ts';
import { AboutPanel } from './about.tsx';
import { ComparePanel } from './compare.tsx';
import { ConceptPanel } from './concept.tsx';
import { PaperPanel } from './paper.tsx';
import { WayPanel } from './path.tsx';
import { TopicPanel } from './topic.tsx';

/** The panel at the right: a paper, two papers, a way, a topic or the map itself. */
export function Reading() {
  const panel = useRef<HTMLElement>(null);
  const reading = state.reading.value;
  useEffect(() => {
    panel.current?.scrollTo({ top: 0 });
    // On a small screen the map ends above the panel.
    covered(narrow() ? 0 : (panel.current?.getBoundingClientRect().width ?? 0));
  }, [reading]);
  if (reading.kind === 'nothing') return null;
  return (
    <aside class={reading.kind === 'compare' ? 'reading wide' : 'reading'} ref={panel} aria-label={texts.reading}>
      <Shown />
    </aside>
  );
}

function Shown() {
  const reading = state.reading.value;
  switch (reading.kind) {
    case 'paper':
      return <PaperPanel key={reading.paper} paper={reading.paper} />;
    case 'compare':
      return <ComparePanel a={reading.a} b={reading.b} />;
    case 'path':
      return <WayPanel from={reading.from} to={reading.to} />;
    case 'topic':
      return <TopicPanel topic={reading.topic} />;
    case 'concept':
      return <ConceptPanel concept={reading.concept} />;
    case 'about':
      return <AboutPanel />;
    case 'nothing':
      return null;
  }
}
