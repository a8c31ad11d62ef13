import type { Collection } from '../model/paper.ts';
import { combinePapers } from '../read/deduplicate/combine-papers.ts';
import type { Edit } from './edit.ts';
import { createFinder, isPaperMerge } from './paper-merges.ts';

/** The edited collection, and a note for each edit that could not be applied. */
export interface MergeResult {
  collection: Collection;
  /** Why edits were skipped, in their order; one line each. */
  notes: string[];
}

/**
 * Merges the papers that edits of the kind `mergePapers` name, in order, and returns a new collection; other edits are ignored.
 * Analyze its papers, then call `applyEdits` with the same edits.
 *
 * A merged paper has the id of `into`, the most complete value of each field, and the sources of both. Edits that refer to
 * unknown papers are skipped and reported as notes.
 */
export function mergePapers(collection: Collection, edits: readonly Edit[]): MergeResult {
  const merges = edits.filter(isPaperMerge);
  if (merges.length === 0) return { collection, notes: [] };
  const papers = new Map(collection.papers.map((paper) => [paper.id, paper]));
  const find = createFinder(merges);
  const notes: string[] = [];
  let merged = 0;
  for (const { paper, into } of merges) {
    const [source, target] = [papers.get(paper), papers.get(find(into, papers))];
    if (source && target && source !== target) {
      papers.set(target.id, combinePapers(target, [source]));
      papers.delete(source.id);
      merged++;
    } else if (!source || !target)
      notes.push(`mergePapers: there is no paper "${source ? into : paper}" in this collection`);
  }
  return { collection: { ...collection, papers: [...papers.values()], merged: collection.merged + merged }, notes };
}
