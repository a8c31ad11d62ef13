import type { Edit } from './edit.ts';

/** An edit that merges two papers. */
type PaperMerge = Extract<Edit, { edit: 'mergePapers' }>;

/** Returns whether an edit merges papers. */
export const isPaperMerge = (edit: Edit): edit is PaperMerge => edit.edit === 'mergePapers';

/** Returns a function that returns the id of the paper that a paper was merged into, or the given id. */
export function createFinder(edits: readonly Edit[]): (id: string, known: { has(id: string): boolean }) => string {
  const targets = new Map(edits.filter(isPaperMerge).map(({ paper, into }) => [paper, into]));
  return (id, known) => {
    const seen = new Set<string>();
    let current = id;
    while (!known.has(current) && targets.has(current) && !seen.has(current)) {
      seen.add(current);
      current = targets.get(current)!;
    }
    return current;
  };
}
