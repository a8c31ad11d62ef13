import { useState } from 'preact/hooks';
import { strings } from '../strings/strings.ts';
import type { TermShare } from '../worker/queries/answers.ts';

/** Number of terms shown by default; the others are summed up. */
const MAX_TERMS = 6;

/** The contributions of terms to a similarity as a bar chart. */
export function TermBars({ terms, limit = MAX_TERMS }: { terms: TermShare[]; limit?: number }) {
  const [showsAll, setShowsAll] = useState(false);
  const listed = showsAll ? terms : terms.slice(0, limit);
  const rest = terms.slice(listed.length);
  const restShare = rest.reduce((sum, { share }) => sum + share, 0);
  // The rest gets no bar because it would dwarf those of single terms.
  const maxShare = Math.max(...listed.map(({ share }) => Math.abs(share)), 1e-9);
  return (
    <ol class={terms.some(({ id }) => id < 0) ? 'term-bars long' : 'term-bars'}>
      {listed.map((term) => (
        <li key={term.id}>
          <TermName {...term} />
          <Bar value={term.share / maxShare} />
          <span class="term-value">{strings.similarity(term.share)}</span>
        </li>
      ))}
      {rest.length > 0 && (
        <li class="term-rest">
          <button type="button" class="term-name text-button" onClick={() => setShowsAll(true)}>
            {strings.paper.moreTerms(rest.length)}
          </button>
          <span />
          <span class="term-value">{strings.similarity(restShare)}</span>
        </li>
      )}
    </ol>
  );
}

/** Returns the name of a term: both forms if the two papers write it differently. */
export const nameOfTerm = ({ term, forms }: TermShare) => (forms ? forms.join(' / ') : term);

function TermName(share: TermShare) {
  const { added, forms } = share;
  const note = added ? strings.paper.addedTerm : forms && strings.paper.differentForms(...forms);
  return (
    <span class={added ? 'term-name added' : forms ? 'term-name forms' : 'term-name'} title={note}>
      {nameOfTerm(share)}
      {note && <span class="visually-hidden"> ({note})</span>}
    </span>
  );
}

/** @param value -1..1; negative values have another color. */
function Bar({ value }: { value: number }) {
  return (
    <svg class={value < 0 ? 'bar negative' : 'bar'} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.max(1, Math.abs(value) * 100)} height="6" />
    </svg>
  );
}

/** The contributions of terms to a similarity as one thin stacked bar. */
export function TermStrip({ terms }: { terms: TermShare[] }) {
  // In a map with vectors, this is not the weight of the link.
  const similarity = terms.reduce((sum, { share }) => sum + share, 0);
  let end = 0;
  return (
    <svg class="term-strip" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="4" />
      {terms.slice(0, MAX_TERMS).map(({ id, share }, rank) => {
        const start = end;
        const width = Math.max(0, share) * 100;
        end += width;
        return <rect key={id} class={rank % 2 ? 'odd' : 'even'} x={start} width={width} height="4" />;
      })}
      <rect class="rest" x={end} width={Math.max(0, similarity * 100 - end)} height="4" />
    </svg>
  );
}
