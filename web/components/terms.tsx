import { Fragment } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Mark } from '../../src/text/weighting/weigh-text.ts';
import { texts } from '../strings/strings.ts';
import type { TermShare } from '../worker/protocol.ts';

/** How many terms are named; the rest are summed up. */
const NAMED = 6;

/** The terms that make a similarity, as bars that add up to it. */
export function Shares({ terms, few = NAMED }: { terms: TermShare[]; few?: number }) {
  const [all, setAll] = useState(false);
  const named = all ? terms : terms.slice(0, few);
  const rest = terms.slice(named.length);
  const restShare = rest.reduce((sum, { share }) => sum + share, 0);
  // The rest has no bar: it would dwarf those of the terms.
  const longest = Math.max(...named.map(({ share }) => Math.abs(share)), 1e-9);
  return (
    <ol class="shares">
      {named.map(({ id, term, share }) => (
        <li key={id}>
          <span class="share-term">{term}</span>
          <Bar share={share / longest} />
          <span class="share-value">{texts.similarity(share)}</span>
        </li>
      ))}
      {rest.length > 0 && (
        <li class="share-rest">
          <button type="button" class="share-term text-button" onClick={() => setAll(true)}>
            {texts.paper.moreTerms(rest.length)}
          </button>
          <span />
          <span class="share-value">{texts.similarity(restShare)}</span>
        </li>
      )}
    </ol>
  );
}

function Bar({ share }: { share: number }) {
  return (
    <svg class={share < 0 ? 'bar against' : 'bar'} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.max(1, Math.abs(share) * 100)} height="6" />
    </svg>
  );
}

/** One thin line, divided by terms: how a similarity is made up, at a glance. */
export function ShareLine({ terms, similarity }: { terms: TermShare[]; similarity: number }) {
  let at = 0;
  return (
    <svg class="share-line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="4" />
      {terms.slice(0, NAMED).map(({ id, share }, rank) => {
        const start = at;
        const width = Math.max(0, share) * 100;
        at += width;
        return <rect key={id} class={rank % 2 ? 'odd' : 'even'} x={start} width={width} height="4" />;
      })}
      <rect class="rest" x={at} width={Math.max(0, similarity * 100 - at)} height="4" />
    </svg>
  );
}

/**
 * A text with terms marked; `strength` tells how strongly, 0..1, and of terms that overlap the strongest shows. Terms that
 * it does not know look plain but keep their elements, so that nothing moves under the pointer when others become telling.
 */
export function Marked(props: { text: string; marks: Mark[]; strength: ReadonlyMap<number, number> }) {
  const { text, marks, strength } = props;
  const pieces = [];
  let at = 0;
  for (const { start, end, terms } of useMemo(() => stretchesOf(marks), [marks])) {
    const worth = Math.max(...terms.map((term) => strength.get(term) ?? -1));
    pieces.push(
      text.slice(at, start),
      <mark key={start} class={toneOf(worth)}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}

/** Cuts overlapping marks into stretches, in order, each with all the terms that cover it. */
function stretchesOf(marks: Mark[]): { start: number; end: number; terms: number[] }[] {
  const cuts = [...new Set(marks.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return cuts.slice(1).flatMap((end, k) => {
    const start = cuts[k]!;
    const terms = marks.filter((mark) => mark.start <= start && mark.end >= end).map(({ term }) => term);
    return terms.length > 0 ? [{ start, end, terms }] : [];
  });
}

const toneOf = (worth: number) => (worth > 0.5 ? 'strong' : worth > 0.2 ? 'middle' : worth >= 0 ? 'weak' : 'plain');

/** How strongly each term is to be marked: its share beside the largest. */
export function strengths(terms: TermShare[]): Map<number, number> {
  const most = Math.max(...terms.map(({ share }) => share), 1e-9);
  return new Map(terms.map(({ id, share }) => [id, share / most]));
}

/** A text in which the words sought stand out, also where they only begin a word. */
export function Highlighted({ text, words }: { text: string; words: string[] }) {
  const sought = words.map((word) => word.toLowerCase());
  let at = 0;
  return (
    <>
      {text.split(/([\p{L}\p{N}]+)/u).map((piece) => {
        const key = at;
        at += piece.length;
        const lower = piece.toLowerCase();
        return sought.some((word) => lower.startsWith(word)) ? <b key={key}>{piece}</b> : piece;
      })}
    </>
  );
}

/** A passage in which places stand out, beneath a title. */
export function Snippet({ text, marks }: { text: string; marks: readonly [start: number, end: number][] }) {
  let at = 0;
  const pieces = marks.map(([start, end]) => {
    const before = text.slice(at, start);
    at = end;
    return (
      <Fragment key={start}>
        {before}
        <b>{text.slice(start, end)}</b>
      </Fragment>
    );
  });
  return (
    <span class="snippet">
      {pieces}
      {text.slice(at)}
    </span>
  );
}
