import type { Collection, Paper, Source } from '../model/paper.ts';
import { combineRecords } from '../read/deduplicate/combine.ts';
import type { SourceRecord } from '../read/deduplicate/source-record.ts';
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
      papers.set(target.id, combine(target, source));
      papers.delete(source.id);
      merged++;
    } else if (!source || !target)
      notes.push(`mergePapers: there is no paper "${source ? into : paper}" in this collection`);
  }
  return { collection: { ...collection, papers: [...papers.values()], merged: collection.merged + merged }, notes };
}

/** Combines two papers under the id of the first. */
function combine(target: Paper, source: Paper): Paper {
  const papers = [target, source].sort((a, b) => compareSources(locationOf(a), locationOf(b)));
  const records = papers.map((paper): SourceRecord => {
    const { id: _, sources: __, ...record } = paper;
    return { record, location: locationOf(paper) };
  });
  const { record, sources } = combineRecords(records);
  const combined = papers.flatMap((paper, i) => paper.sources.map((from) => limitFields(from, sources[i]?.gave ?? [])));
  return { id: target.id, ...record, sources: combined.sort(compareSources) };
}

/** Returns a source with the fields that the combined paper has from it. */
const limitFields = (source: Source, fields: string[]): Source => ({
  ...source,
  gave: source.gave?.filter((field) => fields.includes(field)) ?? fields,
});

const locationOf = ({ sources: [first] }: Paper) => ({ file: first?.file ?? '', line: first?.line ?? 0 });

const compareSources = (a: Source, b: Source) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);
