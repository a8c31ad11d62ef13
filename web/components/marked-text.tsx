import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Mark } from '../../src/text/weighting/weigh-text.ts';
import type { TermShare } from '../worker/queries/answers.ts';

/**
 * A text with its terms marked. `strength` maps terms to 0..1; where terms overlap, the strongest one counts. Terms without
 * a strength get an invisible mark, so that the text does not reflow when the strengths change.
 */
export function MarkedText(props: { text: string; marks: Mark[]; strength: ReadonlyMap<number, number> }) {
  const { text, marks, strength } = props;
  const pieces = [];
  let position = 0;
  for (const { start, end, terms } of useMemo(() => segmentMarks(marks), [marks])) {
    const maxStrength = Math.max(...terms.map((term) => strength.get(term) ?? -1));
    pieces.push(
      text.slice(position, start),
      <mark key={start} class={markClass(maxStrength)}>
        {text.slice(start, end)}
      </mark>,
    );
    position = end;
  }
  return (
    <>
      {pieces}
      {text.slice(position)}
    </>
  );
}

/** Splits overlapping marks into disjoint segments, in order, each with all terms that cover it. */
function segmentMarks(marks: Mark[]): { start: number; end: number; terms: number[] }[] {
  const boundaries = [...new Set(marks.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return boundaries.slice(1).flatMap((end, k) => {
    const start = boundaries[k]!;
    const terms = marks.filter((mark) => mark.start <= start && mark.end >= end).map(({ term }) => term);
    return terms.length > 0 ? [{ start, end, terms }] : [];
  });
}

const markClass = (strength: number) =>
  strength > 0.5 ? 'strong' : strength > 0.2 ? 'medium' : strength >= 0 ? 'weak' : 'none';

/** Returns the strength of the mark of each term: its contribution divided by the largest one. */
export function markStrengths(terms: TermShare[]): Map<number, number> {
  const maxShare = Math.max(...terms.map(({ share }) => share), 1e-9);
  return new Map(terms.map(({ id, share }) => [id, share / maxShare]));
}

/** A text in which all words that start with one of the query words are bold. */
export function MatchedText({ text, words }: { text: string; words: string[] }) {
  const prefixes = words.map((word) => word.toLowerCase());
  let position = 0;
  return (
    <>
      {text.split(/([\p{L}\p{N}]+)/u).map((piece) => {
        const key = position;
        position += piece.length;
        const lowerCase = piece.toLowerCase();
        return prefixes.some((prefix) => lowerCase.startsWith(prefix)) ? <b key={key}>{piece}</b> : piece;
      })}
    </>
  );
}

/** A passage with some ranges in bold, shown below a title. */
export function Snippet({ text, marks }: { text: string; marks: readonly [start: number, end: number][] }) {
  let position = 0;
  const pieces = marks.map(([start, end]) => {
    const before = text.slice(position, start);
    position = end;
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
      {text.slice(position)}
    </span>
  );
}
