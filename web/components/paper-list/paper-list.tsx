import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { topicColor } from '../../map/style/style.ts';
import { choosePaper } from '../../state/actions/select.ts';
import { bylineOf } from '../../state/byline.ts';
import { state } from '../../state/store.ts';
import { strings } from '../../strings/strings.ts';
import type { RelatedPaper, TermShare } from '../../worker/queries/answers.ts';
import { useShortened } from '../controls.tsx';
import { Icon } from '../icon.tsx';
import { nameOfTerm, TermBars, TermStrip } from '../term-bars.tsx';
import { useSorting } from './sort-papers.tsx';
import { useHover } from './use-hover.ts';

/** A dot in the color of a topic. */
export function TopicDot({ topic }: { topic: number }) {
  return <ColorDot color={topicColor(topic)} />;
}

/** A dot in a CSS color. */
export function ColorDot({ color }: { color: string | undefined }) {
  return (
    <svg class="dot" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="4.5" fill={color} />
    </svg>
  );
}

/**
 * A button with the title, authors and year of a paper that opens the paper. Hovering emphasizes the paper on the map.
 *
 * @param props.title the title, if it is marked up.
 * @param props.children more about the paper.
 */
export function PaperLink(props: { paper: number; title?: ComponentChildren; children?: ComponentChildren }) {
  const { paper } = props;
  const nodes = state.map.value?.nodes;
  const byline = bylineOf(paper);
  return (
    <button type="button" class="paper-link" onClick={() => choosePaper(paper)} {...useHover(paper)}>
      <TopicDot topic={nodes?.topicOf[paper] ?? 0} />
      <span>
        <span class="paper-title">{props.title ?? nodes?.titles[paper]}</span>
        {byline && <span class="byline">{byline}</span>}
        {props.children}
      </span>
    </button>
  );
}

/** Number of papers listed by default. */
const MAX_LISTED = 50;

/** A list of papers that can be sorted; long ones are shortened until all papers are asked for. */
export function PaperList({ papers }: { papers: readonly number[] }) {
  const { sorted, control } = useSorting(papers, (paper) => paper);
  const { listed, showAllButton } = useShortened(sorted, MAX_LISTED);
  return (
    <>
      {control}
      <ol class="item-list">
        {listed.map((paper) => (
          <li key={paper}>
            <PaperLink paper={paper} />
          </li>
        ))}
      </ol>
      {showAllButton}
    </>
  );
}

/** Number of related papers listed by default. */
const MAX_RELATED = 20;

/** A list of papers with their similarity and the terms it consists of. */
export function RelatedList({ related }: { related: RelatedPaper[] }) {
  const { sorted, control } = useSorting(related, ({ paper }) => paper, strings.list.relevance);
  const { listed, showAllButton } = useShortened(sorted, MAX_RELATED);
  return (
    <>
      {control}
      <ol class="related">
        {listed.map((match) => (
          <RelatedItem key={match.paper} {...match} />
        ))}
      </ol>
      {showAllButton}
    </>
  );
}

function RelatedItem({ paper, similarity, terms, summary }: RelatedPaper) {
  const [isOpen, setOpen] = useState(false);
  const title = state.map.value?.nodes.titles[paper] ?? '';
  return (
    <li>
      <div class="related-row">
        <PaperLink paper={paper} />
        <button
          type="button"
          class="explain-button"
          aria-expanded={isOpen}
          aria-label={strings.paper.why(title, strings.similarity(similarity), summary !== undefined)}
          onClick={() => setOpen(!isOpen)}
        >
          <span class="similarity">{strings.similarity(similarity)}</span>
          <Icon name={isOpen ? 'down' : 'right'} size={14} />
        </button>
      </div>
      {isOpen ? (
        <TermBars terms={terms} />
      ) : (
        <>
          <TermStrip terms={terms} />
          <p class="related-terms">{describeShared({ terms, ...(summary !== undefined && { summary }) })}</p>
        </>
      )}
    </li>
  );
}

/** Number of shared terms, and of other things such as references, that are listed on one line. */
const [MAX_LINE_TERMS, MAX_LINE_THINGS] = [4, 2];

/** Returns the strongest of what two papers share on one line: terms, or a summary and what is shared. */
export const describeShared = ({ terms, summary }: { terms: TermShare[]; summary?: string }) =>
  summary === undefined
    ? terms.slice(0, MAX_LINE_TERMS).map(nameOfTerm).join(' · ')
    : [summary, ...terms.slice(0, MAX_LINE_THINGS).map(nameOfTerm)].join(' · ');
