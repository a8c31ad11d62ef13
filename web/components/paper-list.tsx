import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { colourOfTopic } from '../map/style.ts';
import { choose, hover } from '../state/actions/select.ts';
import { state } from '../state/store.ts';
import { texts } from '../strings/strings.ts';
import type { Related } from '../worker/protocol.ts';
import { Icon } from './icon.tsx';
import { ShareLine, Shares } from './terms.tsx';

/** A dot in a topic's colour. */
export function Dot({ topic }: { topic: number }) {
  return (
    <svg class="dot" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="4.5" fill={colourOfTopic(topic)} />
    </svg>
  );
}

/** A paper's title that opens it, and lights it up on the map. */
export function PaperLink({ paper, children }: { paper: number; children?: ComponentChildren }) {
  const nodes = state.map.value?.nodes;
  return (
    <button
      type="button"
      class="paper-link"
      onClick={() => choose(paper)}
      onMouseEnter={() => hover(paper)}
      onMouseLeave={() => hover(null)}
      onFocus={() => hover(paper)}
      onBlur={() => hover(null)}
    >
      <Dot topic={nodes?.topicOf[paper] ?? 0} />
      <span>{children ?? nodes?.titles[paper]}</span>
    </button>
  );
}

/** Papers with how similar they are and why. */
export function RelatedList({ related }: { related: Related[] }) {
  return (
    <ol class="related">
      {related.map((one) => (
        <RelatedPaper key={one.paper} {...one} />
      ))}
    </ol>
  );
}

function RelatedPaper({ paper, similarity, terms }: Related) {
  const [open, setOpen] = useState(false);
  const title = state.map.value?.nodes.titles[paper] ?? '';
  return (
    <li>
      <div class="related-row">
        <PaperLink paper={paper} />
        <button
          type="button"
          class="why"
          aria-expanded={open}
          aria-label={texts.paper.why(title, texts.similarity(similarity))}
          onClick={() => setOpen(!open)}
        >
          <span class="similarity">{texts.similarity(similarity)}</span>
          <Icon name={open ? 'down' : 'right'} size={14} />
        </button>
      </div>
      {open ? (
        <Shares terms={terms} />
      ) : (
        <>
          <ShareLine terms={terms} similarity={similarity} />
          <p class="related-terms">
            {terms
              .slice(0, 4)
              .map(({ term }) => term)
              .join(' · ')}
          </p>
        </>
      )}
    </li>
  );
}
