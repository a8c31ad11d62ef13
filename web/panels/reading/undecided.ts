import type { Edit } from '../../../src/edit/edit.ts';
import type { PossibleDuplicates } from '../../../src/model/paper.ts';

/** Possible duplicates that wait for a decision. */
export interface UndecidedPapers extends Pick<PossibleDuplicates, 'title' | 'papers' | 'locations' | 'cause'> {
  /** Number of further papers that are not listed. */
  others: number;
}

/**
 * Returns the possible duplicates that are neither merged nor kept separate. Each group is compared with its first paper.
 *
 * @param known the papers of the map, which lacks merged ones.
 */
export function findUndecided(
  groups: readonly PossibleDuplicates[],
  edits: readonly Edit[],
  known: { has(id: string): boolean },
): UndecidedPapers[] {
  const separate = new Set(
    edits.flatMap((edit) =>
      edit.edit === 'keepSeparate' ? [pairOf(edit.paper, edit.from), pairOf(edit.from, edit.paper)] : [],
    ),
  );
  return groups.flatMap(({ title, papers, locations, count, cause }) => {
    const first = papers.find((id) => known.has(id));
    if (first === undefined) return [];
    const listed = papers
      .map((id, i) => ({ id, location: locations[i]! }))
      .filter(({ id }) => id === first || (known.has(id) && !separate.has(pairOf(id, first))));
    if (listed.length < 2) return [];
    return {
      title,
      papers: listed.map(({ id }) => id),
      locations: listed.map(({ location }) => location),
      others: count - papers.length,
      ...(cause !== undefined && { cause }),
    };
  });
}

const pairOf = (a: string, b: string) => JSON.stringify([a, b]);
